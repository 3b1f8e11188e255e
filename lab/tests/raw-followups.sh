#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# `ping`, `traceroute` and `probe` by raw packets, over the lab's router, on IPv4 and IPv6: round trips, hops in their
# order, loss, silence and no way; scope, rate and packet limit bind them, a plan counts them, and without the privilege
# they say so before anything is sent.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/hosts/lib.sh
source "$lab/hosts/lib.sh"
need_program
need_command jq
lab_up plain lossy loop hidden
scope=$(lab_scope)
ask() { capture "${near[@]}" "$scan" run --json --scope "$scope" -e "$1"; } # CODE
said() { jq -r 'select(.type == "output").text' "$out"; }
sent() { jq -r 'select(.type == "summary").sent' "$out"; }

for family in 4 6; do
  plain=$(lab_address plain $family)
  if ((family == 4)); then router=$lab_router_v4; else router=$lab_router_v6; fi

  ask "let p = ping($plain)
print(p.address, p.tries, p.ttl, p.rtt > 0s and p.rtt < 1s)"
  check_code 0 "ping, IPv$family"
  # The host's own 64, and one router between.
  check_equal "$plain 1 63 true" "$(said)" "ping, IPv$family"
  check_equal 1 "$(sent)" "packets of a ping, IPv$family"

  ask "let t = traceroute($plain)
print(t.address, t.reached, t.hops.map(h => [h.ttl, h.address]))
print(t.hops.all(h => (h.rtt ?? 0s) > 0s and (h.rtt ?? 1s) < 1s))"
  check_code 0 "traceroute, IPv$family"
  check_equal "$plain true [[1, $router], [2, $plain]]
true" "$(said)" "traceroute, IPv$family"

  ask "let t = traceroute($plain, hops: 1)
print(t.reached, t.hops.map(h => h.address))"
  check_equal "false [$router]" "$(said)" "traceroute that ends before the host, IPv$family"
  check_equal 1 "$(sent)" "packets of a traceroute of one hop, IPv$family"

  # A blackhole behind the router: it says where the way goes, and the rest is silence.
  ask "let t = traceroute($(lab_address hidden $family), hops: 3, timeout: 100ms)
print(t.reached, t.hops.map(h => h.address))
print(try ping($(lab_address hidden $family), tries: 2, timeout: 100ms) else \"nobody\")"
  check_code 0 "silence, IPv$family"
  check_match <(said) '^nobody$' "ping of nobody, IPv$family"
  check_match <(said) "^false \[" "traceroute to nobody, IPv$family"

  # Two routers that hand packets to one another.
  ask "let t = traceroute($(lab_address loop $family), hops: 7, timeout: 200ms)
print(t.reached, t.hops.count, t.hops.all(h => h.address != none))"
  check_equal "false 7 true" "$(said)" "traceroute into a loop, IPv$family"

  # By SYN where a scan would ask so: the packets are our own and carry what only those do.
  ask "let o = probe($plain, 22)
print(o.technique, o.state, o.reason, o.ttl)
let u = probe($plain, 7/udp)
print(u.technique, u.state, u.reason)"
  check_equal "syn open syn-ack 63
udp open udp-response" "$(said)" "probe without \`using\`, IPv$family"
done

plain=$(lab_address plain 4)
# Half of the echo requests are lost: some of forty pings need more than one try, and say how many.
on lossy nft flush ruleset
on lossy nft -f - <<'RULES'
table inet lab { chain input { type filter hook input priority 0; numgen random mod 2 < 1 drop; }; }
RULES
ask "var tries = []
for n in 1-40 { tries += [ping($(lab_address lossy 4), tries: 20, timeout: 50ms).tries] }
print(tries.count, tries.max() > 1, tries.max() <= 20)"
check_code 0 "pings over a lossy way"
check_equal "40 true true" "$(said)" "pings over a lossy way"

# The one way out: scope, rate, packet limit, and what a plan says.
echo 'scope "lab" { allow 198.18.0.0/15; deny '"$plain"' }' >"$work/narrow.scope"
capture "${near[@]}" "$scan" run --json --scope "$work/narrow.scope" -e "ping($plain)"
check_code 4 "ping of a denied address"
check_equal 0 "$(sent)" "packets to a denied address"
ask "limits { packets 2 }
traceroute($(lab_address hidden 4), timeout: 100ms)"
check_code '3|4' "the packet limit ends a traceroute"
check_equal 2 "$(sent)" "packets of a limited traceroute"
start=$EPOCHREALTIME
capture "${near[@]}" "$scan" run --json --rate 10/s --scope "$scope" -e \
  "traceroute($(lab_address loop 4), hops: 10, timeout: 200ms)"
check_code 0 "a traceroute at 10/s"
awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { exit !(b - a >= 0.8) }' || fault "ten hops at 10/s were asked faster: $(show_capture 2>&1)"
capture "${near[@]}" "$scan" plan --json --scope "$scope" -e "ping($plain)
traceroute($plain, hops: 4)"
check_code 0 "the plan"
jq -e '[.. | objects | .packets? // empty] | tostring | test("15")' "$out" >/dev/null || {
  fault "a plan does not count three echo requests and four hops of three"
  show_capture
}

# Without the privilege nothing is sent, and the message says what is missing.
for call in "ping($plain)" "traceroute($plain)"; do
  capture "${near[@]}" "$scan" run --json --unprivileged --scope "$scope" -e "$call"
  check_code 4 "$call without the privilege"
  check_said 'CAP_NET_RAW' "$call without the privilege"
  check_equal 0 "$(sent)" "packets of $call without the privilege"
done
capture "${near[@]}" "$scan" run --json --unprivileged --scope "$scope" -e "print(probe($plain, 22).technique)"
check_equal connect "$(said)" "probe without the privilege"
