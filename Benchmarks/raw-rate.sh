#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# `rate` as the receiver counts it: ten seconds against a host that drops everything. Never more than 2 % over in any second,
# never more than 5 ms worth ahead of the rate (a burst), and on average at least 98 % of what was asked for (95 % above 10,000/s).
#
#   Benchmarks/raw-rate.sh [--only RATE,…] [--tools TOOL,…]     SECONDS_EACH=10
#
# RATE: 100 10000 100000 200000, and host-RATE for `rate R per host` (over ten hosts). Exit status 1 if scan misses a bound;
# of the others (loop, nmap, zmap, masscan) it is only told.
source "$(dirname "${BASH_SOURCE[0]}")/stats.sh"
# shellcheck source=lab/namespaces.sh
source "$bench/../lab/namespaces.sh"
rates="100 10000 100000 200000 host-10 host-1000" tools="scan loop nmap zmap masscan" seconds=${SECONDS_EACH:-10}
lists only=rates tools=tools -- "$@"
need_command gcc python3
gcc -O2 -Wall -o "$work/raw_loop" "$bench/peers/raw_loop.c"
gcc -O2 -Wall -o "$work/rate_meter" "$bench/peers/rate_meter.c"
pair_up
far_mac=$("${far[@]}" cat /sys/class/net/veth0/address)
hosts=10
# A whole network of hosts that all drop: every probe is sent, and sent again as often as it takes.
ip -n "$far_name" route add local 198.19.0.0/16 dev lo
ip -n "$near_name" route add 198.19.0.0/16 via "$far_v4"
far_rules <<<'table inet lab { chain input { type filter hook input priority 0; policy accept; meta l4proto tcp drop; }; }'
scope=$(pair_scope)
raw_engine=false
! have_raw_engine || raw_engine=true

# send TOOL RATE KIND: more than enough for the time, ended by the caller. KIND is `all` or `host`.
send() {
  case $1 in
    scan)
      if [[ $3 == host ]]; then
        "${near[@]}" "$scan" run --json --scope "$scope" -e \
          "scan 198.19.0.1-198.19.0.$hosts ports 1-65535 using syn { discover none; retries 4; rate 1M/s, $2/s per host }"
      else
        # 32 hosts: two million probes, enough for ten seconds at the highest rate.
        "${near[@]}" "$scan" run --json --scope "$scope" -e \
          "scan 198.19.0.0/27 ports 1-65535 using syn { discover none; retries 2; rate $2/s }"
      fi
      ;;
    loop) "${near[@]}" "$work/raw_loop" veth0 "$far_mac" "$near_v4" 198.19.0.0 32 1 65535 1 300 "$2" ;;
    nmap) "${near[@]}" nmap -sS -n -Pn -T4 -p 1-65535 --min-rate "$2" --max-rate "$2" 198.19.0.0/27 ;;
    zmap)
      "${near[@]}" zmap -q -i veth0 -G "$far_mac" -S "$near_v4" -p 80 -r "$2" -c 1 --blacklist-file=/dev/null \
        -o "$work/zmap.list" 198.19.0.0/16
      ;;
    masscan)
      "${near[@]}" masscan -p 1-65535 198.19.0.0/27 --rate "$2" --adapter veth0 --adapter-ip "$near_v4" \
        --router-mac "${far_mac//:/-}" --wait 0 -oL "$work/masscan.list"
      ;;
  esac
}

# judged RATE KIND: reads a line of rate_meter; adds the bounds, and `MISSED …` where one is.
judged() {
  awk -v rate="$1" -v kind="$2" -v wanted_hosts="$hosts" '{
    least = rate > 10000 ? 0.95 : 0.98
    mean = kind == "host" ? $6 / wanted_hosts : $6
    # One packet more is within the grain: the stretch that begins with a packet holds both ends.
    second = rate * 1.02 + 1; burst = rate * 0.005 + 1
    missed = ""
    if (mean < rate * least) missed = missed sprintf(" mean under %.0f", rate * least)
    if ($8 > second) missed = missed sprintf(" a second over %.0f", second)
    if ($12 > burst) missed = missed sprintf(" a burst over %.0f", burst)
    if ($16 > 0) missed = missed " (the meter itself lost " $16 ")"
    printf "mean %10.1f/s  fullest second %7d  fullest 5 ms %5d  burst %7.1f  packets %8d%s\n", mean, $8, $10, $12, $2, missed == "" ? "" : "  MISSED:" missed
  }'
}

failed=false
for name in $rates; do
  rate=${name#host-} kind=all by=
  [[ $name == "$rate" ]] || kind=host by=hosts
  echo "$rate/s${by:+ per host, $hosts hosts}:"
  for tool in $tools; do
    if [[ $tool == scan ]] && ! $raw_engine || [[ $kind == host && $tool != scan ]] ||
      { [[ $tool != scan && $tool != loop ]] && ! command -v "$tool" >/dev/null; }; then
      printf '  %-8s not available\n' "$tool"
      continue
    fi
    "${far[@]}" "$work/rate_meter" veth0 6 "$seconds" "$rate" $by >"$work/meter" 2>"$work/meter.err" </dev/null &
    meter=$!
    for _ in {1..50}; do
      ! grep -q ready "$work/meter.err" || break
      sleep 0.05
    done
    send "$tool" "$rate" "$kind" >"$work/$tool.out" 2>&1 </dev/null &
    sender=$!
    wait "$meter" || true
    # `ip netns exec` becomes the tool itself; the function's shell is its parent.
    end_tree "$sender"
    line=$(judged "$rate" "$kind" <"$work/meter")
    printf '  %-8s %s\n' "$tool" "$line"
    [[ $tool != scan || $line != *MISSED* ]] || failed=true
  done
done
! $failed
