#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What happens to terminals: another size, stopped and continued, hung up, closed, too narrow, too simple. The terminal is
# as it was behind all of it.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/terminal.sh
source "$lab/terminal.sh"
need_terminal

# Another size, while a line is typed that needs several.
terminal 100 20 "$scan" repl --quiet
wait_prompt
type_text 'let words = "the quick brown fox jumps over the lazy dog and back again over the lazy dog"'
wait_foot 'lazy dog"$'
resize 40 20
resize 30 12
resize 120 20
keys Enter
wait_prompt "after other sizes"
enter 'words.length'
wait_for '^_1 = 76$' "what was typed is whole"
resize 60 20
type_text '1 +'
resize 80 24
type_text ' 1'
keys Enter
wait_for '^_2 = 2$' "typing goes on"
wait_prompt

# A line that is broken anew is whole, and what stands above it stays, wherever the next key is typed.
keys C-u C-l
wait_prompt
enter 'print("above")'
wait_for '^above$'
type_text 'let name = scan 10.0.0.5-7 ports 20-25, 80, 443, 8080, 3306 using connect { rate 100/s; discover none }'
wait_foot 'none }$'
is_whole() {
  [[ $(screen | tr -d '\n ' | sed 's/.*above//') == "scan>letname=scan10.0.0.5-7ports20-25,80,443,8080,3306usingconnect{rate100/s;discovernone}$ends" ]]
}
ends=
for width in 60 80 37 100 40 120; do
  resize "$width" 24
  type_text A
  ends+=A
  until_true is_whole || { fault "resized to $width: the line is not whole"; show_screen; }
done
keys C-u
resize 80 24
wait_prompt

# Stopped and continued from outside.
type_text '10 + '
wait_foot '10 \+$'
kill -STOP "$(program)"
kill -CONT "$(program)"
type_text '5'
keys Enter
wait_for '^_3 = 15$' "stopped and continued"
keys C-d
wait_end 0 "stopped and continued"

# Ctrl-Z and fg, in a shell with job control.
shell 80 30
enter "$(printf '%q ' stty -g) >$work/before; $(printf '%q ' "$scan" repl --quiet); stty -g >$work/after"
wait_prompt "in a shell"
type_text '20 + '
wait_foot '20 \+$'
keys C-z
wait_for 'Stopped' "Ctrl-Z stops"
wait_foot '^sh\$$' "Ctrl-Z stops"
enter "stty -g >$work/stopped"
enter 'fg'
wait_foot '^scan> 20 \+$' "fg shows what was typed"
type_text '5'
keys Enter
wait_for '^_1 = 25$' "and goes on"
wait_prompt
enter ':quit'
wait_foot '^sh\$$' "leaves"
enter "stty -g >$work/after.part; mv $work/after.part $work/after"
until_true test -s "$work/after" || fault "the shell goes on"
check_equal "$(cat "$work/before")" "$(cat "$work/after")" "how the terminal is set behind Ctrl-Z"
check_equal "$(cat "$work/before")" "$(cat "$work/stopped")" "how the terminal is set while stopped"
close_terminal

# Where nobody could let it go on, Ctrl-Z does nothing.
terminal 80 20 "$scan" repl --quiet
wait_prompt
type_text '30 + '
wait_foot '30 \+$'
keys C-z
type_text '3'
keys Enter
wait_for '^_1 = 33$' "Ctrl-Z without a shell"
# Ctrl-\ and Ctrl-S are keys.
keys 'C-\' C-s
type_text 'x'
keys C-g C-c
wait_prompt "Ctrl-\\ and Ctrl-S"
enter '7 * 8'
wait_for '^_2 = 56$' "the session goes on"

# Told to end: while a line is typed, and while a scan runs.
type_text 'half a li'
wait_foot 'half a li$'
kill -TERM "$(program)"
wait_end 143 "SIGTERM"
terminal 80 20 "$scan" repl
wait_prompt
enter 'scan 127.0.0.1 ports 1-60000 using connect { rate 20/s; on any 1-60000 { note("begun") } }'
wait_for '^begun$'
kill -HUP "$(program)"
wait_end 129 "SIGHUP while a scan runs"

# A terminal that is closed: the program is gone.
for entry in '' 'scan 127.0.0.1 ports 1-60000 using connect { rate 20/s; on any 1-60000 { note("begun") } }'; do
  terminal 80 20 "$scan" repl
  wait_prompt
  if [[ -n $entry ]]; then
    enter "$entry"
    wait_for '^begun$'
  fi
  pid=$(program)
  close_terminal
  is_gone() { ! kill -0 "$pid" 2>/dev/null; }
  until_true is_gone || fault "a closed terminal ends the program"
done

# Two columns, and one line.
terminal 2 24 "$scan" repl --quiet
until_true is_seen '>' || fault "a prompt in two columns"
enter '1 + 1'
enter ':set pager off'
enter ':help'
enter 'scan 127.0.0.1 ports 1-3 using connect'
resize 80 24
enter ':quit'
wait_end 0 "two columns wide"
terminal 80 2 "$scan" repl --quiet
wait_prompt
enter '1 + 1'
wait_for '^_1 = 2$' "two lines"
keys C-d
wait_end 0 "two lines"

# Terminals that can do nothing, and people who want no colour.
terminal_environment=(TERM=dumb)
terminal 80 24 "$scan" repl --quiet
wait_prompt "TERM=dumb"
enter '1 + 1'
wait_for '^_1 = 2$' "TERM=dumb"
enter 'nope'
wait_for 'S0301'
wait_prompt
check_no_escapes() { check_equal 0 "$(tmux_server capture-pane -p -e -S - | grep -c $'\e\[' || true)" "$1"; }
check_no_escapes "TERM=dumb has no colour"
keys C-d
wait_end 0 "TERM=dumb"
terminal_environment=(NO_COLOR=1)
terminal 80 24 "$scan" repl --quiet
wait_prompt
enter 'nope'
wait_for 'S0301'
wait_prompt
check_no_escapes "NO_COLOR has no colour"
keys C-d
wait_end 0 "NO_COLOR"
terminal_environment=()
terminal 80 24 "$scan" repl --quiet
wait_prompt
enter 'nope'
wait_for 'S0301'
wait_prompt
tmux_server capture-pane -p -e | grep -q $'\e\[' || fault "a terminal has colour"
keys C-d
wait_end 0 "with colour"

# One of the streams no terminal: no prompt, no colour, no history.
rm -rf "$XDG_STATE_HOME"
printf '1 + 1\n' >"$work/in"
terminal 80 24 bash -c '"$1" repl --quiet <"$2"' - "$scan" "$work/in"
wait_end 0 "standard input is a file"
wait_for '^_1 = 2$' "standard input is a file"
check_equal '_1 = 2' "$(scrolled | grep -v '^$' | grep -v '^Pane is dead')" "standard input is a file"
terminal 80 24 bash -c '"$1" repl --quiet >"$2"' - "$scan" "$work/session"
enter '1 + 1'
keys C-d
wait_end 0 "standard output is a file"
check_equal '_1 = 2' "$(cat "$work/session")" "standard output is a file"
check_equal missing "$([[ -e $XDG_STATE_HOME ]] && echo there || echo missing)" "no history"
