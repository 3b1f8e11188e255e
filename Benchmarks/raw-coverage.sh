#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What a scan says it may have missed, against what it did miss: one host whose 65,535 ports all answer, random loss each way.
# Loss 0, 1, 3, 10 % × retries 0, 1, 2, 4, RUNS=3 of each.
#
#   Benchmarks/raw-coverage.sh [--loss 0,1,3,10] [--retries 0,1,2,4]
#
# The truth of a run is the share of ports that did not come out right. The statement is in the summary of `scan run --json`:
# `coverage` is the share of verdicts that can be trusted, `coverage_low` and `coverage_high` its 95 % interval. Wanted: the
# truth inside in at least 43 of 48 runs, and half the interval's width at most the larger of 0.1 % and half the miss rate.
# A bare loop in C shows what can be had with as many tries.
source "$(dirname "${BASH_SOURCE[0]}")/stats.sh"
# shellcheck source=lab/namespaces.sh
source "$bench/../lab/namespaces.sh"
# shellcheck source=Benchmarks/raw-works.sh
source "$bench/raw-works.sh"
losses="0 1 3 10" retries_list="0 1 2 4" runs=${RUNS:-3} rate=${RATE:-1M/s}
lists loss=losses retries=retries_list -- "$@"
need_command gcc python3 jq
gcc -O2 -Wall -o "$work/raw_loop" "$bench/peers/raw_loop.c"
pair_up
works_up
scope=$(pair_scope)
raw_engine=false
! have_raw_engine || raw_engine=true
all=65535

# one_scan RETRIES: "MISSED COVERAGE LOW HIGH", the last three as stated, `-` for what is not.
one_scan() {
  local code="let r = scan $far_v4 ports 1-$all using syn { discover none; retries $1; rate $rate }"
  # Exit status 3: lost coverage makes a run inconclusive, and here it is lost on purpose.
  "${near[@]}" "$scan" run --json --scope "$scope" -e "$code
print(\"found\", r.open.count + r.closed.count)" >"$work/out" 2>"$work/err" </dev/null || (($? == 3)) || return
  jq -rs --argjson all "$all" '
    (map(select(.type == "output" and (.text | startswith("found "))))[0].text | split(" ")[1] | tonumber) as $right
    | map(select(.type == "summary"))[0]
    | [$all - $right, .coverage, .coverage_low // "-", .coverage_high // "-"] | join(" ")' "$work/out"
}

inside=0 judged=0 narrow=0
for loss in $losses; do
  "${far[@]}" nft flush ruleset
  ((loss == 0)) || loss_rules $((loss * 10))
  for retries in $retries_list; do
    # A try is lost when the probe or the answer is.
    expected=$(awk -v l="$loss" -v t=$((retries + 1)) 'BEGIN { p = 1 - (1 - l / 100) ^ 2; printf "%.1f", 65535 * p ^ t }')
    printf 'loss %2d %%, retries %d (about %s ports missed expected)\n' "$loss" "$retries" "$expected"
    for ((i = 0; i < runs; i++)); do
      if $raw_engine; then
        if ! line=$(one_scan "$retries") || [[ -z $line ]]; then
          echo "  scan     failed: $(tail -n 1 "$work/err")"
          judged=$((judged + 1))
          continue
        fi
        read -r missed coverage low high <<<"$line"
        verdict=$(awk -v missed="$missed" -v all="$all" -v c="$coverage" -v low="$low" -v high="$high" 'BEGIN {
          truth = 1 - missed / all; rate = missed / all
          if (low == "-" || high == "-") { printf "no interval stated"; exit }
          half = (high - low) / 2; bound = rate / 2 > 0.001 ? rate / 2 : 0.001
          printf "%s, half-width %.5f %s", (truth >= low && truth <= high) ? "inside" : "OUTSIDE", half,
            half <= bound ? "narrow" : "WIDE" }')
        printf '  scan     missed %5d  true coverage %.5f  stated %s [%s, %s]: %s\n' "$missed" \
          "$(awk -v m="$missed" -v all="$all" 'BEGIN { print 1 - m / all }')" "$coverage" "$low" "$high" "$verdict"
        judged=$((judged + 1))
        [[ $verdict != inside* ]] || inside=$((inside + 1))
        [[ $verdict != *narrow ]] || narrow=$((narrow + 1))
      else
        ((i > 0)) || echo "  scan     not available"
      fi
      line=$("${near[@]}" "$work/raw_loop" veth0 "$far_mac" "$near_v4" "$far_v4" 1 1 "$all" $((retries + 1)) 100)
      awk '{ printf "  loop     missed %5d  true coverage %.5f\n", $10, 1 - $10 / 65535 }' <<<"$line"
    done
  done
done
if ((judged == 0)); then
  echo "total: scan not available"
  exit 0
fi
echo "total: inside in $inside of $judged runs, narrow in $narrow"
# 43 of 48, and every interval narrow enough.
((inside * 48 >= judged * 43 && narrow == judged))
