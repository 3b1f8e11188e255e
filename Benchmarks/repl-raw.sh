#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A session on a terminal while the raw engine sends 100,000 packets a second between two network namespaces and prints an event
# for each open port: how long until a key is echoed. Needs root. KEYS=200.
source "$(dirname "${BASH_SOURCE[0]}")/stats.sh"
need_command python3
have_scan || skip "no program at $scan"
((EUID == 0)) || skip "network namespaces need root"

# The last of the terminal's times, as a share and at most.
tail_of() { # NAME TEXT
  sort -g "$work/$1.times" | awk -v text="$2" '{ v[NR] = $1 } END {
    printf "%-28s 99 %%   %9.4f s   max %9.4f\n", text, v[int((NR - 1) * 0.99) + 1], v[NR] }'
}
# shellcheck source=lab/namespaces.sh
source "$bench/../lab/namespaces.sh"
have_raw_engine || skip "the rows of raw packets: this program may not send them"
pair_up
"${far[@]}" /usr/bin/python3 "$bench/../lab/listen.py" --host 0.0.0.0 --port 7000 --count 20 >"$work/listen" </dev/null &
defer end "$!"
for _ in {1..100}; do
  ! grep -q ready "$work/listen" || break
  sleep 0.05
done
ip -n "$far_name" route add local 198.19.0.0/16 dev lo
ip -n "$near_name" route add 198.19.0.0/16 via "$far_v4"
echo 'scope "lab" { allow 198.18.0.0/15 }' >"$work/lab.scope"
far_rules <<<'table ip lab { counter probes {}; chain input { type filter hook input priority 0;
  tcp flags syn / syn,ack counter name probes; }; }'
"${near[@]}" python3 -B "$bench/repl/raw_echo.py" --keys "${KEYS:-200}" --folder "$work" --scope "$work/lab.scope" \
  --counter "ip netns exec $far_name nft list counter ip lab probes" "$scan"
row raw "… while raw packets leave"
tail_of raw "… while raw packets leave"
cat "$work/raw-events"
