# SPDX-License-Identifier: GPL-3.0-or-later
# A routing loop: the router and the host `plain` send it to each other until its time to live is spent.
lab_sysctl plain ipv4/ip_forward=1 ipv6/conf/all/forwarding=1
lab_sysctl router ipv4/conf/all/send_redirects=0 ipv4/conf/plain/send_redirects=0
lab_sysctl plain ipv4/conf/all/send_redirects=0 ipv4/conf/link/send_redirects=0
ip -n "$lab_prefix-router" route add 198.18.30.0/24 via "$(lab_address plain 4)"
ip -n "$lab_prefix-router" route add fd00:198:18:30::/64 via "$(lab_address plain 6)"
