#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What a session shows: settings, layouts of tables, values of branches, names, prompts and widths.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/terminal.sh
source "$lab/terminal.sh"
need_terminal

# wider COLUMNS: the lines of standard input that are; an ellipsis takes one column, whatever its bytes.
wider() { sed 's/…/./g' | awk -v n="$1" 'length($0) > n'; }

cat >"$work/net.scan" <<'SCAN'
network lab {
  hosts 10.0.0.0/22 { open 22, 80;  closed else }
  host  10.9.0.1 { drop else }
}
SCAN

# Layouts, on a wide terminal and on a narrow one.
terminal 80 200 "$scan" repl --network "$work/net.scan" --seed 1
wait_prompt
answer 'let r = scan 10.0.0.1 ports 22, 80 { discover none }'
answer 'let t = r.ports.map(p => {port: p.number, state: p.state, "what it says": "one two"})'
answer ':set'
check_seen '^table +auto +auto plain lines' ":set lists what can be set"
check_seen '^pager +auto +auto on off' ":set lists what can be set"
answer ':set table box'
answer 't'
check_seen '^┌──────┬───────┬──────────────┐$' "a box"
check_seen '^│   22 │ open  │ one two      │$' "a row in a box"
answer ':set table lines'
answer 't'
check_seen '^  22 │ open  │ one two$' "a row between lines"
answer ':set table markdown'
answer 't'
check_seen '^\| 22 \| open \| one two \|$' "a row of Markdown"
answer ':set table csv'
answer 'show t sort port desc'
check_seen '^port,state,what it says$' "show takes the layout as well"
check_seen '^22,open,one two$' "a row of CSV"
answer ':set table tsv'
answer 't'
check_seen '^22 +open +one two$' "a row with tabs"
answer ':set table vertical'
answer 't'
check_seen '^─ 2 ─+$' "the second record"
check_seen '^what it says  one two$' "a field of it"
answer ':set table auto'
answer 'r.ports'
check_seen '^HOST +PORT +STATE' "a table where there is room"
resize 40 100
answer 'r.ports'
check_seen '^host     10\.0\.0\.1$' "records where there is none"
answer ':set rows 1'
answer 'r.ports'
check_seen '^… and 1 more; `show` lists them all$' "rows that are counted"
answer ':set rows all'
answer ':set rows none'
check_seen '^error: rows is COUNT, all$' "no such value"
check_seen '^hint: :set rows 50$' "no such value"
answer ':set tabel box'
check_seen '^hint: did you mean :set table\?$' "no such setting"
answer ':set ta'
check_seen '^table +auto +auto plain +how lists$' "one setting"
enter ':quit'
wait_end 0 "layouts"

# Borders where the locale has no such characters.
terminal_environment=(LC_ALL=C)
terminal 80 60 "$scan" repl --network "$work/net.scan"
wait_prompt
answer ':set table box'
answer '[{a: 1, b: open}]'
check_seen '^\| 1 \| open \|$' "a box in ASCII"
check_seen '^\+---\+------\+$' "a box in ASCII"
enter ':quit'
wait_end 0 "a box in ASCII"
terminal_environment=()

# Values of branches, names, parameters.
terminal 80 200 "$scan" repl --network "$work/net.scan"
wait_prompt
answer 'if 1 < 2 { 5 } else { 6 }'
check_seen '^_1 = 5$' "the value of an if"
answer 'match 3 { 1-9 => "small";  else => "large" }'
check_seen '^_2 = "small"$' "the value of a match"
answer 'if 1 < 2 { print("yes") } else { print("no") }'
check_seen '^yes$' "branches that print"
answer '_2'
check_seen '^_3 = "small"$' "what prints has no value"
paste <(printf '## Whether a port answers.\n## In any way.\nfn answers(p: port result, states = [open, closed]) {\n  return p.state in states\n}')
keys Enter
wait_prompt
answer 'answers?'
check_seen '^fn answers\(p: port result, states = \[open, closed\]\) -> bool$' "a signature"
check_seen '^  Whether a port answers\.$' "documentation"
answer '??answers'
check_seen '^  return p\.state in states$' "its source"
answer 'param who: string'
check_seen '`who` has no value: nobody gives a session one with --who' "a parameter that nobody gives"
answer 'param pace: rate = 5/s'
answer 'pace'
check_seen '^_4 = 5/s$' "a parameter with a default"
enter ':quit'
wait_end 0 "values"

# Summaries and values of results stay within the line.
for columns in 80 40; do
  terminal "$columns" 200 "$scan" repl --network "$work/net.scan" --seed 1
  wait_prompt
  answer 'let a = scan 10.0.0.1 ports 1-65535 { discover none }'
  answer 'a'
  answer 'let b = scan 10.0.0.0-10.0.3.231 ports 20-29 { discover none }'
  answer 'b'
  answer 'let c = scan 10.9.0.1 ports 1-1000 { discover none }'
  answer 'c'
  answer 'let d = scan 10.200.0.0/24 ports 1-10'
  answer 'd'
  if ((columns == 80)); then
    check_seen '^pass: 1 host up, 2 open, 65535 sent, 65535 answers, .*, coverage 100%$' "65535 ports"
    check_seen '^pass: 1000 hosts up, 1000 open, 10000 sent, 10000 answers, ' "1000 hosts"
    check_seen '^pass: 0 of 1 hosts up, 0 open, ' "nothing found"
    check_seen '^_1 = results of 10\.0\.0\.1: 1 host up, 2 open, 65\.5k closed$' "65535 ports"
    check_seen '^_2 = results of 10\.0\.0\.0-10\.0\.3\.231: 1000 hosts up, 1000 open, 9000 closed$' "1000 hosts"
    check_seen '^_3 = results of 10\.9\.0\.1: 0 hosts up, 1000 filtered$' "nothing found"
    check_seen '^_4 = results of 10\.200\.0\.0/24: 0 hosts up$' "nobody there"
  else
    check_seen '^pass: 1 host up, 2 open, 65\.5k sent,$' "a summary in two lines"
    check_seen '^  65\.5k answers, .*s, coverage 100%$' "the second of them"
    check_seen '^_1 = results of 10\.0\.0\.1: 1 host up,$' "results in two lines"
    check_seen '^  2 open, 65\.5k closed$' "the second of them"
  fi
  # What is typed may be longer; the terminal breaks it.
  wide=$(scrolled | tail -n +3 | grep -vE '^(scan> |note: )' | wider "$columns")
  check_equal '' "$wide" "lines wider than $columns"
  enter ':quit'
  wait_end 0 "widths"
done

# Jobs, and a scan that is interrupted, on a wide terminal and on a narrow one.
for columns in 80 40; do
  terminal "$columns" 60 "$scan" repl
  wait_prompt
  answer 'fn reach(a, b: int = 2) -> int { return b }'
  type_text ':help rea'
  keys Tab Tab
  wait_for '^reach +fn reach\(' "a function is offered as it is called"
  keys C-u
  enter 'scan 127.0.0.1-127.0.0.40 ports 1-65535 using connect { rate 200/s } &'
  wait_for '^\[1\] scan 127'
  wait_prompt
  enter 'sleep(10m) &'
  wait_for '^\[2\] sleep'
  wait_prompt
  listed() {
    answer ':jobs'
    is_seen '^    0\.[0-9]+%  .* open .*~[0-9hms]+ left$'
  }
  until_true listed || fault "no figures of a job on $columns columns"
  check_seen '^    no scan under way, [0-9ms]+$' "a job that sends nothing"
  ((columns == 40)) || check_seen '^    0\.[0-9]+%  [0-9]+/s  [0-9]+ answers  0 open  0% resent  ~' "all figures"
  answer ':cancel all'
  wait_for '^\[1\] cancelled: scan 127'
  wait_prompt
  enter 'scan 127.0.0.1-127.0.0.40 ports 1-65535 using connect { rate 200/s; on closed { note("begun") } }'
  wait_for '^begun$'
  keys C-c
  wait_for '^interrupted: 40 hosts up, 0 open, [0-9]+' "a scan that was interrupted"
  wait_prompt
  wide=$(scrolled | grep -E '^(\[|    |interrupted|_[0-9])' | wider "$columns")
  check_equal '' "$wide" "lines of jobs wider than $columns"
  keys C-d
  wait_end 0 "jobs on $columns columns"
done

# A scope whose name is long, or odd: the prompt leaves half the line.
for name in "$(printf 'x%.0s' {1..300})" "$(printf '漢%.0s' {1..120})" 'a\nb\x1b[31m\tc' ''; do
  printf 'scope "%s" {\n  allow 127.0.0.0/8\n  rate 300/s\n}\n' "$name" >"$work/odd.scope"
  for columns in 80 20 2; do
    terminal "$columns" 40 "$scan" repl --quiet --scope "$work/odd.scope"
    until_true is_seen '>' || fault "no prompt: ${name:0:9}, $columns columns"
    first=$(screen | head -n 1)
    ((${#first} <= (columns + 1) / 2)) || fault "a prompt of ${#first} characters on $columns columns: $first"
    type_text '41+1'
    keys Enter
    until_true is_seen '42' || fault "an entry behind such a prompt: ${name:0:9}, $columns columns"
    keys C-d
    wait_end 0 "a prompt: ${name:0:9}, $columns columns"
  done
done
terminal 80 40 "$scan" repl --quiet --scope "$work/odd.scope"
until_true is_seen '>'
type_text 'let kept = 4'
resize 20 40
wait_foot '^scan> let kept = 4$' "the prompt follows the width"
resize 80 40
type_text '2'
wait_foot 'let kept = 42$' "what was typed is whole"
keys Enter
enter 'kept'
wait_for '^_1 = 42$' "and is what was typed"
keys C-d
wait_end 0 "resized"
