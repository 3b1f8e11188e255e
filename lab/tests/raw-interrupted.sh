#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The network goes away in the middle of a scan: the interface goes down, or it is gone with the other namespace. The run
# ends soon with status 3 or 4 and a message, what is known is reported, and nothing that was not asked is made up.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/namespaces.sh
source "$lab/namespaces.sh"
need_raw_engine
need_command jq
scope=$(pair_scope)
ports=60000

# interrupted WHAT COMMAND…: a scan that takes twelve seconds; COMMAND two seconds after its first results.
interrupted() {
  local what=$1 child started
  shift
  "${near[@]}" "$scan" run --json --all-ports --scope "$scope" -e \
    "scan $far_v4 ports 1-$ports using syn { discover none; rate 5k/s; retries 1; timeout 500ms }" \
    >"$out" 2>"$err" </dev/null &
  child=$!
  defer end "$child"
  sleep 2
  "$@"
  started=$SECONDS
  code=0
  wait "$child" || code=$?
  check_code '3|4' "$what"
  check_most $((SECONDS - started)) 15 "$what: seconds until the end"
  check_said 'veth0|[Ii]nterface|[Nn]etwork is down|[Ll]ink|device' "$what: the reason is named"
  check_json 'map(select(.type == "summary")) | length == 1' "$what: the run is summed up"
  # Port 105 alone is open, and a host that answered RST to the rest cannot have been silent at random.
  check_json 'map(select(.type == "port" and .state == "closed")) | length > 1000' "$what: what was known is kept"
  check_json 'map(select(.type == "port" and .state == "open" and .port != 105)) | length == 0' "$what: nothing is made up"
  check_json "map(select(.type == \"summary\"))[0].coverage < 1" "$what: coverage is not whole"
}

pair_up
listen_prefix=("${far[@]}")
listen --host "$far_v4" --port 105
interrupted "the interface goes down" ip -n "$near_name" link set veth0 down
ip -n "$near_name" link set veth0 up
path_up "$far_v4"

# Down for a second and up again: what could not be sent meanwhile is sent then, and nothing is missing.
"${near[@]}" "$scan" run --json --all-ports --scope "$scope" -e \
  "scan $far_v4 ports 1-$ports using syn { discover none; rate 10k/s; retries 2; timeout 500ms }" \
  >"$out" 2>"$err" </dev/null &
child=$!
defer end "$child"
sleep 2
ip -n "$near_name" link set veth0 down
sleep 1
ip -n "$near_name" link set veth0 up
code=0
wait "$child" || code=$?
check_code 0 "the interface comes back"
check_json 'map(select(.type == "summary"))[0].coverage == 1' "the interface comes back: coverage"
check_json "map(select(.type == \"port\" and .state == \"closed\")) | length == $ports - 1" "the interface comes back: what is closed"
check_json 'map(select(.type == "port" and .state == "open")) | length == 1' "the interface comes back: what is open"
path_up "$far_v4"
interrupted "the interface is gone" ip -n "$far_name" link del veth0
