#!/usr/bin/env bash
# The stages of a playbook, printed: stable, and for any file.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
need_program
need_command jq

cat >"$work/play.scan" <<'SCAN'
param n: int = 3   ## how many
fn port(i: int) -> int { return 7000 + i }
for i in range(1, n) {
  let r = scan 127.0.0.1 ports port(i) using connect { on open as p { print(p.host) } }
  print(r.open.count)
}
SCAN

capture "$scan" inspect "$work/play.scan" --tokens
check_code 0 "tokens"
check_match "$out" '^1:1 +kwParam +"param"$' "a reserved word with its place"
check_match "$out" '^1:20 +documentation +"## how many"$' "a comment"
check_match "$out" '^4:16 +address +"127\.0\.0\.1"$' "an address is one token"
# Every byte but blanks and line ends is in some line.
bytes=$(sed -E 's/^[0-9]+:[0-9]+ +[A-Za-z]+ *//' "$out" | sed -E 's/^"//; s/"$//' | tr -d ' \n' | wc -c)
check_equal "$(tr -d ' \n' <"$work/play.scan" | wc -c)" "$bytes" "bytes in tokens"

capture "$scan" inspect "$work/play.scan" --tree
check_code 0 "the tree"
check_match "$out" '^\(fn port' "a declaration"
check_match "$out" '^ +\(set 127\.0\.0\.1\)$' "the targets of a scan"

capture "$scan" inspect "$work/play.scan" --program
check_code 0 "the program"
check_match "$out" '^  1:7 +n: int, global 0, has a default$' "a parameter and its slot"
check_match "$out" '^  [0-9]+  handler "on open as p": 1 slot, 1 parameter$' "a handler is a unit"
check_match "$out" '^  0  port\(i: int\) -> int, unit [0-9]+$' "a function"
check_match "$out" '^  4:32 +port: function 0, ' "what a name stands for"
check_match "$out" '^  4:11 +scan$' "what waits"
cp "$out" "$work/first"
capture "$scan" inspect "$work/play.scan" --program
cmp -s "$work/first" "$out" || fault "two prints of one program differ"

capture "$scan" inspect "$work/play.scan" --plan --n 2
check_code 0 "the plan"
check_match "$out" '^  packets +2 to 6 packets sent$' "the plan counts what the parameter says"

# A file with errors still has tokens and a tree, and the errors are told.
printf 'let x = scan 10.0.0.5/24 ports (\nprint(\n' >"$work/broken.scan"
for stage in tokens tree; do
  capture "$scan" inspect "$work/broken.scan" "--$stage"
  check_code 2 "$stage of a broken file"
  [[ -s $out ]] || fault "$stage of a broken file: nothing printed"
  check_match "$err" 'S0112' "$stage of a broken file: the error"
done
capture "$scan" inspect "$work/broken.scan" --program
check_code 2 "the program of a broken file"
[[ ! -s $out ]] || fault "a program that does not check was printed"
printf '\xff\x00let\x1b[31m' >"$work/bytes.scan"
capture "$scan" inspect "$work/bytes.scan" --tokens
check_code 2 "bytes that are no text"
check_no_match "$out" '[\x00\x1b]' "control characters are escaped"
capture "$scan" inspect "$work/play.scan"
check_code 2 "no stage"
