#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A session on a terminal: what is typed, on one line and on several, what it gives, and what is kept.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/terminal.sh
source "$lab/terminal.sh"
need_terminal

cat >"$work/net.scan" <<'NET'
network lab seed 1 { hosts 10.0.0.0/29 { open 22 banner "SSH-2.0-x\r\n"; open 80; closed else } }
NET

# Values: shown, numbered, kept; `;` hides one.
terminal 80 40 "$scan" repl --quiet --network "$work/net.scan"
wait_prompt
enter '1 + 2'
wait_for '^_1 = 3$' "a value is shown"
enter '_ * 10'
wait_for '^_2 = 30$' "the last value is _"
enter '_1 + _2'
wait_for '^_3 = 33$' "and has a number"
enter '"hidden";'
enter '_'
wait_for '^_5 = "hidden"$' "behind ; nothing is shown, and the value is kept"
check_unseen '^_4' "behind ;"
enter 'let r = scan 10.0.0.0/30 ports 22, 80, 443'
wait_for '^pass: 4 hosts up, 8 open, ' "a scan tells its summary"
enter 'r.open.take(2)'
wait_for '^_6 = list of 2:$' "records make a table"
wait_for '^ *10.0.0.0 +22/tcp' "of rows"
enter 'r.open.first'
wait_for '^_7 = port result:$' "one record is lines"
wait_for '^ *state +open$' "a field each"

# Names: what is declared anew, and what fails.
enter 'let x = 5'
enter 'let x = x + 1'
enter 'x'
wait_for '^_8 = 6$' "a name may be declared anew"
enter 'var v = 1'
enter 'v = 2; fail "no"'
wait_for 'S0620' "an error is told"
enter 'v'
wait_for '^_9 = 1$' "an entry that fails changes nothing"
enter 'let y = nope'
wait_for 'nope' "a check is told"
wait_prompt
enter 'y'
wait_for '`y` is not declared' "and declares nothing"
wait_prompt

# Entries of several lines. A blank line ends none, Ctrl-C does.
enter 'fn f(n) {'
wait_foot '^\.\.\.>' "an open bracket asks for more"
enter ''
enter '  return n * 7'
enter '}'
wait_prompt
enter 'f(6)'
wait_for '^_10 = 42$' "several lines make one entry"
enter '[1,'
wait_foot '^\.\.\.>' "a comma at the end asks for more"
keys C-c
wait_prompt "Ctrl-C gives an entry up"
enter '3 +'
wait_foot '^\.\.\.>' "an operator at the end asks for more"
enter '4'
wait_for '^_11 = 7$' "and gets it"
enter 'print("""'
wait_foot '^\.\.\.>' "a text of several lines asks for more"
enter '  two'
enter '  """)'
wait_for '^two$' "and is one text"

# `?`, and addresses that begin like a command.
enter '::1'
wait_for '^_12 = ::1$' "an address is no command"
enter 'f?'
wait_for '^fn f\(n\)' "help for a name of the session"
enter '?port-unreach'
wait_for 'ICMP says' "help for a word of the language"
enter ':nohelp'
wait_for 'there is no command :nohelp' "a command that is none"
wait_prompt

# A line that is longer than the terminal, and keys within it.
keys C-l
long=$(printf '1 + %.0s' {1..40})1
enter "$long"
wait_for '^_13 = 41$' "a long line"
type_text '100 + 1'
keys C-a
type_text '2'
keys C-e
type_text '0'
keys C-a C-k C-y Enter
wait_for '^_14 = 2110$' "keys of readline"
type_text 'let größe = "äöü – 中文"'
keys C-u
wait_prompt "Ctrl-U takes wide and combining characters away"

keys C-d
wait_end 0 "Ctrl-D leaves"
