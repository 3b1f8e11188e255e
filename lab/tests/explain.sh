#!/usr/bin/env bash
# scan explain: every word of the language, of reports and of the command line.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
need_program
need_command jq

capture "$scan" explain
check_code 0 "the kinds of words"
check_match "$out" '^diagnostics +[1-9][0-9]+  ' "the kinds of words"

capture "$scan" explain xmas
check_code 0 "a technique"
check_match "$out" '^  technique xmas \{$' "a technique in the language itself"
check_match "$out" '^    send FIN\|PSH\|URG$' "its probe"

# What explain prints of a technique is a declaration that a playbook may hold, under another name.
{
  "$scan" explain xmas | sed -n 's/technique xmas/technique my_xmas/; /^  technique/,/^  }/p'
  echo "print(my_xmas)"
} >"$work/technique.scan"
capture "$scan" check "$work/technique.scan"
check_code 0 "a printed technique is source"

capture "$scan" explain ports
for kind in keyword 'clause of `scan`' type 'field of `host`' 'field of `results`'; do
  check_match "$out" "^  $kind\$" "all meanings of a word"
done
check_match "$out" '^ports\(items…: ports\) -> ports$' "the function among them"

capture "$scan" explain --seed port-unreach S0112 'open|filtered' 3 methods
check_code 0 "several words"
check_match "$out" '^--seed N$' "an option"
check_match "$out" 'ICMP type 3 code 3 \(RFC 792\)' "a reason with its source"
check_match "$out" '^error\[S0112\]: ' "a diagnostic"
check_match "$out" '^list.sort_by ' "the words of a kind"

capture "$scan" explain :cancel
check_code 0 "a command of a session"
check_match "$out" '^:cancel N' "a command of a session"
check_match "$out" '^  session command$' "a command of a session"

capture "$scan" explain exit statuses
check_code 0 "a kind of two words"
check_match "$out" '^3 +inconclusive' "a kind of two words"

capture "$scan" explain std/services
check_match "$out" '^  ports: databases - Databases and stores of keys' "what a module offers"

capture "$scan" explain xmass 's0112' $'\e[31m'
check_code 2 "unknown words"
check_match "$out" '^error\[S0112\]: ' "what is known is explained all the same"
check_match "$err" '^error: nothing is called xmass$' "the unknown word"
check_match "$err" '^hint: did you mean xmas\?$' "did you mean"
check_no_match "$err" '\e' "nothing raw on the terminal"

capture "$scan" explain --color always syn
check_match "$out" $'^\e\\[1mtechnique syn\e\\[0m$' "colour where it is asked for"

capture "$scan" explain --all --json
check_code 0 "the tables as JSON"
check_json 'length > 500 and all(.kind and .name and .signature and .documentation)' "the tables as JSON"
check_json '[.[] | "\(.kind) \(.qualified)"] | length == (unique | length)' "every row once"
check_json '.[] | select(.kind == "function" and .name == "probe") | .waits and .sends' "effects"

# Scope files have no place in a playbook: their examples are read as what they are.
"$scan" explain --all --json | jq -r 'select(.frame == "scopeFile") | .script | @base64' >"$work/scopes"
[[ -s $work/scopes ]] || fault "no examples of scope files"
while read -r line; do
  base64 -d <<<"$line" >"$work/scope.scan"
  capture "$scan" run --scope "$work/scope.scan" -e 'print(1)'
  check_code 0 "the scope file $(tr '\n' ' ' <"$work/scope.scan")"
done <"$work/scopes"
