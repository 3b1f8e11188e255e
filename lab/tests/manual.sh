#!/usr/bin/env bash
# The manual: every example of docs/language.md does what it says, every rule has one, and the tables are the program's;
# and what README.md shows of a terminal.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
need_program
need_command python3

SCAN=$scan capture python3 "$root/Tests/Manual/tables.py"
check_code 0 "the tables"

limit=300
SCAN=$scan capture python3 "$root/Tests/Manual/manual.py"
check_code 0 "the examples"
check_match "$out" '^[1-9][0-9]* rules, [1-9][0-9]* examples passed, 0 failed$' "the count"
# All that went wrong, not only the first lines.
((code == 0)) || sed 's/^/# /' "$out" >&2

limit=300
SCAN=$scan capture python3 "$root/Tests/Manual/examples.py"
check_code 0 "the examples of the tables"
((code == 0)) || sed 's/^/# /' "$out" >&2

SCAN=$scan capture python3 "$root/Tests/Manual/readme.py"
check_code 0 "the terminals of README.md"
((code == 0)) || sed 's/^/# /' "$out" >&2
