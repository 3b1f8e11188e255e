#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# CAP_NET_RAW alone suffices, whoever has it, and is given up before the first packet; without it the run is refused with
# what to do about it, and `else connect` does without.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/namespaces.sh
source "$lab/namespaces.sh"
need_raw_engine
need_command jq setpriv setcap
pair_up
listen_prefix=("${far[@]}")
listen --host "$far_v4" --port 80
scope=$(pair_scope)
chmod 644 "$scope"
mkdir -m 755 "$work/bin"
cp "$scan" "$work/bin/plain"
cp "$scan" "$work/bin/capable"
setcap cap_net_raw+ep "$work/bin/capable" 2>/dev/null || skip "file capabilities cannot be set here"
install -d -o 65534 -g 65534 "$work/home"
nobody=(env HOME="$work/home" XDG_STATE_HOME="$work/home" XDG_DATA_HOME="$work/home" XDG_CACHE_HOME="$work/home"
  setpriv --reuid=65534 --regid=65534 --clear-groups)
scan_as() { # COMMAND… TECHNIQUES
  local techniques=${*: -1}
  capture "${near[@]}" "${@:1:$#-1}" run --json --scope "$scope" -e \
    "scan $far_v4 ports 80 using $techniques { discover none; timeout 500ms }"
}
opened='map(select(.type == "port" and .port == 80 and .state == "open" and .reason == "syn-ack")) | length == 1'

scan_as "${nobody[@]}" "$work/bin/plain" syn
check_code 4 "without the capability"
check_said 'CAP_NET_RAW|cap_net_raw' "without the capability: it is named"
check_said 'setcap|else connect' "without the capability: what to do is said"
scan_as "${nobody[@]}" "$work/bin/plain" "syn else connect"
check_code 0 "without the capability, with \`else connect\`"
check_json "$opened" "without the capability, with \`else connect\`"

scan_as "${nobody[@]}" "$work/bin/capable" syn
check_code 0 "nobody with a file capability"
check_json "$opened" "nobody with a file capability"

# Root that was left nothing but this capability.
scan_as setpriv --bounding-set=-all,+net_raw --inh-caps=-all "$work/bin/plain" syn
check_code 0 "root with CAP_NET_RAW alone"
check_json "$opened" "root with CAP_NET_RAW alone"

# Root without it is nobody special.
scan_as setpriv --bounding-set=-net_raw "$work/bin/plain" syn
check_code 4 "root without the capability"

# While it scans it holds nothing.
"${near[@]}" "$scan" run --json --scope "$scope" -e \
  "scan $far_v4 ports 1-10000 using syn { discover none; rate 2k/s }" >"$out" 2>"$err" </dev/null &
child=$!
defer end "$child"
sleep 2
status=$(cat "/proc/$child/status")
code=0
wait "$child" || code=$?
check_code 0 "a scan that is looked at"
for set in CapInh CapPrm CapEff CapAmb; do
  check_equal 0000000000000000 "$(awk -v set="$set:" '$1 == set { print $2 }' <<<"$status")" "$set of a running scan"
done
check_equal 1 "$(awk '$1 == "NoNewPrivs:" { print $2 }' <<<"$status")" "NoNewPrivs of a running scan"

# A copy that would lend root's rights to whoever starts it does nothing at all, whatever it is asked for.
install -o root -m 4755 "$scan" "$work/bin/setuid"
install -o root -g root -m 2755 "$scan" "$work/bin/setgid"
for copy in setuid setgid; do
  for command in "version" "run --json -e print(1)"; do
    # shellcheck disable=SC2086
    capture "${nobody[@]}" "$work/bin/$copy" $command
    check_code 4 "a $copy copy: $command"
    check_match "$err" 'set-(user|group)-ID' "a $copy copy: $command: what is wrong"
    check_match "$err" "chmod ug-s $work/bin/$copy && setcap cap_net_raw" "a $copy copy: $command: what to do"
    check_equal "" "$(cat "$out")" "a $copy copy: $command: output"
  done
done
# Its owner is nobody else.
capture "$work/bin/setuid" version
check_code 0 "root with a setuid copy"

# A user namespace gives the capability, but not for the network outside of it: the record says what can be sent.
if unshare --user --map-root-user true 2>/dev/null; then
  capture unshare --user --map-root-user "$scan" run --json -e 'print(1)'
  check_json 'map(select(.type == "run"))[0].privileged == false' "a run in a user namespace"
  capture unshare --user --map-root-user "$scan" plan --json -e 'scan 127.0.0.1 ports 80'
  check_json '.. | objects | select(has("privileged")) | .privileged == false' "a plan in a user namespace"
  capture unshare --user --map-root-user "$scan" run --json -e 'scan 127.0.0.1 ports 80 using syn'
  check_code 4 "raw packets in a user namespace"
  check_said 'CAP_NET_RAW' "raw packets in a user namespace"
fi
