#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The raw engine against nmap, zmap, masscan and a bare send-and-count loop in C: one host's ports, a whole network, drops
# and loss, over a veth between two network namespaces. Every run names its rate; runs are interleaved.
#
#   Benchmarks/raw.sh [--only WORK,…] [--tools TOOL,…]     WORK, TOOL: see Benchmarks/raw-works.sh
#
# RUNS=11 of each; SLOW_RUNS=3 for nmap where it takes a minute, and for masscan, which waits as long; RATE=1M/s for scan,
# MASSCAN_RATE=100000, MASSCAN_WAIT=10 for masscan.
# A run counts as right when it finds every open port and tells every other for what it is, as far as the tool tells.
# Exit status 1 if scan misses a bound of the table in Benchmarks/raw-works.sh.
source "$(dirname "${BASH_SOURCE[0]}")/stats.sh"
# shellcheck source=lab/namespaces.sh
source "$bench/../lab/namespaces.sh"
# shellcheck source=Benchmarks/raw-works.sh
source "$bench/raw-works.sh"
runs=${RUNS:-11} slow_runs=${SLOW_RUNS:-3} rate=${RATE:-1M/s}
missed=0 works=$all_works tools="scan loop nmap zmap masscan"
lists only=works tools=tools -- "$@"

need_command gcc python3 jq
gcc -O2 -Wall -o "$work/raw_loop" "$bench/peers/raw_loop.c"
pair_up
works_up
scope=$(pair_scope)
raw_engine=false
! have_raw_engine || raw_engine=true

runs_of() { # TOOL
  if [[ $1 == masscan || $1 == nmap ]] && { $slow || [[ $1 == masscan ]]; } && ((slow_runs < runs)); then
    echo "$slow_runs"
  else
    echo "$runs"
  fi
}

# once WORK TOOL: one run, and whether what it found is the truth.
once() {
  local prefix=$work/$1-$2 found
  "$2_run" "$prefix" || { echo "$1, $2: exit status $?: $(tail -n 1 "$prefix.err" | tail -c 200)" >&2; return 0; }
  found=$("$2_found" "$prefix")
  echo "$found" >>"$prefix.found"
  # Of a lossy network one host may be missing; of one host nothing.
  if [[ $1 == net16-loss ]]; then
    if ((${found%% *} >= open - 1)); then echo right >>"$prefix.right"; fi
  elif [[ $found == "$open $((total - open))" || $found == "$open -" ]]; then echo right >>"$prefix.right"; fi
}

table_row() { # WORK TOOL RATE-TEXT
  local prefix=$work/$1-$2 middle least most cpu right worst
  if [[ ! -s $prefix.times ]]; then
    printf '  %-8s not available\n' "$2"
    return
  fi
  read -r middle least most < <(stats <"$prefix.times")
  cpu=$(median <"$prefix.cpu")
  right=$(wc -l 2>/dev/null <"$prefix.right" || echo 0)
  worst=$(sort -n "$prefix.found" | head -n 1)
  printf '  %-8s median %8.3f s  min %8.3f  max %8.3f  cpu %7.3f s  right %d of %d  worst open %s of %d  rate %s\n' "$2" \
    "$middle" "$least" "$most" "$cpu" "$right" "$(wc -l <"$prefix.times")" "${worst%% *}" "$open" "$3"
}

# verdict TEXT VALUE BOUND
verdict() {
  awk -v text="$1" -v value="$2" -v bound="$3" 'BEGIN {
    printf "  %-34s %9.3f  at most %6.3f  %s\n", text, value, bound, value <= bound ? "met" : "MISSED"
    exit value > bound }' || missed=$((missed + 1))
}

# What scan has to reach, against what was measured just now.
judge() { # WORK
  local own=$work/$1-scan bound kind limit peer right
  [[ -s $own.times ]] || return 0
  for bound in $bounds; do
    kind=${bound%:*} limit=${bound#*:} peer=$work/$1-loop
    [[ $kind == cpu || $kind == sends ]] || peer=$work/$1-$kind
    if [[ ! -s $peer.times ]]; then
      echo "  scan / $kind not measured"
      continue
    fi
    case $kind in
      cpu)
        verdict "scan / loop, processor time" \
          "$(awk -v a="$(median <"$own.cpu")" -v b="$(median <"$peer.cpu")" 'BEGIN { print a / b }')" "$limit"
        ;;
      sends)
        verdict "scan, seconds" "$(median <"$own.times")" \
          "$(awk -v more="$limit" '{ print $14 + more }' "$peer.out")"
        ;;
      *)
        verdict "scan / $kind" \
          "$(awk -v a="$(median <"$own.times")" -v b="$(median <"$peer.times")" 'BEGIN { print a / b }')" "$limit"
        ;;
    esac
  done
  right=$(wc -l 2>/dev/null <"$own.right" || echo 0)
  verdict "scan, runs that were not right" $(($(wc -l <"$own.times") - right)) 0
}

rate_of() { # TOOL
  case $1 in
    scan) echo "$rate" ;;
    loop) echo "unlimited" ;;
    nmap) echo "-T4" ;;
    masscan) echo "$masscan_rate/s" ;;
    zmap) echo "1M/s" ;;
  esac
}

echo "machine: $(nproc) processors, Linux $(uname -r), $(nmap --version 2>/dev/null | awk 'NR == 1 { print $1, $3 }'), $(zmap --version 2>/dev/null)"
for name in $works; do
  work "$name"
  for ((i = 0; i < runs; i++)); do
    for tool in $tools; do
      if "${tool}_can" && ((i < $(runs_of "$tool"))); then once "$name" "$tool"; fi
    done
  done
  echo "$name: $text (truth: $open open, $((total - open)) $rest)"
  for tool in $tools; do table_row "$name" "$tool" "$(rate_of "$tool")"; done
  judge "$name"
  if [[ -s $work/$name-loop.out ]]; then
    awk '{ print "  loop: last run sent " $2 ", sending took " $14 " s, kernel drops " $12 }' "$work/$name-loop.out"
  fi
done
echo "bounds missed: $missed"
((missed == 0))
