#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A session saved with `:save` is a playbook that comes to the same: everything typed on a terminal, what the session
# showed of it, and what the playbook prints.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/terminal.sh
source "$lab/terminal.sh"
need_terminal

cat >"$work/net.scan" <<'NET'
network lab seed 1 { hosts 10.0.0.0/29 { open 22 banner "SSH-2.0-x\r\n"; open 80; closed else } }
NET
cat >"$work/typed" <<'TYPED'
let x = 5
let x = x + 1
x
fn f(n) {
  # seven times
  return n * x
}
f(7)
fn f(n) { return n * 100 }
f(7)
_ + _2
let broken = nope
var v = 1
v = v + 1
v
v = 7; fail "no"
v
"hidden";
print("printed", _)
technique odd { send FIN; RST => closed; silence => open|filtered }
let r = scan 10.0.0.0/30 ports 22, 80, 443 { on open 22 as p { print("ssh at", p.host) } }
r.open.count
r.open.take(2)
_.first.host
scan 10.0.0.4/30 ports 80, 23 using odd
_.port(10.0.0.5, 23).state
limits { steps 1M }; print("limited")
limits { steps 1k }; while true { }
if x > 3 { print("many") } else { print("few") }
for n in 1-3 { print(n) }
import "std/services"
services.web.count
expect r.open.count == 8, "as it was"
"\(x) and \(_1), \"äöü\""
[1,
  2,
  3].sum()
var total = 0
for p in r.open {
  total += p.number
}
total
let total = total * 2
total
TYPED
# What the session showed for each, and the playbook prints.
cat >"$work/want" <<'WANT'
6
42
700
742
2
2
printed hidden
ssh at 10.0.0.0
ssh at 10.0.0.1
ssh at 10.0.0.2
ssh at 10.0.0.3
8
HOST      PORT    STATE  SERVICE  REASON   RTT
10.0.0.0  22/tcp  open   ssh      syn-ack   0s
10.0.0.0  80/tcp  open   http     syn-ack   0s
10.0.0.0
closed
limited
many
1
2
3
10
6 and 6, "äöü"
6
408
816
WANT

cd "$work"
terminal 120 300 "$scan" repl --quiet --network net.scan
wait_prompt
enter ':save empty.scan'
wait_for 'nothing has worked yet' "nothing to save"
[[ ! -e empty.scan ]] || fault "nothing to save: a file all the same"
while IFS= read -r line; do
  answer "$line"
done <typed
wait_for '^_[0-9]+ = 816$' "everything is entered"
enter 'scan 10.0.0.0/30 ports 22 &'
wait_for '^\[1\] done' "a job in the background"
wait_prompt
enter '_.open.count'
wait_for '^_[0-9]+ = 4$' "what the job found"
echo 4 >>want
enter ':save ~/saved.scan'
wait_for '^[0-9]+ entries saved as ~/saved.scan$' "~ is the home folder"
# The session, without what was typed, messages, reports of scans, and the names of values.
session_shows() {
  scrolled | awk '
    /^(scan|\.\.\.)> ?/ { error = 0; next }
    /^error/ { error = 1 }
    error || /^$/ { next }
    /^(pass|expectations|  ok )|^\[1\]|^_[0-9]+ = (results|list) of|entries saved|^hint/ { next }
    { sub(/^_[0-9]+ = /, ""); sub(/^"\\?/, ""); sub(/"$/, ""); gsub(/\\"/, "\""); print }'
}
diff want <(session_shows) >&2 || fault "the session shows something else (< wanted, > got)"

capture "$scan" run --quiet --seed 1 --network net.scan saved.scan
check_code 0 "the playbook runs"
diff want <(sed '/^saved.scan, /,$d' "$out" | sed '/^$/d') >&2 || fault "the playbook prints something else"
check_match "$out" '^  ok +as it was$' "its expectations hold"
capture "$scan" fmt --check saved.scan
check_code 0 "it is formatted"
check_match saved.scan '^# This ran in the background.$' "jobs are comments"
check_match saved.scan '^# for the entry that followed: limits' "limits held for their entry"
check_no_match saved.scan 'nope|fail "no"|steps 1k' "what did not work"

# A file of others stays, one of its own gives way.
echo '# mine' >mine.scan
enter ':save mine.scan'
wait_for 'mine.scan is there already and was not overwritten' "a file of others"
check_equal '# mine' "$(cat mine.scan)" "a file of others"
enter ':save --force mine.scan'
wait_for 'saved as mine.scan, in place of what was there$' "unless it is asked for"
check_equal "$(cat saved.scan)" "$(cat mine.scan)" "unless it is asked for"
answer '"later"'
answer ':save mine.scan'
grep -q later mine.scan || fault "what the session wrote itself gives way"
echo '# changed' >>mine.scan
answer ':save mine.scan'
grep -q changed mine.scan || fault "unless somebody changed it"
check_equal 2 "$(scrolled | grep -c 'mine.scan is there already')" "unless somebody changed it"
enter ':save'
wait_for 'which file' "no file"
enter ':save /nowhere/x.scan'
wait_for 'cannot write /nowhere/x.scan: No such file or directory' "no folder"
enter ":save $work"
wait_for 'is a folder' "a folder"
enter ':save "two words.scan"'
wait_for 'saved as two words.scan' "a name with a blank"
[[ -s "two words.scan" ]] || fault "a name with a blank"

# What a file cannot say.
answer 'scope 10.0.0.0/29'
answer 'let other = scan 10.0.0.1 ports 80'
answer ':save odd.scan'
wait_for '^note: left out, .*: scope 10.0.0.0/29' "what a file cannot say is told"
capture "$scan" check odd.scan
check_code 0 "and is a comment there"
check_match odd.scan '^# scope 10.0.0.0/29$' "and is a comment there"

# What is imported must be found beside the file.
mkdir -p beside
echo 'ports few = 1, 2' >near.scan
answer 'import "near.scan"'
answer 'near.few.count'
enter ':save beside/far.scan'
wait_for 'save it there' "an import that is not found there"
[[ ! -e beside/far.scan ]] || fault "an import that is not found: a file all the same"
enter ':quit'
wait_end 0 "saving"
