#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The session that README.md shows, typed on a real terminal.
#   lab/transcript.sh [--write]
# What is typed is what stands behind the prompts there, on the playbook `audit.scan` of the same page. Prints the block as
# it is now; --write puts it in place of the old one.
test_name=transcript
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=lab/terminal.sh
source "$lab/terminal.sh"
trap - EXIT
leave() {
  local status=$?
  close_terminal
  [[ $work == /tmp/scan-test.* ]] && rm -rf "$work"
  exit "$status"
}
trap leave EXIT
need_terminal
cd "$work"

# The playbook, and what is typed: one line each, those of a longer entry as well.
python3 - "$root/README.md" <<'PYTHON'
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
open("audit.scan", "w").write(re.search(r"`audit\.scan`:\n\n```scan\n(.*?)^```$", text, re.M | re.S)[1])
block = re.search(r"^```\n\$ (scan repl[^\n]*)\n(.*?)^```$", text, re.M | re.S)
open("command", "w").write(block[1] + "\n")
typed = re.findall(r"^(?:scan|\.\.\.)> ?(.*)$", block[2], re.M)
open("typed", "w").write("".join(line + "\n" for line in typed))
PYTHON
read -r _ arguments <command
terminal_environment=(NO_COLOR=1)
# shellcheck disable=SC2086 # Words of the command line.
terminal 80 200 "$scan" $arguments
wait_foot '^scan>$'
while IFS= read -r line; do
  if [[ $line == :quit ]]; then
    enter "$line"
    break
  fi
  answer "$line"
done <typed
until_true is_ended
{
  echo "\$ $(cat command)"
  scrolled | grep -v '^Pane is dead' | sed -e 's/ *$//' | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'
} >block
if [[ ${1:-} == --write ]]; then
  python3 - "$root/README.md" <<'PYTHON'
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
block = open("block", encoding="utf-8").read()
new = re.sub(r"^```\n\$ scan repl[^\n]*\n.*?^```$", lambda _: "```\n" + block + "```", text, count=1, flags=re.M | re.S)
open(sys.argv[1], "w", encoding="utf-8").write(new)
PYTHON
else
  cat block
fi
