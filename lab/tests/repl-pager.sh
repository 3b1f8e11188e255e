#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Long texts go through a pager: left in the middle, stopped, interrupted, killed, missing; jobs go on meanwhile.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/terminal.sh
source "$lab/terminal.sh"
need_terminal
need_command less
unset PAGER SCAN_PAGER LESS

wait_pager() { wait_foot '^(:|\(END\))$' "$1"; }

terminal 80 24 "$scan" repl
wait_prompt
paste <(printf 'fn rows(n) {\n  var rows = []\n  for i in range(1, n) { rows += [{number: i, text: "row \\(i)"}] }\n  return rows\n}')
keys Enter
wait_prompt
answer 'rows(3)'
check_seen '^_1 = list of 3:$' "what is short needs no pager"
enter 'rows(90)'
wait_pager "a table longer than the screen"
check_unseen '^ +30  row 30$' "its end is not written yet"
# In the middle, with nothing of the text lost that was not asked for.
keys q
wait_prompt "q leaves the pager"
answer '20 + 2'
check_seen '^_3 = 22$' "the session goes on"
check_seen '^_2 = list of 90:$' "what was read stays on the screen"

# To the end, and Ctrl-C: the pager's alone.
enter ':help'
wait_pager "the list of commands"
keys C-c
keys G
wait_foot '^\(END\)$' "Ctrl-C ends nothing"
keys q
wait_prompt
for long in ':builtins' ':explain reason' ':help set' 'show rows(90)'; do
  enter "$long"
  wait_pager "$long"
  keys q
  wait_prompt "$long"
done
for number in {1..40}; do answer "$number;" >/dev/null; done
enter ':history 60'
wait_pager ":history"
keys q
wait_prompt

# Whoever types is not asked by a pager: what a job shows in the background is written above the prompt.
enter 'sleep(500ms); rows(60) &'
wait_for '^\[1\] done' "a long value of a job in the background"
wait_prompt "without a pager"

# Jobs go on, and what they tell waits.
enter 'for n in range(1, 30) { note("tick \(n)."); sleep(50ms) } &'
wait_for '^tick 2\.$'
enter ':builtins'
wait_pager "a pager while a job runs"
sleep 2.5
check_unseen '^tick 30\.$' "what it tells waits"
keys q
wait_for '^tick 30\.$' "until the pager is left"
wait_for '^\[2\] done' "and the job is over"
wait_prompt

# Modes.
answer ':set pager off'
answer ':builtins'
answer ':set pager on'
answer '1 + 1'
answer ':set pager auto'

# Killed in the middle: the terminal is put in order.
enter ':builtins'
wait_pager "a pager to be killed"
kill -KILL "$(pgrep -P "$(program)" less)"
wait_prompt "a pager that was killed"
answer 'let typed = 7'
answer 'typed'
check_seen '= 7$' "what is typed is seen"
keys C-d
wait_end 0 "after a pager that was killed"

# The terminal is hung up while the pager has it.
terminal 80 24 "$scan" repl --quiet
wait_prompt
enter ':builtins'
wait_pager "a pager on a terminal that goes"
kill -HUP "$(program)"
wait_end 129 "a hang-up while a pager runs"

# Ctrl-Z stops both, fg brings both back.
shell 80 24
enter "$(printf '%q' "$scan") repl --quiet"
wait_prompt
enter ':builtins'
wait_pager "a pager in a shell"
keys C-z
wait_foot '^sh\$$' "Ctrl-Z goes to the shell"
enter 'stty -a | grep -q " icanon" && echo "as usual"'
wait_for '^as usual$' "the shell has its terminal"
enter 'fg'
wait_pager "fg brings the pager back"
keys q
wait_prompt "and the session behind it"
answer '1 + 2'
check_seen '= 3$' "which goes on"
keys C-d
wait_foot '^sh\$$' "and ends"
close_terminal

# Programs of the person's own: with arguments, a line for the shell, none, one that is not there.
terminal_environment=("PAGER=sed -e s/^/own:/")
terminal 80 24 "$scan" repl --quiet
wait_prompt
answer ':help'
check_seen '^own::help' "a pager with arguments"
keys C-d
wait_end 0 "a pager with arguments"
terminal_environment=("PAGER=tr a-z A-Z | head -n 2")
terminal 80 24 "$scan" repl --quiet
wait_prompt
answer ':help'
check_seen '^:HELP' "a pager of the shell's"
check_unseen '^:quit' "which read no more than it wanted"
keys C-d
wait_end 0 "a pager of the shell's"
for none in cat ''; do
  terminal_environment=(PAGER=less "SCAN_PAGER=$none")
  terminal 80 24 "$scan" repl --quiet
  wait_prompt
  answer ':help'
  check_seen '^:quit' "no pager is wanted: '$none'"
  check_unseen 'pager .* cannot' "no pager is wanted: '$none'"
  keys C-d
  wait_end 0 "no pager is wanted"
done
terminal_environment=(PAGER=no-such-pager)
terminal 80 24 "$scan" repl --quiet
wait_prompt
answer ':help'
answer ':help'
check_seen '^:quit' "the text is there without the pager"
check_equal 1 "$(scrolled | grep -c 'the pager `no-such-pager` cannot be run')" "which is said once"
keys C-d
wait_end 0 "a pager that is not there"

# A terminal that knows nothing has none.
terminal_environment=(TERM=dumb)
terminal 80 24 "$scan" repl --quiet
wait_prompt
answer ':help'
check_seen '^:quit' "no pager on a dumb terminal"
keys C-d
wait_end 0 "no pager on a dumb terminal"
terminal_environment=()

# Without a terminal nothing waits for a key.
capture "$scan" repl <<<':builtins'
check_code 0 "no pager without a terminal"
