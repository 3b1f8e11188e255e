#!/usr/bin/env bash
# A session without a terminal: entries from standard input, values and names
# kept from one to the next, up to the first that goes wrong.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
need_program

network='network lab { hosts 10.0.0.0/29 { open 22, 80 } }'
printf '%s\n' "$network" >"$work/net.scan"

# session NAME CODE: standard input is a session; its status must be CODE and its output the file given on descriptor 3.
session() {
  code=0
  "$scan" repl --quiet --network "$work/net.scan" <"$work/in" >"$out" 2>"$err" || code=$?
  check_code "$2" "$1: status"
  if ! diff "$work/want" "$out" >&2; then
    echo "# $1: standard output differs" >&2
    failures=$((failures + 1))
  fi
}

cat >"$work/in" <<'IN'
1 + 2
_ * 10
let x = 5
let x = x + 1
x
fn f(n) {
  return n * x
}
f(7)
var v = 1
v = v + 1
v
[1,
 2,
 3].sum()
"hidden";
print("printed")
_1 + _2
let r = scan 10.0.0.0/30 ports 22, 80, 443
r.open.count
r.open.first.host
if r.open.count > 3 {
  print("many")
} else {
  print("few")
}
:names
::1
f?
IN
cat >"$work/want" <<'OUT'
_1 = 3
_2 = 30
_3 = 6
_4 = 42
_5 = 2
_6 = 6
printed
_8 = 33
pass: 4 hosts up, 8 open, 16 sent, 16 answers, 160us, coverage 100%
_9 = 8
_10 = 10.0.0.0
many
f: function
r: results
v: variable
x: int
_11 = ::1
fn f(n)
  function
  `??f` shows its source
OUT
session "values and names" 0

# Who did not answer the search is asked nothing further: the summary tells that there are such hosts. Of a part of the
# targets, and where scans of one entry may share theirs, it does not.
cat >"$work/in" <<'IN'
let few = scan 10.0.0.0/28 ports 22
let half = scan 10.0.0.0/28 ports 22 shard 1 of 2
for n in [1, 2] {
  scan 10.0.0.0/28 ports 22
}
IN
"$scan" repl --quiet --network "$work/net.scan" --seed 1 <"$work/in" 2>"$err" | cut -d, -f1 >"$out"
check_equal "pass: 8 of 16 hosts up
pass: 4 hosts up
pass: 8 hosts up" "$(cat "$out")" "hosts that are up, of how many"

# An entry that fails changes nothing, and ends the session with a file's status.
printf 'var a = 1\na = 2; fail "no"\nprint("never")\n' >"$work/in"
: >"$work/want"
session "a failure" 3
check_match "$err" 'S0620' "it is told"

printf 'let a = 1\nlet c = nope\nprint("never")\n' >"$work/in"
session "a check" 2
check_match "$err" '<entry 2>:1:9' "with its place"

printf 'expect 1 == 2\nprint("still")\n' >"$work/in"
printf 'expectations\n  failed  expect 1 == 2\n          at <entry 1>:1:1\nstill\n' >"$work/want"
session "an expectation" 1

printf ':nothing\nprint("never")\n' >"$work/in"
: >"$work/want"
session "a command that is none" 2

# What other prompts take for leaving and for help; a name that was declared is meant itself.
printf 'help\nlet exit = 5\nexit\nquit()\nprint("never")\n' >"$work/in"
"$scan" repl --quiet --network "$work/net.scan" <"$work/in" >"$out" 2>"$err" || fault "words of other prompts: status $?"
check_match "$out" '^:quit ' "help"
check_match "$out" '^_1 = 5$' "a name that was declared"
check_no_match "$out" 'never' "quit()"

# A job in the background is waited for at the end.
printf 'scan 10.0.0.0/30 ports 22 &\nprint("beside")\n' >"$work/in"
capture "$scan" repl --quiet --network "$work/net.scan" <"$work/in"
code=0
"$scan" repl --quiet --network "$work/net.scan" <"$work/in" >"$out" 2>"$err" || code=$?
check_code 0 "a job in the background: status"
check_match "$out" '_[0-9]* = results of 10.0.0.0/30: 4 hosts up, 4 open' "its value is kept"
check_match "$err" '\[1\] done' "its end is told"

# Without arguments a script on standard input is run as a file is.
printf 'let a = 1\nprint(a)\n' >"$work/in"
code=0
"$scan" <"$work/in" >"$out" 2>"$err" || code=$?
check_code 0 "a script on standard input"
check_match "$out" '^1$' "runs"
code=0
"$scan" </dev/null >"$out" 2>"$err" || code=$?
check_code 0 "nothing at all"
check_match "$out" 'scan COMMAND' "gives help"
