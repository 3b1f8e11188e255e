#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What a session takes from files: the last entry by way of $EDITOR, which leaves nothing behind, and a script that is
# loaded; and what it tells of itself.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/terminal.sh
source "$lab/terminal.sh"
need_terminal

mkdir "$work/temporary"
cat >"$work/editor" <<EDITOR
#!/bin/sh
echo "\$1" >"$work/edited"
cp "\$1" "$work/edited.text"
sed -i 's/1 + 1/40 + 2/' "\$1"
EDITOR
chmod +x "$work/editor"
printf 'fn double(n) {\n  return n * 2\n}\nlet nine = 9\n' >"$work/names.scan"
printf 'let broken = nope\n' >"$work/broken.scan"

terminal_environment=(TMPDIR="$work/temporary" VISUAL= EDITOR="$work/editor")
terminal 90 40 "$scan" repl --quiet
wait_prompt
enter '1 + 1'
wait_for '^_1 = 2$' "the entry that is edited"
enter ':edit'
wait_for '^_2 = 42$' "what the editor left is entered"
wait_prompt
check_match "$work/edited" "^$work/temporary/scan-entry\\.[^.]+\\.scan$" "the file lies where TMPDIR says"
check_equal "" "$(ls -A "$work/temporary")" "and is gone afterwards"

enter ":load $work/names.scan"
wait_prompt
enter 'double(nine)'
wait_for '^_[0-9]+ = 18$' "a loaded script's names are the session's"
enter ":load $work/broken.scan"
wait_for '`nope` is not declared' "what is wrong with a loaded script is told"
wait_prompt
enter ":load $work/missing.scan"
wait_for 'missing\.scan' "a script that is not there is named"
wait_prompt

enter ':history'
wait_for '^ +[0-9]+  double\(nine\)$' "what was entered, with its number"
number=$(scrolled | sed -nE 's/^ +([0-9]+)  double\(nine\)$/\1/p' | tail -n 1)
enter ":edit $number"
until_true grep -q 'double(nine)' "$work/edited.text" || fault ":edit N takes the entry of that number"
wait_prompt
number=$(scrolled | sed -nE 's/^ +([0-9]+)  :edit$/\1/p' | tail -n 1)
enter ":edit $number"
wait_for "^error: entry $number is a command" "a command is not edited"
wait_prompt
enter ':edit 9999'
wait_for '^error: there is no entry 9999$' "a number that no entry has"
enter ':set pager off'
enter ':builtins'
wait_for '^traceroute ' "what the language has"
enter ':quit'
wait_end 0 ":quit leaves, and the terminal is as it was"
