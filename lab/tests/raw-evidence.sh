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
  if grep -qs ready "$work/serve"; then break; fi
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

# Datagrams from another port: the port that was asked stays what its silence says, and the other one is told.
"${far[@]}" nft -f - <<'RULES'
table inet quiet {
  chain input {
    type filter hook input priority 0;
    udp dport { 7, 123, 161, 6000-6010 } drop
  }
}
RULES
listens=0
elsewhere() { # ADDRESS PORT ANSWERING-PORTS
  listens=$((listens + 1))
  "${far[@]}" /usr/bin/python3 -B "$lab/hosts/elsewhere.py" "$@" >"$work/elsewhere$listens" 2>&1 </dev/null &
  defer end "$!"
  for _ in {1..50}; do
    if grep -qs ready "$work/elsewhere$listens"; then return; fi
    sleep 0.1
  done
  fault "the host on $2/udp does not listen"
}
told() { # WHAT PORTS HOST LINE…
  capture "${near[@]}" "$scan" run --json --all-ports --scope "$(pair_scope)" --out "$work/saved" -e \
    "let seen = scan $3 ports $2 using udp { discover none; retries 1; timeout 300ms; rate 200/s }
save seen to \"udp.json\"
for p in seen.ports { print(p.port, p.state, p.reason, p.answered_from, p.ttl) }"
  check_code 0 "$1"
  check_equal "$(printf '%s\n' "${@:4}")" "$(jq -r 'select(.type == "output").text' "$out")" "$1"
}
for host in "$far_v4" "$far_v6"; do
  elsewhere "$host" 69 40069
  elsewhere "$host" 5000 5001
  elsewhere "$host" 5100 5101,5100
  told "TFTP among silent services" "7, 69, 123, 161" "$host" \
    "7/udp open|filtered no-response none none" "69/udp open|filtered other-port 40069 none" \
    "123/udp open|filtered no-response none none" "161/udp open|filtered no-response none none"
  check_equal '69 40069' "$(jq -r 'select(.answered_from) | "\(.port) \(.answered_from)"' "$out")" "the JSON line"
  check_equal '40069' "$(jq -r '[.. | .answered_from? // empty] | join(" ")' "$work/saved/udp.json")" "the saved document"
  told "one port alone" "5000" "$host" "5000/udp open|filtered other-port 5001 none"
  told "an answer of its own counts" "5100" "$host" "5100/udp open udp-response none 64"
done
