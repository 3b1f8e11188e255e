#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A session on a terminal: how long until its prompt is there, how long until a key is echoed, at rest and while a scan
# of a simulated network prints events, and how long from Tab to the completed text on the screen with 131,072 hosts and
# 65,535 open ports alive, with MORE further results of 131,072 hosts each, while the interpreter is at work, and with 10,000
# names.
# RUNS=31 KEYS=200 TABS=31 MORE=10.
source "$(dirname "${BASH_SOURCE[0]}")/stats.sh"
need_command python3
have_scan || skip "no program at $scan"
cat >"$work/net.scan" <<'NET'
network lab seed 1 {
  host 192.168.0.1 { open 1-65535 }
  hosts 10.0.0.0/8 { open 22; closed else }
}
NET
python3 -B "$bench/repl/echo.py" --runs "${RUNS:-31}" --keys "${KEYS:-200}" --tabs "${TABS:-31}" \
  --more "${MORE:-10}" --folder "$work" --network "$work/net.scan" "$scan"
row prompt "scan: prompt"
row python "python3 -q -S: prompt"
ratio prompt python "scan / python3"
row rest "a key is echoed"
row busy "… while events are printed"
cat "$work/events"
# tabs SUFFIX TEXT: what Tab took under some conditions.
tabs() {
  local name
  echo "Tab, $2"
  for name in name clause field value host port; do row "tab-$name$1" "  a $name"; done
  for name in hosts ports; do row "tab-list-$name$1" "  the list of $name"; done
}
tabs "" "131,072 hosts and 65,535 open ports alive"
tabs -more "with ${MORE:-10} more results of 131,072 hosts each"
tabs -busy "with all of them, while the interpreter is at work"
cat "$work/memory"
echo "Tab, with 10,000 names of the session"
row tab-many-names "  which all begin so"
row tab-other-names "  none of which begins so"
