#!/usr/bin/env bash
# A handler that fails for some ports: the others' results stay, `on error` is
# called, one warning with a count is shown, and the run is inconclusive.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
need_program
need_command jq
listen --host 127.0.0.1 --count 5
all=$(IFS=', '; echo "${listening[*]}")
bad="${listening[1]}, ${listening[3]}"
play="scan 127.0.0.1 ports $all using connect {
  on open as p {
    if p.number in ports($bad) { fail \"boom\" }
    emit fine { number: p.number }
  }
  on error as e { emit failed { text: e.text, count: e.count } }
}"

capture "$scan" run --json -e "$play"
check_code 3 "the run"
check_json '[.[] | select(.type == "port" and .state == "open")] | length == 5' "all five ports are open"
check_json '[.[] | select(.type == "emit" and .kind == "fine")] | length == 3' "the other three handlers ran"
check_json '[.[] | select(.type == "emit" and .kind == "failed")] | length > 0' "on error was called"
check_json '[.[] | select(.type == "error")] | length == 1 and .[0].count == 2 and (.[0].text | contains("boom"))' "one error, counted twice"
check_json '.[-1].outcome == "inconclusive" and .[-1].exit == 3' "the summary"

capture "$scan" run -e "$play"
check_code 3 "the run, as text"
check_equal 1 "$(grep -c "^warning\[" "$err")" "one warning on standard error"
check_match "$err" '(2 |×2|twice|two )' "the warning is counted"
