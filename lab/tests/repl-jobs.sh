#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Scans that run while somebody types: in the background and in front, listed, slowed down, cancelled, interrupted.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/terminal.sh
source "$lab/terminal.sh"
need_terminal
need_command python3

terminal 80 60 "$scan" repl
wait_prompt
enter ':jobs'
wait_for '^no jobs$' "nothing runs yet"

# A scan in the background, for longer than this test: the prompt is there, and entries run beside it.
enter 'let slow = scan 127.0.0.1 ports 1-60000 using connect { rate 10/s } &'
wait_for '^\[1\] let slow = scan 127\.0\.0\.1' "a job has a number"
wait_prompt "the prompt is there meanwhile"
enter '20 + 1'
wait_for '^_1 = 21$' "an entry beside it"
enter 'slow'
wait_for '`slow` is not declared' "its name is not there before its end"
wait_prompt
enter 'scan 127.0.0.2 ports 1-60000 using connect { rate 10/s } &'
wait_for '^\[2\] scan 127\.0\.0\.2' "a second one"
enter ':jobs'
wait_for '^\[2\] scan' "jobs are listed"
enter ':rate 25/s 2'
wait_for '^\[2\] 25/s$' "another rate for one"
enter ':rate 20/s'
wait_for '^\[1\] 20/s$' "another rate for all"
enter ':rate fast'
wait_for 'write a rate as' "no rate at all"
enter ':cancel 7'
wait_for 'no job 7 runs' "no such job"
wait_prompt
enter ':cancel 2'
wait_for '^\[2\] cancelled: scan 127\.0\.0\.2' "one is cancelled"
wait_for '^_2 = .partial. results of 127\.0\.0\.2' "what it knew is kept"
wait_prompt
enter ':cancel all'
wait_for '^\[1\] cancelled: let slow' "all are cancelled"
wait_for '^_3 = .partial. results of 127\.0\.0\.1' "what it knew is kept"
wait_prompt
enter '_3.sent > 0'
wait_for '^_4 = true$' "what is partial is results"

# What a job tells comes above what is typed, and leaves it whole.
enter 'scan 127.0.0.1 ports 1-40 using connect { rate 40/s; on closed, open as p { note("port \(p.number).") } } &'
wait_for '^\[3\] scan'
wait_prompt
type_text 'let typed = "beside'
wait_for '^port 1\.$' "notes come while somebody types"
type_text ' what comes"'
for number in 2 17 40; do wait_for "^port $number\\.\$" "every note is there"; done
wait_for '^\[3\] done' "the job ends"
wait_foot '^scan> let typed = "beside what comes"$' "what was typed is whole"
keys Enter
wait_prompt
enter 'typed'
wait_for '^_[0-9]+ = "beside what comes"$' "and is what was typed"
for number in {1..40}; do check_equal 1 "$(scrolled | grep -c "^port $number\\.\$")" "port $number is told once"; done

# Ctrl-C while one waits: the scan stops, what it knows is kept, the session goes on.
wait_prompt
enter 'let front = scan 127.0.0.1 ports 1-60000 using connect { rate 20/s; on any 1-60000 { note("begun") } }'
wait_for '^begun$' "a scan in front"
keys C-c
wait_for '^_[0-9]+ = .partial. results of 127\.0\.0\.1: .*[1-9][0-9]* closed' "Ctrl-C keeps what is known"
wait_prompt
enter '_.sent > 0'
wait_for '^_[0-9]+ = true$' "as _"
enter 'front'
wait_for '`front` is not declared' "an entry that was interrupted declares nothing"
wait_prompt

# Who accepts and says nothing: a follow-up waits. The second Ctrl-C does not.
listen --mode silent
enter "scan 127.0.0.1 ports ${listening[0]} using connect { on open as p { note(\"asks\"); banner(p, wait: 10m) } }"
wait_for '^asks$' "a follow-up"
interrupted() {
  keys C-c
  sleep 0.2
  is_foot '^scan> ?$'
}
until_true interrupted || fault "Ctrl-C again ends follow-ups"
enter '40 + 2'
wait_for '^_[0-9]+ = 42$' "the session goes on"

# A loop that never ends can be interrupted, and nothing is kept of it.
enter 'note("turns"); while true { }'
wait_for '^turns$'
keys C-c
wait_prompt "a loop without end"
enter '50 + 2'
wait_for '^_[0-9]+ = 52$' "the session goes on"
# One in the background that computes without end lets nothing else begin: Ctrl-C says so, and ends it the second time.
enter 'while true { } &'
wait_for '^\[4\] while true'
wait_prompt
# A Ctrl-C that comes before the entry was taken gives it up.
is_held() {
  enter '1 + 1'
  sleep 0.3
  keys C-c
  sleep 0.3
  is_seen '^note: a job in the background computes'
}
until_true is_held || fault "Ctrl-C tells of a job that computes without end"
keys C-c
wait_for '^\[4\] cancelled: while true' "the second Ctrl-C"
wait_prompt
enter '60 + 2'
wait_for '^_[0-9]+ = 62$' "the session goes on"
wait_prompt

# Ctrl-D asks when jobs run.
enter 'scan 127.0.0.1 ports 1-60000 using connect { rate 10/s } &'
wait_for '^\[5\] scan' "another job"
wait_prompt
keys C-d
wait_for 'Ctrl-D again' "Ctrl-D asks while jobs run"
wait_prompt
keys C-d
wait_end 0 "the second Ctrl-D leaves"
