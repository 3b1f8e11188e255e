#!/usr/bin/env bash
# A connect scan of all 65,535 loopback ports: scan, a bare C epoll loop and
# nmap, interleaved. Target: at most 1.3 × the C loop. RUNS=11 NMAP_RUNS=5.
# The open set is compared with the kernel's in 20 further runs.
source "$(dirname "${BASH_SOURCE[0]}")/stats.sh"
need_command gcc ss jq
runs=${RUNS:-11} nmap_runs=${NMAP_RUNS:-$runs} checks=${CHECKS:-20}

gcc -O2 -Wall -o "$work/connect_loop" "$bench/peers/connect_loop.c"
code='scan 127.0.0.1 ports 1-65535 using connect'
for ((i = 0; i < runs; i++)); do
  if have_scan; then timed scan "$scan" run --json -e "$code"; fi
  timed loop "$work/connect_loop"
  if ((i < nmap_runs)) && command -v nmap >/dev/null; then
    timed nmap nmap -sT -p- -n -Pn -T4 127.0.0.1
  fi
done
row scan "scan"
row loop "C epoll loop"
row nmap "nmap -sT -T4"
ratio scan loop "scan / C loop"
ratio scan nmap "scan / nmap"

kernel_open() {
  ss -ltnH | awk '{ print $4 }' |
    sed -nE 's/^(127\.0\.0\.1|0\.0\.0\.0|\*|\[::ffff:127\.0\.0\.1\])(%[^:]*)?:([0-9]+)$/\3/p' | sort -u
}
have_scan || skip "no program at $scan: peers only"
right=0
for ((i = 0; i < checks; i++)); do
  kernel_open >"$work/truth"
  "$scan" run --json -e "$code" </dev/null 2>/dev/null |
    jq -r 'select(.type == "port" and .state == "open") | .port' | sort -u >"$work/got"
  if cmp -s "$work/truth" "$work/got"; then right=$((right + 1)); fi
done
echo "open set right in $right of $checks runs"
((right == checks))
