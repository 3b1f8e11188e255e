#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The raw engine prints more events than a terminal takes, which then takes none for some seconds: nothing is lost, nothing
# comes twice, the program does not grow for it, and the session goes on. In front (Ctrl-S) and in the background.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/namespaces.sh
source "$lab/namespaces.sh"
need_raw_engine
need_command python3 jq
pair_up
scope=$(pair_scope)
listen_prefix=("${far[@]}")
listen --host 0.0.0.0 --port 7000 --count 10
# A network whose hosts are all the far side, with ten ports open.
ip -n "$far_name" route add local 198.19.0.0/16 dev lo
ip -n "$near_name" route add 198.19.0.0/16 via "$far_v4"
network=198.19.0.0/17 events=327680

for behind in '' ' &'; do
  code=0
  entry="scan $network ports 7000-7009 using syn { rate 50k/s; retries 3; discover none"
  "${near[@]}" timeout 400 /usr/bin/python3 -B "$lab/flood.py" 6 \
    "$entry; on open as p { note(\"at\", p.host, p.port, \"is open, and some words more, so that there is much to hold back\") } }$behind" \
    "$scan" repl --scope "$scope" >"$out" 2>"$err" || code=$?
  what=${behind:+in the background}
  what=${what:-in front}
  check_code 0 "$what"
  check_equal "$events 0 0" "$(jq -r '"\(.events) \(.twice) \(.status)"' "$out")" "$what: events, events that came twice, status"
  check_most "$(jq .growth "$out")" 30000 "$what: KiB more while the terminal stood"
done
