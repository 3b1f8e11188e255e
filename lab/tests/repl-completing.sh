#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What the Tab key does: words, fields, addresses and ports of past scans, commands, the list below the line.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/terminal.sh
source "$lab/terminal.sh"
need_terminal

cat >"$work/net.scan" <<'NET'
network lab {
  hosts 10.0.0.0/29 { open 22, 443; closed else }
  hosts 10.1.0.0/16 { open 22; closed else }
  hosts 10.128.0.0/9 { open 22; closed else }
  hosts 2001:db8::/112 { open 22; closed else }
}
NET
# What stands beside the session: names with blanks and quotes, hidden ones, one that is no text, a folder.
cd "$work" || exit 1
mkdir -p 'the folder'
touch plain.scan 'my file.scan' "it's.scan" .hidden.scan $'bad\xff.scan' 'qu"ote.scan' 'the folder/inner.scan'

# completes TEXT LINE: Tab behind the text makes the line of it; blanks at its end are not looked at.
completes() {
  type_text "$1"
  keys Tab
  wait_foot "^scan> $2\$" "Tab behind: $1"
  keys C-u
  wait_prompt
}
# lists TEXT REGEX…: Tab behind the text lists lines like these.
lists() {
  local line text=$1
  shift
  tmux_server clear-history
  type_text "$text"
  keys Tab Tab Tab
  for line in "$@"; do wait_for "$line" "the list behind: $text"; done
  keys C-u C-l
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

# Fields of values whose type only the value says, keys of maps, names by their values' types, statements behind `;`.
answer 'scan 10.0.0.1 ports 22'
answer 'var v = r.open.first'
answer 'let m = {speed: 3}'
completes 'print(v.serv' 'print\(v\.service'
completes 'm.sp' 'm\.speed'
completes '_.cov' '_\.coverage'
completes '_1.cov' '_1\.coverage'
completes 'r.open.where(p => p.st' 'r\.open\.where\(p => p\.state'
completes 'for h in r.hosts { h.addr' 'for h in r\.hosts \{ h\.address'
completes 'scan 10.0.0.1 { on open as p { p.serv' 'scan 10\.0\.0\.1 \{ on open as p \{ p\.service'
completes 'show r.open columns serv' 'show r\.open columns service'
completes 'let a = 1; sho' 'let a = 1; show'
completes 'probe(10.0.0.1, 22, usi' 'probe\(10\.0\.0\.1, 22, using:'
lists 'v' '^v +port'

# Commands: their arguments, with what ends them.
completes ':watch 30' ':watch 30'
lists ':watch 30' '^30ms' '^30s'
completes ':watch 30s r.open u' ':watch 30s r\.open until'
completes ':watch 30s r.open until c' ':watch 30s r\.open until changed'
lists ':rate 500' '^500/s' '^500/m'
completes ':probe 10.0.0.1 22 SYN|F' ':probe 10\.0\.0\.1 22 SYN\|FIN'
completes ':explain sil' ':explain silence'
completes ':fields addr' ':fields address'
completes ':plan scan 10.0.0.1 po' ':plan scan 10\.0\.0\.1 ports'
lists ':set color ' '^on' '^off'
lists ':set ' '^rows' '^color' '^time'

# Files: with blanks, in quotes, hidden, in folders, from home; what cannot be typed is not offered.
completes ':load my' ':load my file\.scan'
completes ':load my f' ':load my file\.scan'
completes ':load "my' ':load "my file\.scan"'
completes ':load it' ":load it's\\.scan"
completes ':load .h' ':load \.hidden\.scan'
completes ':load the' ':load the folder/'
completes ':load the folder/' ':load the folder/inner\.scan'
completes ':load ~/pl' ':load ~/plain\.scan'
completes ':save ~/the' ':save ~/the folder/'
completes ':save --f' ':save --force'
completes ':load bad' ':load bad'
completes ':load qu' ':load qu'
completes 'import "the folder/' 'import "the folder/inner\.scan"'
completes 'import "pl' 'import "plain\.scan"'
completes 'import "plain.scan"' 'import "plain\.scan" as'
answer ':load "~/plain.scan"'
check_unseen 'cannot read' "a path in quotes, from home"

# In the middle of a line; what already stands behind the cursor is not put in again.
type_text 'scan 10.0.0.1 por 22'
keys Left Left Left Tab
wait_foot '^scan> scan 10\.0\.0\.1 ports 22$' "in the middle of the line"
keys C-e C-u
type_text 'show r'
keys Left Left Left Left Tab C-e
type_text '!'
wait_foot '^scan> show r!$' "in the middle of a word"
keys C-u
wait_prompt

# Wide and combining characters before the cursor, and bytes that are no text.
completes 'print("漢字", r.cov' 'print\("漢字", r\.coverage'
completes $'print("e\u0301", r.cov' $'print\\("e\u0301", r\\.coverage'
tmux_server send-keys -H 22 ff e6 bc 22
completes ' in r.cov' '"+ in r\.coverage'

# What was forgotten on an earlier line of an entry hides nothing.
enter 'if true {'
wait_foot '^\.\.\.>'
enter '  let x = "no end'
enter '  # a remark "'
type_text '  r.cov'
keys Tab
wait_foot '^\.\.\.>   r\.coverage$' "behind a text without an end"
keys C-c
wait_prompt

# Many hosts, in groups, of both families.
answer 'scan 10.1.0.0/20, 2001:db8::/118 ports 22 using connect;'
completes 'scan 10.1.1' 'scan 10\.1\.1'
lists 'scan 10.1.' '^10\.1\.0\. +10\.1\.|^10\.1\.15\. +256 hosts$'
completes 'scan 2001:' 'scan 2001:db8::'
lists 'scan 2001:db8::' '^2001:db8::3 +273 hosts$'
lists 'scan 2001:db8::3f' '^2001:db8::3fe +a host of a past scan$'
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
# One in which nothing can be read.
resize 2 24
type_text 'r.op'
keys Tab Tab Tab C-u
resize 80 30
# A screen that was folded so often is drawn anew.
keys C-l
wait_prompt

# Ten thousand candidates: as many as the screen holds, and no question.
for ((i = 0; i < 10000; i++)); do echo "let name$i = $i"; done >many.scan
answer ':load many.scan'
lists 'name' '^name0 +name' '^… 10000 in all; type more of the word$'
answer '20 + 22'
wait_for '^_[0-9]+ = 42$'
keys C-d
wait_end 0 "Ctrl-D leaves"

# While a scan prints in the background, and while the interpreter is at work.
terminal 80 30 "$scan" repl --network "$work/net.scan"
wait_prompt
answer 'var v = (scan 10.0.0.0/29 ports 22).open.first'
enter 'scan 10.128.0.0/9 ports 22-25 using syn { rate 100k/s; retries 0; discover none; on open as p { note(p.host) } } &'
wait_for '^10\.[12]' "the scan prints"
completes 'sho' 'show'
answer ':cancel 1'
wait_for '^\[1\] cancelled'
enter 'scan 10.128.0.0/9 ports 22-25 using syn { rate 100k/s; retries 0; discover none } &'
wait_for '^\[2\] scan'
# What was found a moment ago is offered.
offers_found() {
  keys C-u C-l
  type_text 'scan 10.200.'
  keys Tab Tab
  sleep 0.2
  is_seen '^10\.200\.[0-9.]+ +(1|[0-9]+ hosts|a host of a past scan)'
}
until_true offers_found || fault "no host of a scan that goes on"
wait_foot '^scan> scan 10\.200\.$' "the line while a scan goes on"
keys C-u
answer ':cancel 2'
wait_for '^\[2\] cancelled'
keys C-l
wait_prompt
enter 'for i in range(1, 10000000000) { let _j = i * i } &'
wait_for '^\[3\] for'
completes 'scan 10.0.0.0/' 'scan 10\.0\.0\.0/29'
completes 'v.serv' 'v\.service'
answer ':cancel 3'
wait_for '^\[3\] cancelled'
keys C-d
wait_end 0 "Ctrl-D leaves the other session"

# inputrc LINE TEXT LINE KEYS…: with that line in inputrc, the keys behind the text make the line of it.
inputrc() {
  local setting=$1 text=$2 line=$3
  shift 3
  echo "$setting" >"$work/inputrc"
  INPUTRC=$work/inputrc terminal 80 24 "$scan" repl --quiet --network "$work/net.scan"
  wait_prompt
  answer 'let r = scan 10.0.0.1 ports 22'
  type_text "$text"
  keys "$@"
  wait_foot "^scan> $line\$" "$setting"
}
inputrc 'set completion-ignore-case on' 'SHO' 'show' Tab
inputrc 'set completion-ignore-case on' 'import "STD/F' 'import "std/firewall"' Tab
inputrc 'set show-all-if-ambiguous on' 'r.op' 'r\.open' Tab
wait_for '^open_filtered  +The ports' "show-all-if-ambiguous"
inputrc 'TAB: menu-complete' 'r.op' 'r\.open_filtered' Tab Tab
inputrc 'set skip-completed-text off' 'show' 'showow' Left Left Tab
