#!/usr/bin/env bash
# Nothing leaves for an address outside the scope, however it is written or reached.
# The address is 198.51.100.7 (RFC 5737); the namespace's default route leads to a
# veth whose far end counts every packet to it and has no route of its own.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/namespaces.sh
source "$lab/namespaces.sh"
need_program
need_command jq
near_file hosts <<'HOSTS'
127.0.0.1    localhost
198.51.100.7 outside.test
HOSTS
pair_up
ip -n "$near_name" route add default via "$far_v4"
far_rules <<'RULES'
table ip lab {
  counter outside { }
  chain arriving {
    type filter hook prerouting priority -300; policy accept;
    ip daddr 198.51.100.7 counter name outside drop
}
}
RULES

# A listener inside the scope, so that a handler has something to react to.
listen_prefix=("${near[@]}")
listen --host 127.0.0.1 --mode close
port=${listening[0]}

# The counter sees what it must see: the kernel's own packets, and the program's
# when the operator allows the address.
capture "${near[@]}" timeout 1 bash -c 'echo >/dev/tcp/198.51.100.7/80'
(($(far_packets outside) > 0)) || fault "the counter does not count"
echo 'scope "wide" { allow 198.51.100.0/24 }' >"$work/wide.scope"
capture "${near[@]}" "$scan" run --json --scope "$work/wide.scope" -e \
  'scan 198.51.100.7 ports 80 using connect { timeout 200ms; retries 0 }'
(($(far_packets outside) > 0)) || fault "allowed by the operator, and yet no packet"

# refused STATUS WHAT CODE: the exit status, and not one packet.
refused() {
  local count
  capture "${near[@]}" "$scan" run --json -e "$3"
  check_code "$1" "$2"
  count=$(far_packets outside)
  ((count == 0)) || fault "$2: $count packets to 198.51.100.7"
}

# Known before anything is sent: exit 4.
refused 4 "a literal" 'scan 198.51.100.7 ports 80 using connect'
refused 4 "an IPv4-mapped literal" 'scan ::ffff:198.51.100.7 ports 80 using connect'
refused 4 "one address of a network" 'scan 198.51.100.0/28 ports 80 using connect'
refused 4 "a name" 'scan "outside.test" ports 80 using connect'
check_match "$err" '198\.51\.100\.7' "the message names the address behind the name"

# Found out later, when something was sent already: exit 3, also under `try`.
inside="scan 127.0.0.1 ports $port using connect"
# The address is computed, so that no check before the run can see it.
computed="\"198.51.100.\\(p.number - $port + 7)\""
refused 3 "probe in a handler" "$inside { on open as p { let o = probe($computed, 80, using: connect); print(o.state) } }"
check_json '[.[] | select(.type == "error")] | length > 0' "the refusal is reported"
refused 3 "probe in a handler, under try" \
  "$inside { on open as p { let o = try probe($computed, 80, using: connect) else none; print(o) } }"
check_json '[.[] | select(.type == "error")] | length > 0' "the refusal is reported even under try"
refused 3 "banner in a handler" "$inside { on open as p { let b = banner($computed, 80, wait: 300ms); print(b) } }"
refused 3 "a name in a handler" \
  "$inside { on open as p { let o = probe(\"outside.\" + \"test\", 80, using: connect); print(o.state) } }"
refused 3 "a mapped address in a handler" \
  "$inside { on open as p { let o = probe(\"::ffff:\" + $computed, 80, using: connect); print(o.state) } }"
refused 3 "a nested scan" "$inside { on open as p { let r = scan $computed ports 80 using connect; print(r.open.count) } }"
