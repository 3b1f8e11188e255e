#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Answers that the program was too slow to take: it is stopped while they arrive, and once more packets come than any ring
# holds. What the kernel dropped is asked again, and every port comes out right.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/namespaces.sh
source "$lab/namespaces.sh"
need_raw_engine
need_command jq
pair_up
listen_prefix=("${far[@]}")
listen --host "$far_v4" --port 105 --count 3
scope=$(pair_scope)

"${near[@]}" "$scan" run --json --scope "$scope" -e "let r = scan $far_v4 ports 1-65535 using syn { discover none; rate 20k/s; retries 4 }
print(\"found\", r.open.count, r.closed.count)" >"$out" 2>"$err" </dev/null &
child=$!
defer end "$child"
# `ip netns exec` becomes the program itself: the process that is stopped is the scanner.
for _ in 1 2 3; do
  sleep 0.6
  kill -STOP "$child" 2>/dev/null || break
  # Meanwhile whoever listens on the interface gets 200,000 packets that look like answers, to ports all over.
  "${far[@]}" /usr/bin/python3 -B "$lab/hosts/flood.py" veth0 "$far_v4" "$near_v4" \
    "$("${near[@]}" cat /sys/class/net/veth0/address)" 200000 || fault "the flood failed"
  kill -CONT "$child"
done
code=0
wait "$child" || code=$?
check_code 0 "a scan that was stopped three times"
check_json 'map(select(.type == "output" and .text == "found 3 65532")) | length == 1' "every port is right"
