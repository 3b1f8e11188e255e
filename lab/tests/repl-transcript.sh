#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The session that README.md shows is what the program says on a terminal.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
need_program
need_command tmux python3
capture "$lab/transcript.sh"
check_code 0 "the session is typed"
sed -n '/^\$ scan repl/,/^```$/p' "$root/README.md" | sed '$d' >"$work/shown"
[[ -s $work/shown ]] || fault "README.md shows no session"
diff "$work/shown" "$out" >&2 || fault "README.md shows another session (< shown, > said): lab/transcript.sh --write"
