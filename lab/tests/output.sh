#!/usr/bin/env bash
# Output that cannot be written is an error, whatever the command; a reader that went away is none.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
need_program
[[ -c /dev/full ]] || skip "no /dev/full"
cd "$work"

printf 'print(1)\n' >one.scan
printf 'print( 1)\n' >layout.scan
cat >tests.scan <<'SCAN'
network lab { host 10.0.0.1 { open 22; closed else } }
test "holds" with lab { expect (scan 10.0.0.1 ports 22 using syn).open.count == 1 }
test "fails" with lab { expect (scan 10.0.0.1 ports 22 using syn).open.count == 2 }
SCAN

full() { # STATUS WHAT ARGUMENTS…
  local status=$1 what=$2
  shift 2
  code=0
  "$scan" "$@" >/dev/full 2>"$err" || code=$?
  check_code "$status" "$what"
  check_match "$err" 'cannot write .*: No space left on device' "$what: why"
}
full 3 "version" version
full 3 "help" --help
full 3 "help of a command" run --help
full 3 "help of a playbook" run one.scan --help
full 3 "explain" explain syn
full 3 "grammar" grammar vim
full 3 "inspect" inspect one.scan --tokens
full 3 "plan" plan one.scan
full 3 "run" run one.scan
full 3 "fmt" fmt --check layout.scan
full 3 "tests that pass" test --filter holds tests.scan
full 1 "a test that fails is not hidden" test tests.scan

for arguments in "explain --all" "grammar textmate" "inspect one.scan --tree"; do
  # shellcheck disable=SC2086
  { "$scan" $arguments 2>"$err" || echo "$?" >status; } | head -c 1 >"$out"
  check_equal "" "$(cat "$err")" "$arguments, whose reader went away"
done

# The JUnit report: an unwritable path is known before anything runs, and hides no failed test.
capture "$scan" test --junit no-such-folder/report.xml tests.scan
check_code 3 "a report that cannot be opened"
check_match "$err" 'cannot write no-such-folder/report.xml' "a report that cannot be opened: why"
check_match "$out" 'Bail out!' "a report that cannot be opened: nothing is run"
check_no_match "$out" '^(not )?ok' "a report that cannot be opened: no test"
capture "$scan" test --junit /dev/full tests.scan
check_code 1 "a report that cannot be written, and a failed test"
check_match "$err" 'cannot write /dev/full' "a report that cannot be written: why"
capture "$scan" test --junit /dev/full --filter holds tests.scan
check_code 3 "a report that cannot be written, and no failed test"
capture "$scan" test --junit report.xml tests.scan
check_code 1 "a report"
check_match report.xml '<testsuites' "a report"
