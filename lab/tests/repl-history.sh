#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What was entered is there again: in the session, in the next one, and by search. One entry is one unit.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/terminal.sh
source "$lab/terminal.sh"
need_terminal
file=$XDG_STATE_HOME/scan/history

terminal 80 30 "$scan" repl --quiet
wait_prompt
check_equal missing "$([[ -e $file ]] && echo there || echo missing)" "before the first entry"
enter '100 + 1'
wait_for '^_1 = 101$'
check_equal 600 "$(stat -c %a "$file")" "who may read the file"
check_equal 700 "$(stat -c %a "$(dirname "$file")")" "and its folder"
enter '100 + 1'
wait_for '^_2 = 101$'
enter ' "secret"'
wait_for '^_3 = "secret"$'
enter 'fn triple(n) {'
enter '  return n * 3'
enter '}'
wait_prompt
enter 'triple(14)'
wait_for '^_4 = 42$'
enter 'let broken = nope'
wait_for 'S0301'
wait_prompt
# Records: a mark, the time, then the entry's lines.
entries() { python3 -c '
import sys
for record in open(sys.argv[1]).read().split("\x1e")[1:]: print(repr(record.split("\n", 1)[1]))' "$file"; }
check_equal "'100 + 1\\n'
'fn triple(n) {\\n  return n * 3\\n}\\n'
'triple(14)\\n'
'let broken = nope\\n'" "$(entries)" "an entry is a unit; no repetition, nothing behind a blank"

# Given up with Ctrl-C, and had again.
type_text 'abandoned words'
wait_foot 'abandoned words$'
keys C-c
wait_for 'words\^C$'
wait_prompt
keys Up
wait_foot '^scan> abandoned words$' "what Ctrl-C gave up"
keys C-u
wait_prompt
enter 'fn begun(n) {'
enter '  let a = n'
type_text '  bogus('
wait_foot 'bogus\($'
keys C-c
wait_prompt
keys Up
wait_for '^scan> fn begun\(n\) \{$' "an entry of several lines that was given up"
wait_foot '^  bogus\($' "whole"
keys C-c
wait_prompt

# Nothing is lost when the program is killed.
kill -KILL "$(program)"
until_true is_ended || fault "a killed program ends"
terminal 80 30 "$scan" repl --quiet
wait_prompt
keys Up
wait_foot '^scan> let broken = nope$' "the last entry of the session before"
keys Up
wait_foot '^scan> triple\(14\)$' "the one before that"
keys Up
wait_for '^  return n \* 3$' "an entry of several lines"
wait_foot '^}$' "whole"
keys Enter
wait_prompt
enter 'triple(5)'
wait_for '^_1 = 15$' "and is entered again whole"

# By how it begins, and by what is in it.
type_text 'tri'
keys Up
wait_foot '^scan> triple\(5\)$' "the last entry that begins so"
keys Up
wait_foot '^scan> triple\(14\)$' "the one before"
keys Down
wait_foot '^scan> triple\(5\)$' "and back"
keys C-e C-u
wait_prompt
keys C-r
wait_foot 'reverse-i-search' "Ctrl-R asks"
type_text '100'
wait_foot '100 \+ 1$' "Ctrl-R finds"
keys Enter
wait_for '^_2 = 101$' "and Enter enters it"
wait_prompt

# Two sessions beside each other lose nothing of each other's.
before=$(entries | wc -l)
echo '"from the side"' >"$work/in"
"$scan" repl --quiet <"$work/in" >/dev/null
check_equal "$before" "$(entries | wc -l)" "without a terminal there is no history"
keys C-d
wait_end 0 "history"

# Without a folder to write to there is a session all the same.
terminal_environment=(XDG_STATE_HOME=/proc/nowhere)
terminal 80 30 "$scan" repl --quiet
wait_prompt
enter '2 * 3'
wait_for '^_1 = 6$' "no folder for the history"
keys C-d
wait_end 0 "no folder for the history"
