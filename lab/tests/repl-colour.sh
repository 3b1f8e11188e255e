#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Colours of a session: where there are any, which, and where there is none.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/terminal.sh
source "$lab/terminal.sh"
need_terminal
need_command python3

cat >"$work/net.scan" <<'SCAN'
network lab {
  host 10.0.0.1 { open 22;  drop 23;  closed else }
}
SCAN
shown=$'let r = scan 10.0.0.1 ports 22-24 { discover none }\nr.ports\nr.port(10.0.0.1, 22)\nr\nnothing\n?tls\nfinding high "x"'

# session WHAT OPTION…: types the entries on a terminal of its own; every byte that came is in $work/bytes.
session() {
  shift
  python3 - "$scan" "$work" "$shown" "$@" <<'PYTHON'
import os, pty, re, select, sys, time
program, work, shown, *options = sys.argv[1:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(program, [program, "repl", "--network", work + "/net.scan"] + options)
got = b""
def until(done):
    """Reads until that is so, or the terminal is gone."""
    global got
    end = time.monotonic() + 60
    while not done() and time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                part = os.read(terminal, 65536)
            except OSError:
                return
            if not part:
                return
            got += part
def prompted():
    return re.sub(rb"\x1b\[[?0-9;]*[A-Za-z]", b"", got[-300:]).endswith(b"scan> ")
for line in shown.split("\n") + [":quit"]:
    until(prompted)
    before = len(got)
    os.write(terminal, line.encode() + b"\r")
    until(lambda: b"\n" in got[before:])
until(lambda: os.waitpid(child, os.WNOHANG)[0] != 0)
open(work + "/bytes", "wb").write(got)
PYTHON
}
colours() { grep -acE $'\e\\[[0-9;]*m' "$work/bytes" || true; }
# coloured TEXT CODES: text in that look.
coloured() { grep -qaF -- $'\e['"$2m$1"$'\e[0m' "$work/bytes" || fault "$3: no $1 in $2"; }

export TERM=xterm-256color
unset NO_COLOR
session "colours"
coloured open 32 "a port in a table"
coloured filtered 35 "a port in a table"
coloured closed 31 "a port in a table"
coloured high 31 "a level"
coloured pass 32 "an outcome"
coloured '_1 =' 2 "the name of a value"
grep -qaF $'\e[1;31merror[S0301]' "$work/bytes" || fault "an error has no colour"
# Neither yellow nor blue, no bright colour, no background, not a colour beyond sixteen.
grep -aoE $'\e\\[[0-9;]*m' "$work/bytes" | sort -u >"$work/codes"
while IFS= read -r code; do
  case ${code:2:-1} in
    0 | 1 | 2 | 31 | 32 | 35 | 36 | '1;31' | '1;35') ;;
    *) fault "an odd attribute: ${code:2}" ;;
  esac
done <"$work/codes"

none() {
  check_equal 0 "$(colours)" "$1: lines with colour"
  grep -qa 'open' "$work/bytes" || fault "$1: nothing was shown"
}
NO_COLOR=1 session "NO_COLOR"
none "NO_COLOR=1"
session "never" --color never
none "--color never"
before=$shown
shown=$':set color off\n'"$shown"
session "off"
none ":set color off"
shown=$before
NO_COLOR=1 session "always" --color always
coloured open 32 "--color always overrules NO_COLOR"

# A terminal that knows nothing gets not one escape sequence, readline's own among them.
TERM=dumb session "dumb"
none "TERM=dumb"
check_equal 0 "$(grep -ac $'\e' "$work/bytes")" "TERM=dumb: lines with an escape"
printf 'set enable-bracketed-paste on\n' >"$work/inputrc"
TERM=dumb INPUTRC=$work/inputrc session "dumb"
check_equal 0 "$(grep -ac $'\e' "$work/bytes")" "TERM=dumb, pasting in brackets wanted: lines with an escape"

# Where no terminal is there is no colour, unless it is asked for.
piped() { "$scan" repl --network "$work/net.scan" "$@" >"$out" 2>"$err" || fault "$*: exit status $?"; }
printf '%s\n' 'let r = scan 10.0.0.1 ports 22-24 { discover none }' r.ports r >"$work/entries"
piped <"$work/entries"
check_equal 0 "$(grep -c $'\e' "$out")" "a pipe: lines with an escape"
piped --color always <"$work/entries"
grep -qF $'\e[32mopen\e[0m' "$out" || fault "--color always in a pipe: no colour"
printf '%s\n' ':set table csv' 'let r = scan 10.0.0.1 ports 22 { discover none }' r.ports >"$work/entries"
piped --color always <"$work/entries"
grep -q '^10\.0\.0\.1,22/tcp,open,' "$out" || fault "CSV is no place for colours"
