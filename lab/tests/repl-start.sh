#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# start.scan in the configuration folder: what a session on a terminal begins with, and when it is not read.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/terminal.sh
source "$lab/terminal.sh"
need_terminal
folder=$XDG_CONFIG_HOME/scan
start=$folder/start.scan
mkdir -p "$folder"
terminal_environment=("XDG_CONFIG_HOME=$XDG_CONFIG_HOME")

# Opens a session with the options given, and waits for its prompt.
open_session() {
  terminal 80 30 "$scan" repl "$@"
  wait_prompt "$*"
}
# Ends it, and says that its status and its terminal are as they should be.
close_session() {
  keys C-d
  wait_end 0 "$1"
}

cat >"$start" <<'START'
# Mine.
ports web = 80, 443, 8000-8100
fn twice(n: int) {
  return n * 2
}
:time on
"hidden"
print("welcome")
START
chmod 644 "$start"

open_session
wait_for "^begun with .*/start.scan$" "it is said"
wait_for '^welcome$' "what it prints"
check_unseen 'hidden' "a value in it"
enter 'twice(web.count)'
wait_for '^_2 = 206$' "what it declares is there, and its value was kept"
wait_for '^time: ' "its commands hold"
wait_prompt
keys Up
wait_foot '^scan> twice\(web.count\)$'
keys C-p
wait_foot '^scan> twice\(web.count\)$' "its entries are no history"
keys C-u
enter ":save $work/saved.scan"
wait_for 'entries saved as'
close_session "a start file"
capture "$scan" run --quiet "$work/saved.scan"
check_code 0 "what was saved"
check_match "$out" '^206$' "what was saved holds what the start file declares"

open_session --no-start
check_unseen 'begun with' "--no-start"
enter 'twice(2)'
wait_for 'S0301' "--no-start"
close_session "--no-start"
echo 'twice(2)' >"$work/in"
capture bash -c "'$scan' repl <'$work/in'"
check_code 2 "without a terminal nothing is read but the stream"

# What goes wrong is told with its place, ends the file, and not the session.
printf '%s\n' 'let a = 1' '' 'let b = a +' '  nope' 'let c = 3' >"$start"
open_session
wait_for "start.scan:4:3\$" "where it is wrong"
wait_for "^note: .*/start.scan, line 3: the rest of it was not entered" "the rest"
enter 'a'
wait_for '^_1 = 1$' "what came before it"
enter 'c'
wait_for 'S0301' "what came behind it"
close_session "a wrong entry"

printf '%s\n' 'let a = 1' 'let b = 1 / (a - 1)' 'let c = 3' >"$start"
open_session
wait_for "^note: .*/start.scan, line 2: the rest of it was not entered" "an entry that fails"
close_session "an entry that fails"

printf '%s\n' ':nope' 'let c = 3' >"$start"
open_session
wait_for "^note: .*/start.scan, line 1: the rest of it was not entered" "a command that is none"
close_session "a command that is none"

printf '%s\n' 'while true {' '}' 'let c = 3' >"$start"
terminal 80 30 "$scan" repl
wait_for '^begun with'
keys C-c
wait_prompt "Ctrl-C ends what it runs"
enter '6 * 7'
wait_for '^_1 = 42$' "and the session goes on"
close_session "Ctrl-C"

printf 'print("never")\n:quit\nprint("never")\n' >"$start"
sed -i 1d "$start"
terminal 80 30 "$scan" repl
wait_end 0 ":quit in it"
check_unseen 'never' ":quit in it"

# Nobody else can have written it.
# refused WHY WHAT
refused() {
  open_session
  wait_for "^warning: .*$1" "$2"
  check_unseen 'S[0-9]{4}|never' "$2"
  close_session "$2"
}
echo 'print("never")' >"$start"
chmod 664 "$start"
refused 'others may write to .*start.scan' "a file that the group may write to"
chmod 644 "$start"
chmod 777 "$folder"
refused 'others may write to .*/scan' "a folder that all may write to"
chmod 755 "$folder"
if ((EUID == 0)); then
  chown 65534 "$start"
  refused 'belongs to another user' "a file of another user"
  chown 0 "$start"
fi
rm "$start"
mkfifo "$start"
refused 'it is no file' "a FIFO"
rm "$start"
mkdir "$start"
refused 'it is no file' "a folder"
rmdir "$start"
head -c 70000 /dev/zero | tr '\0' '#' >"$start"
refused 'larger than 64 KiB' "a large file"
head -c 3000 /dev/urandom >"$start"
open_session
wait_for 'the rest of it was not entered|S[0-9]{4}' "bytes that are no text"
close_session "bytes that are no text"
: >"$start"
open_session
enter '6 * 7'
wait_for '^_1 = 42$' "an empty file"
close_session "an empty file"
