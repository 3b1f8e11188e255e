#!/usr/bin/env bash
# The conformance suite: Tests/Conformance, one playbook a case, its expectations in comments; and that every word,
# diagnostic and rule of the language has one.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
need_program
need_command python3 setpriv

limit=500
SCAN=$scan capture python3 "$root/Tests/Conformance/run.py"
check_code 0 "the suite"
check_match "$out" '^[1-9][0-9]* passed, 0 failed$' "the count"
# All that went wrong, not only the first lines.
((code == 0)) || sed 's/^/# /' "$out" >&2

SCAN=$scan capture python3 "$root/Tests/Conformance/coverage.py"
check_code 0 "every name of the language has a case"
check_match "$out" '^[1-9][0-9]* names, 0 faults$' "the count of names"
((code == 0)) || sed 's/^/# /' "$out" >&2
