#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A session on a terminal: how long until its prompt is there, and how long until a key is echoed, at rest and while a scan
# of a simulated network prints events. RUNS=31 KEYS=200.
source "$(dirname "${BASH_SOURCE[0]}")/stats.sh"
need_command python3
have_scan || skip "no program at $scan"
cat >"$work/net.scan" <<'NET'
network lab seed 1 { hosts 10.0.0.0/8 { open 22; closed else } }
NET
python3 -B "$bench/repl/echo.py" --runs "${RUNS:-31}" --keys "${KEYS:-200}" --folder "$work" \
  --network "$work/net.scan" "$scan"
row prompt "scan: prompt"
row python "python3 -q -S: prompt"
ratio prompt python "scan / python3"
row rest "a key is echoed"
row busy "… while events are printed"
cat "$work/events"
