#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A network of 65,536 addresses on the link itself, of which three are somebody's: questions for stations obey `rate`, the
# scan ends, and whoever is there is found.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/namespaces.sh
source "$lab/namespaces.sh"
need_raw_engine
need_command jq
pair_up
scope=$(pair_scope)
ip -n "$near_name" addr add 198.19.0.1/16 dev veth0
for last in 0.2 77.77 255.254; do ip -n "$far_name" addr add "198.19.$last/32" dev veth0; done
ip -n "$far_name" route add 198.19.0.0/16 dev veth0
"${far[@]}" nft -f - <<'RULES'
table arp lab {
  counter asked {}
  chain input { type filter hook input priority 0; arp operation request counter name asked; }
}
RULES
asked() { "${far[@]}" nft -j list counter arp lab asked | jq '.nftables[].counter? // empty | .packets'; }

# Two seconds of a slow scan: no more questions and probes than the rate allows.
"${near[@]}" "$scan" run --json --scope "$scope" -e \
  'scan 198.19.0.0/16 ports 80 using syn { discover none; rate 500/s; retries 0; timeout 300ms }' \
  >"$out" 2>"$err" </dev/null &
child=$!
defer end "$child"
sleep 1
first=$(asked) before=$EPOCHREALTIME
sleep 2
second=$(asked) after=$EPOCHREALTIME
kill -INT "$child"
wait "$child" 2>/dev/null || true
check_most "$(awk -v n=$((second - first)) -v a="$before" -v b="$after" 'BEGIN { print n / (b - a) }')" 520 \
  "questions a second at a rate of 500/s"
check_most 300 "$(awk -v n=$((second - first)) -v a="$before" -v b="$after" 'BEGIN { print n / (b - a) }')" \
  "questions a second at a rate of 500/s, at least"

limit=100
start=$SECONDS
capture "${near[@]}" "$scan" run --json --all-ports --scope "$scope" -e \
  'scan 198.19.0.0/16 ports 80 using syn { discover none; rate 50k/s; retries 1; timeout 300ms }'
check_code 0 "a network of neighbours"
check_most $((SECONDS - start)) 60 "a network of neighbours: seconds"
check_equal "198.19.0.1 198.19.0.2 198.19.255.254 198.19.77.77" "$(jq -r \
  'select(.type == "port" and .state == "closed").host' "$out" | sort | xargs)" "who is there"

capture "${near[@]}" "$scan" run --json --scope "$scope" -e \
  'scan 198.19.0.0/16 ports 80 using syn { discover arp; rate 50k/s; retries 0; timeout 300ms }'
check_code 0 "stations of a network, asked by ARP"
check_equal "198.19.0.1 localhost-response, 198.19.0.2 arp-response, 198.19.255.254 arp-response, 198.19.77.77 arp-response" \
  "$(jq -r 'select(.type == "host") | "\(.host) \(.reason)"' "$out" | sort | paste -sd, | sed 's/,/, /g')" \
  "stations of a network, asked by ARP"
