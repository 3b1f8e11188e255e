#!/usr/bin/env bash
# The interpreter against CPython: the same programs in interpreter/*.scan and
# *.py, all work inside functions. Each runs with its number of rounds and with
# none; the difference is the work alone, without start-up. RUNS=5.
source "$(dirname "${BASH_SOURCE[0]}")/stats.sh"
runs=${RUNS:-5}

# name → rounds, so that every program works for about a second or more in CPython.
declare -A rounds=([fib]=12 [loop]=8 [pipeline]=5)

# work NAME: medians of NAME-full minus NAME-none.
difference() {
  awk -v a="$(median <"$work/$1-full.times")" -v b="$(median <"$work/$1-none.times")" 'BEGIN { print a - b }'
}

for name in fib loop pipeline; do
  for ((i = 0; i < runs; i++)); do
    for pair in "full:${rounds[$name]}" none:0; do
      size=${pair%:*} count=${pair#*:}
      timed "py-$name-$size" /usr/bin/python3 -S "$bench/interpreter/$name.py" "$count"
      if have_scan; then
        timed "scan-$name-$size" "$scan" run --quiet "$bench/interpreter/$name.scan" --rounds "$count"
        # Both must compute the same, or the comparison is worth nothing.
        head -n 1 "$work/scan-$name-$size.out" | cmp -s - "$work/py-$name-$size.out" || {
          echo "$name: scan and python3 differ: $(head -n 1 "$work/scan-$name-$size.out") and $(cat "$work/py-$name-$size.out")" >&2
          exit 1
        }
      fi
    done
  done
  python_work=$(difference "py-$name")
  printf '%-10s python3 %7.3f s' "$name" "$python_work"
  if have_scan; then
    scan_work=$(difference "scan-$name")
    awk -v a="$scan_work" -v b="$python_work" 'BEGIN { printf "   scan %7.3f s   scan / python3 %.3f", a, a / b }'
  fi
  echo
done
