#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What is pasted into a session: several lines, a session copied from a screen, bytes that are no text, and more than is
# taken. The engines and Ctrl-C go on all the while.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/terminal.sh
source "$lab/terminal.sh"
need_terminal

terminal 80 40 "$scan" repl --quiet
wait_prompt

# Several lines are one entry, and run when Enter is typed.
printf 'let a = 20\nlet b = 22\n\na + b\n' >"$work/text"
paste "$work/text"
wait_foot 'a \+ b$' "all of it is on the line"
check_unseen '^_1' "before Enter"
keys Enter
wait_for '^_1 = 42$' "several lines"
wait_prompt
printf 'fn double(n) {\r\n\treturn n * 2\r\n}\r\ndouble(4)' >"$work/text"
paste "$work/text"
keys Enter
wait_for '^_2 = 8$' "with line ends of other systems and tabs"

# A session as it stands on a screen: its prompts and what it printed are left out.
cat >"$work/text" <<'TEXT'
scan> let c = [1,
...>   2,
...>   3]
scan> c.sum() * 100
_7 = 600
scan(acme-q3 ≤300/s)> c.sum() * 1000
TEXT
paste "$work/text"
keys Enter
wait_for '^_[0-9] = 600$' "a session copied from a screen: each of its entries is one"
wait_for '^_[0-9] = 6000$' "a session copied from a screen"
check_unseen 'error' "a session copied from a screen"
wait_prompt

# An entry that goes wrong ends it.
printf 'scan> let d = 7\nscan> 1 / (d - 7)\nscan> let d = 8\n' >"$work/text"
paste "$work/text"
keys Enter
wait_for 'S0[0-9]{3}' "an entry that fails"
wait_prompt
enter '"d is \(d)"'
wait_for '"d is 7"$' "what stands behind it is not entered"
wait_prompt

# After Ctrl-C, and in the middle of a line.
type_text 'let nothing = '
wait_foot 'nothing =$'
keys C-c
wait_prompt
printf '5 * 5' >"$work/text"
type_text '1000 + '
paste "$work/text"
keys Enter
wait_for '^_[0-9] = 1025$' "after Ctrl-C"
wait_prompt

# Every byte there is, several times, in brackets and without them: the session goes on.
python3 - "$work/bytes" <<'PYTHON'
import sys
ordered = bytes(range(256))
mixed = bytes((n * 167 + n // 256) % 256 for n in range(4096))
open(sys.argv[1], "wb").write(ordered + mixed)
PYTHON
number=7000
goes_on() { # WHAT
  number=$((number + 1))
  until_true goes_on_now || fault "$1: the session goes on"
  wait_prompt "$1"
}
# Whatever was typed and wherever it led is given up; more of it may still be on the way.
goes_on_now() {
  keys C-c C-g
  sleep 0.2
  enter "$number * 10"
  sleep 0.2
  is_seen "^_[0-9]+ = ${number}0\$"
}
paste "$work/bytes"
goes_on "bytes that are no text"
mapfile -t hex < <(head -c 2048 "$work/bytes" | od -An -v -tx1 -w1 | tr -d " ")
tmux_server send-keys -H "${hex[@]}"
goes_on "bytes as keys"

# More than is taken: one line, while a job in the background goes on.
enter ':quit'
wait_end 0 "pasting"
terminal 80 40 "$scan" repl --quiet
wait_prompt
enter 'scan 127.0.0.1 ports 1-9999 using connect { rate 20/s } &'
wait_for '^\[1\] scan' "a job in the background"
head -c 1200000 /dev/zero | tr '\0' 'x' >"$work/text"
paste "$work/text"
wait_for 'more than 1 MiB' "a paste that is too long is refused"
check_equal 1 "$(scrolled | grep -c 'more than 1 MiB')" "with one line"
wait_prompt "and nothing of it is typed"
enter ':jobs'
wait_for '^\[1\] scan 127.0.0.1' "the job goes on"
# One that is just short enough is taken; more than a program may have is told.
head -c 1000000 /dev/zero | tr '\0' '1' >"$work/text"
paste "$work/text"
keys Enter
wait_for 'error\[' "a paste of 1 MB is taken, and is no number"
wait_prompt

# A paste that does not end: Ctrl-C gives it up, and what comes behind a pause is typed.
tmux_server send-keys -H 1b 5b 32 30 30 7e
type_text 'let lost = 1'
enter ''
keys C-c
wait_for '\^C$' "Ctrl-C in a paste"
wait_prompt "Ctrl-C in a paste"
again() {
  enter '6 * 7'
  sleep 0.5
  is_seen '^_[0-9] = 42$'
}
until_true again || fault "keys are taken again"
enter ':cancel all'
wait_for '^\[1\] cancelled' "the job is cancelled"
wait_for '^_[0-9] = .partial. results of 127.0.0.1' "and what it knew is kept"
wait_prompt
keys C-d
wait_end 0 "after pastes"
