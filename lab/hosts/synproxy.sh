# SPDX-License-Identifier: GPL-3.0-or-later
# Without this a stray ACK would count as the middle of a connection.
lab_sysctl synproxy netfilter/nf_conntrack_tcp_loose=0 netfilter/nf_conntrack_tcp_be_liberal=0
lab_serve synproxy --tcp 443
touch "$work/offer"
ip netns exec "$lab_prefix-synproxy" /usr/bin/python3 -B "$lab_folder/offer.py" link "$(lab_address synproxy 6)" \
  >"$work/offer" 2>&1 </dev/null &
defer end "$!"
lab_await "the SYN proxy" grep -q ready "$work/offer"
