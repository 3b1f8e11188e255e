# SPDX-License-Identifier: GPL-3.0-or-later
# The router has no route. IPv6 is left at that; for IPv4 see refused.sh.
on router nft -f - <<'RULES'
table ip nowhere {
  chain prerouting {
    type filter hook prerouting priority filter; policy accept;
    ip daddr 198.18.33.0/24 reject with icmp type net-unreachable
  }
}
RULES
