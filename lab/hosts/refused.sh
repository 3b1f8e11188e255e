# SPDX-License-Identifier: GPL-3.0-or-later
# The router refuses a network. For IPv6 a route says so; Linux answers such a route of IPv4 five times and then once a
# second (net.ipv4.route.error_cost, which a namespace cannot change), so there a rule sends the same error.
ip -n "$lab_prefix-router" route add prohibit fd00:198:18:31::/64
on router nft -f - <<'RULES'
table ip refused {
  chain prerouting {
    type filter hook prerouting priority filter; policy accept;
    ip daddr 198.18.31.0/24 reject with icmp type admin-prohibited
  }
}
RULES
