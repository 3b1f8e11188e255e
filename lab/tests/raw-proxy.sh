#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Who answers for every port is told, and a host that really has many open ports is not taken for one.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/hosts/lib.sh
source "$lab/hosts/lib.sh"
need_raw_engine
need_command jq python3
lab_up synproxy tarpit plain
# Two ports of a plain host are proxied; and one host offers ten bytes on every port, like LaBrea.
lab_serve plain --tcp 2001-2100
on plain ip addr add 198.18.10.77/24 dev link
on plain nft -f - <<'RULES'
table inet quiet {
  chain input {
    type filter hook input priority 0;
    ip daddr 198.18.10.77 meta l4proto tcp drop
  }
}
RULES
ip netns exec "$lab_prefix-plain" /usr/bin/python3 -B "$lab/hosts/offer.py" link 198.18.10.77 10 \
  >"$work/labrea" 2>&1 </dev/null &
defer end "$!"
lab_await "the tarpit" grep -q ready "$work/labrea"
named() { # WHAT WANTED HOST PORTS TECHNIQUE
  capture "${near[@]}" "$scan" run --json --scope "$(lab_scope)" --out "$work" \
    -e "let seen = scan $3 ports $4 using $5 { discover none }
print(seen.hosts.first.proxy)
save seen to \"seen.json\""
  check_code 0 "$1"
  check_equal "$2 $2" \
    "$(jq -r 'select(.type == "output").text' "$out") $(jq -r 'select(.type == "host") | .proxy // "none"' "$out")" "$1"
  check_equal "$2" "$(jq -r '.hosts[0].proxy // "none"' "$work/seen.json")" "$1, saved"
}
for family in 4 6; do
  named "a SYN proxy over IPv$family" syn-proxy "$(lab_address synproxy $family)" 80,81 syn
  named "a SYN proxy of one open port over IPv$family" none "$(lab_address synproxy $family)" 80 syn
  named "every port at one listener over IPv$family" everything-open "$(lab_address tarpit $family)" 1000-1099 syn
  named "the same by connections over IPv$family" everything-open "$(lab_address tarpit $family)" 1000-1099 connect
  named "a few ports of it over IPv$family" none "$(lab_address tarpit $family)" 1000-1010 syn
  named "a hundred services over IPv$family" none "$(lab_address plain $family)" 2000-2101 syn
done
named "a tarpit" tarpit 198.18.10.77 1-200 syn
capture "${near[@]}" "$scan" run --scope "$(lab_scope)" -e "scan 198.18.10.77 ports 1-200 using syn"
check_code 0 "the report of a tarpit"
check_match "$out" '^  a tarpit answers: all of 200 TCP ports are open' "the report of a tarpit"
check_match "$out" '^  200 open \(syn-ack\), listed with --verbose$' "the report of a tarpit"
check_no_match "$out" '/tcp' "the report of a tarpit"
