#!/usr/bin/env bash
# Interrupted runs keep what they know and say so; a closed pipe is not an error.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
need_program
need_command jq
listen --host 127.0.0.1 --port $((21000 + RANDOM % 1000))
port=${listening[0]}

# Sequential and slow: the listener is known at once, the end is minutes away.
code_text="scan 127.0.0.1 ports $port-60000 using connect { order sequential; rate 500/s }"

# interrupted SIGNAL STATUS [OPTION]
interrupted() {
  local signal=$1 status=$2 child started
  shift 2
  # A background child of a script inherits SIGINT ignored; give it back its default.
  env --default-signal=INT,HUP,TERM "$scan" run "$@" -e "$code_text" >"$out" 2>"$err" </dev/null &
  child=$!
  sleep 2
  started=$SECONDS
  kill -s "$signal" "$child" || fault "$signal: the scan had ended before the signal"
  code=0
  # Bounded: a program that ignores the signal is ended by its own id.
  for _ in {1..100}; do
    kill -0 "$child" 2>/dev/null || break
    sleep 0.1
  done
  kill -s KILL "$child" 2>/dev/null || true
  wait "$child" || code=$?
  check_code "$status" "$signal"
  check_most $((SECONDS - started)) 5 "$signal: seconds until the end"
}

for pair in INT:130 TERM:143 HUP:129; do
  signal=${pair%:*} status=${pair#*:}
  interrupted "$signal" "$status" --json
  check_json "[.[] | select(.type == \"port\" and .port == $port and .state == \"open\")] | length == 1" "$signal: what was known is kept"
  check_json ".[-1].type == \"summary\" and .[-1].exit == $status and .[-1].sent > 0" "$signal: a summary"
done
interrupted INT 130
check_match "$out" "(^|[^0-9])$port(/tcp)?[^0-9].*open" "INT, as text: the open port"

# The reader of the output goes away: no message, no crash.
{
  status=0
  "$scan" run -e 'for i in 1-200000 { print(i) }' 2>"$err" || status=$?
  echo "$status" >"$work/status"
} | head -n 1 >"$out"
check_equal 1 "$(cat "$out")" "head -1"
check_equal "" "$(cat "$err")" "head -1: standard error is quiet"
status=$(cat "$work/status")
[[ $status == 0 || $status == 141 ]] || fault "head -1: exit status $status"

# What a run reads before it begins may never come: the first Ctrl-C ends the wait.
mkfifo "$work/pipe"
exec {held}<>"$work/pipe" # somebody has it open, and says nothing
waits() { # WHAT ARGUMENTS…
  local what=$1 child started
  shift
  env --default-signal=INT "$scan" run --quiet "$@" >"$out" 2>"$err" <"$work/pipe" &
  child=$!
  sleep 0.5
  started=$SECONDS
  kill -s INT "$child" || fault "$what: it did not wait"
  code=0
  for _ in {1..50}; do
    kill -0 "$child" 2>/dev/null || break
    sleep 0.1
  done
  kill -s KILL "$child" 2>/dev/null || true
  wait "$child" || code=$?
  check_code 130 "$what"
  check_most $((SECONDS - started)) 3 "$what: seconds until the end"
  check_equal "" "$(cat "$out")" "$what: nothing is printed"
}
printf 'param net: targets\nprint(net)\n' >"$work/net.scan"
waits "a playbook out of a pipe" "$work/pipe"
waits "a playbook from standard input" -
waits "a scope out of a pipe" --scope "$work/pipe" -e 'print(1)'
waits "a network out of a pipe" --network "$work/pipe" -e 'print(1)'
waits "a parameter out of a pipe" "$work/net.scan" --net "@$work/pipe"
waits "a parameter from standard input" "$work/net.scan" --net -
exec {held}>&-
