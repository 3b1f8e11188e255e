#!/usr/bin/env bash
# The interpreter against CPython and Lua: the same programs in interpreter/*.scan,
# *.py and *.lua, all work inside functions. Each runs with its number of rounds
# and with none; the difference is the work alone, without start-up. The runs are
# interleaved, so that a busy machine slows all alike.
#   RUNS=5 Benchmarks/interpreter.sh [NAME…]
source "$(dirname "${BASH_SOURCE[0]}")/stats.sh"
runs=${RUNS:-5}

# name → rounds, so that every program works for about a second or more in CPython.
names=(fib loop range text count pipeline results)
declare -A rounds=([fib]=12 [loop]=8 [range]=10 [text]=10 [count]=2 [pipeline]=5 [results]=3)
(($# == 0)) || names=("$@")
peers=(python3)
! command -v lua5.4 >/dev/null || peers+=(lua)

# program PEER NAME: its command, in $command; none where the peer has no such program.
program() {
  command=()
  case $1 in
    scan) command=("$scan" run --quiet "$bench/interpreter/$2.scan")
      # The rows of `results` come from a scan.
      ! grep -q '^network ' "$bench/interpreter/$2.scan" || command+=(--network "$bench/interpreter/$2.scan")
      command+=(--rounds) ;;
    python3) command=(/usr/bin/python3 -S "$bench/interpreter/$2.py") ;;
    lua) [[ ! -f $bench/interpreter/$2.lua ]] || command=(lua5.4 "$bench/interpreter/$2.lua") ;;
  esac
}

# difference NAME: medians of NAME-full minus NAME-none.
difference() {
  awk -v a="$(median <"$work/$1-full.times")" -v b="$(median <"$work/$1-none.times")" 'BEGIN { print a - b }'
}

for name in "${names[@]}"; do
  for ((i = 0; i < runs; i++)); do
    for pair in "full:${rounds[$name]}" none:0; do
      size=${pair%:*} count=${pair#*:}
      for peer in "${peers[@]}" scan; do
        [[ $peer != scan ]] || have_scan || continue
        program "$peer" "$name"
        ((${#command[@]} > 0)) || continue
        timed "$peer-$name-$size" "${command[@]}" "$count"
        # All must compute the same, or the comparison is worth nothing.
        head -n 1 "$work/$peer-$name-$size.out" | cmp -s - "$work/python3-$name-$size.out" || {
          echo "$name: $peer and python3 differ: $(head -n 1 "$work/$peer-$name-$size.out") and $(cat "$work/python3-$name-$size.out")" >&2
          exit 1
        }
      done
    done
  done
  line=$(printf '%-10s' "$name")
  for peer in "${peers[@]}" scan; do
    [[ -s $work/$peer-$name-full.times ]] || continue
    line+=$(printf ' %s %7.3f s  ' "$peer" "$(difference "$peer-$name")")
  done
  for peer in "${peers[@]}"; do
    [[ -s $work/scan-$name-full.times && -s $work/$peer-$name-full.times ]] || continue
    line+=$(awk -v a="$(difference "scan-$name")" -v b="$(difference "$peer-$name")" -v peer="$peer" \
      'BEGIN { printf " scan / %s %.2f", peer, a / b }')
  done
  echo "$line"
done
