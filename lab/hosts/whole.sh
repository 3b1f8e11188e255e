# SPDX-License-Identifier: GPL-3.0-or-later
# A whole network answers: 198.19.0.0/16 and fd00:198:19::/112 are local to this host.
ip -n "$lab_prefix-whole" route add local 198.19.0.0/16 dev lo
ip -n "$lab_prefix-whole" route add local fd00:198:19::/112 dev lo
ip -n "$lab_prefix-router" route add 198.19.0.0/16 via "$(lab_address whole 4)"
ip -n "$lab_prefix-router" route add fd00:198:19::/112 via "$(lab_address whole 6)"
lab_serve whole --tcp 80
