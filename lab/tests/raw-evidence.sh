#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What an answer shows beside its meaning: window, largest segment and options as a Linux host sent them.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/namespaces.sh
source "$lab/namespaces.sh"
need_raw_engine
need_command jq ip
pair_up
"${far[@]}" /usr/bin/python3 "$lab/hosts/serve.py" --tcp 80 >"$work/serve" 2>&1 </dev/null &
defer end "$!"
for _ in {1..50}; do
  if grep -q ready "$work/serve"; then break; fi
  sleep 0.1
done
cat >"$work/evidence.scan" <<'PLAY'
param host: targets
let seen = scan host ports 80, 81 using syn { discover none }
for p in seen.ports { print(p.port, p.reply?.flags, p.reply?.mss, p.reply?.options, (p.reply?.window ?? 0) > 0) }
save seen to "seen.json"
let odd = probe(seen.open.first, using: ack)
print(odd.reply?.flags, odd.reply?.mss, odd.reply?.options)
PLAY
examine() { # HOST SIZE
  capture "${near[@]}" "$scan" run "$work/evidence.scan" --quiet --out "$work/saved" --scope "$(pair_scope)" --host "$1"
  check_code 0 "$1"
  check_equal "80/tcp SYN|ACK $2 [\"mss\"] true"$'\n81/tcp RST|ACK none [] false\nRST none []' "$(head -n 3 "$out")" \
    "what the answers of $1 show"
  check_equal "$2 mss" "$(jq -r '.hosts[0].ports[0] | "\(.mss) \(.options | join(","))"' "$work/saved/seen.json")" \
    "the saved document of $1"
}
mkdir -p "$work/saved"
examine "$far_v4" 1460
examine "$far_v6" 1440
# The host says what its route says, not what everybody's would.
ip -n "$far_name" route add "$near_v4/32" dev veth0 advmss 1200
examine "$far_v4" 1200
