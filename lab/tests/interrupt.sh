#!/usr/bin/env bash
# Ctrl-C ends a run wherever it is: loops, and one long piece of work inside a
# builtin. The lists are small enough for a debug build on a busy machine; what
# would go on regardless goes on for minutes.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
need_program
need_command python3
capture /usr/bin/python3 "$lab/interrupt.py" "$scan" --size "${SIZE:-60000}" --most "${MOST:-2}"
check_code 0 "every piece of work ends soon after SIGINT"
