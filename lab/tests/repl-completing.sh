#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What the Tab key does: words, fields, addresses and ports of past scans, commands, the list below the line.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/terminal.sh
source "$lab/terminal.sh"
need_terminal

printf 'network lab { hosts 10.0.0.0/29 { open 22, 443; closed else } }\n' >"$work/net.scan"

# completes TEXT LINE: Tab behind the text makes the line of it.
completes() {
  type_text "$1"
  keys Tab
  wait_foot "^scan> $2\$" "Tab behind: $1"
  keys C-u
  wait_prompt
}

terminal 80 30 "$scan" repl --quiet --network "$work/net.scan"
wait_prompt
answer 'let r = scan 10.0.0.0/29 ports 22, 443, 80 using connect'
completes 'sho' 'show'
completes 'r.cov' 'r\.coverage'
completes 'r.open.where(p => p.sta' 'r\.open\.where\(p => p\.state'
completes 'scan 10.0.0.0/' 'scan 10\.0\.0\.0/29'
completes 'scan 10.0.0.7 ports 4' 'scan 10\.0\.0\.7 ports 443'
completes 'scan 10.0.0.7 ports 443/t' 'scan 10\.0\.0\.7 ports 443/tcp'
completes 'scan 10.0.0.7 ports 22 usi' 'scan 10\.0\.0\.7 ports 22 using'
completes ':canc' ':cancel'
completes ':set co' ':set color'
completes '?open_f' '\?open_filtered'
completes 'import "std/fi' 'import "std/firewall"'

# What is common to several words stands there at once; a Tab that changes nothing and another list them.
type_text 'r.open_'
keys Tab
wait_foot '^scan> r\.open_filtered$' "the only one"
keys C-u
wait_prompt
type_text 'r.op'
keys Tab Tab Tab
wait_for '^open  +The ports that are open\.$' "the list"
wait_for '^open_filtered  +The ports that are exactly'
wait_foot '^scan> r\.open$' "the line below the list"
keys C-u
wait_prompt

# In the lines of an entry behind the first.
enter 'scan 10.0.0.1 {'
type_text 'dead'
keys Tab
wait_foot '^\.\.\.> deadline$' "a clause on a line of its own"
keys C-c
wait_prompt

# A terminal that has room for next to nothing shows no more than it can, and goes on.
resize 12 4
type_text 's'
keys Tab Tab
wait_for '^…' "the list ends with how many there are"
keys C-u
resize 80 30
wait_prompt
answer '20 + 22'
wait_for '^_[0-9]+ = 42$'
keys C-d
wait_end 0 "Ctrl-D leaves"
