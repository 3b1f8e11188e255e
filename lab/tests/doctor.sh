#!/usr/bin/env bash
# `scan doctor`: as it is here, as nobody, with a bad scope, and in a namespace without interfaces. It sends nothing.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
need_program
need_command jq

# level NAME: what the doctor says of one thing.
level() { jq -r ".checks[] | select(.name == \"$1\") | .level" "$out"; }

capture "$scan" doctor
check_code 0 "here"
# Who may send raw packets uses them.
grep -q 'ok .*raw sockets open' "$out" && technique=syn || technique=connect
check_match "$out" "^ok +technique +a default scan uses $technique: .*raw packets" "the technique of a default scan, and why"
check_no_match "$out" '^.{81}' "80 columns"
capture "$scan" doctor --json
check_code 0 "as JSON"
check_json '.[0].type == "doctor" and .[0].possible and (.[0].checks | length > 8)' "one object"
names=$(jq -r '.checks[].name' "$out" | tr '\n' ' ')
check_equal "technique sockets privilege rings descriptors interfaces routes resolver kernel scope library " "$names" "the checks"

# A scope that has expired makes every run impossible, and so does a file that cannot be read.
echo 'scope "old" { allow 10.0.0.0/8; valid 2020-01-01 until 2020-12-31 }' >"$work/old.scope"
capture "$scan" doctor --json --scope "$work/old.scope"
check_code 1 "an expired scope"
check_equal fail "$(level scope)" "an expired scope"
SCAN_SCOPE=$work/none.scope capture "$scan" doctor --json
check_code 1 "a scope file that is not there"
echo 'scope "now" { allow 10.0.0.0/8; ticket "PT-1" }' >"$work/now.scope"
capture "$scan" doctor --json --scope "$work/now.scope"
check_code 0 "a valid scope"
check_json '[.[0].checks[] | select(.name == "scope") | .text | contains("\"now\"") and contains("PT-1")] == [true]' "its name"

capture bash -c 'ulimit -n 100; exec "$@"' bash "$scan" doctor --json
check_code 0 "few descriptors"
check_equal warn "$(level descriptors)" "few descriptors"

if ((EUID == 0)) && command -v setpriv >/dev/null; then
  mkdir -m 755 "$work/bin"
  cp "$scan" "$work/bin/scan"
  capture setpriv --reuid=65534 --regid=65534 --clear-groups --bounding-set=-all --inh-caps=-all "$work/bin/scan" doctor --json
  check_code 0 "as nobody"
  check_json '[.[0].checks[] | select(.name == "privilege") | .text | contains("no CAP_NET_RAW")] == [true]' "no privilege"
fi
if ((EUID == 0)) && unshare --net true 2>/dev/null; then
  capture unshare --net "$scan" doctor --json
  check_code 1 "a namespace without interfaces"
  check_equal fail "$(level interfaces)" "no interface with an address"
  check_equal warn "$(level routes)" "no route"
  capture unshare --net bash -c 'ip link set lo up; exec "$@"' bash "$scan" doctor --json
  check_code 0 "a namespace with loopback alone"
  check_equal warn "$(level interfaces)" "loopback alone"
fi
