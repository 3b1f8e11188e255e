# SPDX-License-Identifier: GPL-3.0-or-later
# A host without a filter of its own: the router drops and rejects for it, so that ICMP errors come from elsewhere.
lab_serve guarded --tcp 22,80,443 --udp-echo 7,53
on router nft -f - <<'RULES'
table inet guard {
  chain forward {
    type filter hook forward priority filter; policy accept;
    ip daddr 198.18.16.0/24 jump guarded
    ip6 daddr fd00:198:18:16::/64 jump guarded
  }
  chain guarded {
    tcp dport { 22, 8080 } accept
    tcp dport 80 drop
    tcp dport 443 reject with icmpx admin-prohibited
    tcp dport 444 reject with tcp reset
    tcp dport 445 reject with icmpx port-unreachable
    tcp dport 446 reject with icmpx host-unreachable
    udp dport 53 drop
    udp dport 161 reject with icmpx port-unreachable
    udp dport 162 reject with icmpx admin-prohibited
  }
}
RULES
