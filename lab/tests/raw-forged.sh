#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Hosts that answer with forged, truncated, damaged, duplicated, reordered and foreign packets (lab/hosts/hostile.py): only
# what proves that it saw the probe counts, on IPv4 and IPv6, and nothing of it brings the program down. A datagram proves it
# by the field that its protocol repeats, where it has one (lab/hosts/datagrams.py).
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/namespaces.sh
source "$lab/namespaces.sh"
need_raw_engine
need_command jq python3
pair_up
hostile=("$lab/hosts/hostile.py")
networks=("${near_v4%.*}" "${near_v6%::*}:")
touch "$work/hostile"
"${far[@]}" /usr/bin/python3 -B "${hostile[@]}" veth0 "${networks[@]}" >"$work/hostile" 2>&1 </dev/null &
defer end "$!"
for _ in {1..50}; do
  ! grep -q ready "$work/hostile" || break
  sleep 0.1
done
/usr/bin/python3 -B "${hostile[@]}" --truth "${networks[@]}" >"$work/truth"
scope=$(pair_scope)

for technique in syn fin ack udp service; do
  using=${technique/service/udp}
  ports=$(jq -rs "map(select(.technique == \"$technique\").ports) | add | unique | join(\", \")" "$work/truth")
  hosts=$(jq -rs "map(select(.technique == \"$technique\").host) | join(\", \")" "$work/truth")
  capture "${near[@]}" "$scan" run --json --all-ports --scope "$scope" -e \
    "scan $hosts ports $ports using $using { discover none; retries 1; timeout 500ms }"
  # 3: a host may be called doubtful for what it sends.
  check_code '0|3' "$technique"
  jq -r 'select(.type == "port") | "\(.host) \(.port) \(.state) \(.reason)"' "$out" | sort >"$work/got"
  jq -r "select(.technique == \"$technique\") | .host as \$h | .name as \$n | .state as \$s | .reason as \$r
    | .ports[] | \"\(\$h) \(.) \(\$s) \(\$r)\t\(\$n)\"" "$work/truth" | sort >"$work/wanted"
  while IFS=$'\t' read -r line name; do
    grep -qxF "$line" "$work/got" && continue
    read -r host port _ <<<"$line"
    fault "$technique, $name: wanted \"$line\", got \"$(grep -F "$host $port " "$work/got")\""
  done <"$work/wanted"
done
if grep -q Traceback "$work/hostile"; then fault "the hostile host itself broke: $(tail -n 1 "$work/hostile")"; fi
