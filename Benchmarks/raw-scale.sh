#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Whether a probe costs the same however many there are, and how much memory the most of them take: 256 hosts, all of whose
# ports answer with a RST, asked on ever more ports, from 2^10 to 2^24 probes.
#
#   Benchmarks/raw-scale.sh [--powers 10,12,14,16,18,20,22,24]     RUNS=5 of each up to 2^20, one of the larger ones
#
# The cost is processor time, that of the kernel's sending and of the far namespace's answering included, less what a scan
# of one port takes. Wanted: the dearest at most 1.2 times the cheapest, and 64 MB resident at 2^24, where closed ports are
# only counted; below 10 M ports each is kept, 110 bytes a port. The bare loop in C beside it shows what of the spread is
# the kernel's. Exit status 1 if a bound is missed.
source "$(dirname "${BASH_SOURCE[0]}")/stats.sh"
# shellcheck source=lab/namespaces.sh
source "$bench/../lab/namespaces.sh"
powers="10 12 14 16 18 20 22 24" runs=${RUNS:-5} rate=${RATE:-1M/s} hosts=256
lists powers=powers -- "$@"
need_command gcc python3 jq
gcc -O2 -Wall -o "$work/raw_loop" "$bench/peers/raw_loop.c"
pair_up
ip -n "$far_name" route add local 198.19.0.0/24 dev lo
ip -n "$near_name" route add 198.19.0.0/24 via "$far_v4"
far_mac=$("${far[@]}" cat /sys/class/net/veth0/address)
scope=$(pair_scope)
have_raw_engine || skip "the program sends no packets of its own here"
measured() { LIMIT=1200 "${near[@]}" /usr/bin/python3 "$bench/peers/measure.py" "$@"; }

# scan_ports PREFIX TARGET PORTS: one run; every port has to come out closed.
scan_ports() {
  measured "$1" "$scan" run --json --scope "$scope" -e \
    "let r = scan $2 ports $3 using syn { discover none; retries 2; rate $rate }
print(\"found\", r.closed.count)" || {
    echo "scan $2 ports $3: $(tail -n 3 "$1.err")" >&2
    return 1
  }
}
found() { jq -r 'select(.type == "output") | .text | split(" ")[1]' "$1.out"; }

# smallest FILE: what noise made dearer says nothing of the cost.
smallest() { sort -g "$1" | head -n 1; }

for ((i = 0; i < runs; i++)); do scan_ports "$work/one" 198.19.0.1 1; done
start=$(smallest "$work/one.cpu")
echo "machine: $(nproc) processors, Linux $(uname -r); one port takes $start s of processor time"
missed=0 wrong=0
for power in $powers; do
  probes=$((1 << power)) ports=$(((1 << power) / hosts)) times=$runs
  ((ports < 65536)) || ports=65535
  ((power <= 20)) || times=1
  probes=$((ports * hosts))
  for ((i = 0; i < times; i++)); do
    measured "$work/loop-$power" "$work/raw_loop" veth0 "$far_mac" "$near_v4" 198.19.0.0 "$hosts" 1 "$ports" 1 300
    scan_ports "$work/scan-$power" 198.19.0.0/24 "1-$ports"
    [[ $(found "$work/scan-$power") == "$probes" ]] || wrong=$((wrong + 1))
  done
  awk -v power="$power" -v probes="$probes" -v scan="$(smallest "$work/scan-$power.cpu")" -v start="$start" \
    -v loop="$(smallest "$work/loop-$power.cpu")" -v rss="$(sort -g "$work/scan-$power.rss" | tail -n 1)" 'BEGIN {
      printf "2^%-3d %9d probes   scan %6.3f us a probe   loop %6.3f   %6.1f MB resident\n", power, probes,
        (scan - start) * 1e6 / probes, loop * 1e6 / probes, rss / 1024 }' | tee -a "$work/rows"
done
awk '{ cost = $5; if (NR == 1 || cost < least) least = cost; if (cost > most) most = cost; if ($2 > 10000000) rss = $11 }
  END {
    printf "dearest / cheapest %.3f, at most 1.2: %s\n", most / least, most / least <= 1.2 ? "met" : "MISSED"
    if (rss) printf "resident %.1f MB, at most 64: %s\n", rss, rss <= 64 ? "met" : "MISSED"
    exit most / least > 1.2 || rss > 64 }' "$work/rows" || missed=1
echo "runs in which not every port came out closed: $wrong"
((missed == 0 && wrong == 0))
