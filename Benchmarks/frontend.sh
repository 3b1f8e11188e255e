#!/usr/bin/env bash
# The front end against CPython's: 10 MB of the conformance suite's cases lexed, parsed and
# checked, and as many bytes of Python's standard library compiled by `python3 -m py_compile`;
# then parsing alone and `scan fmt`. Start-up is subtracted, runs are interleaved. RUNS=5.
source "$(dirname "${BASH_SOURCE[0]}")/stats.sh"
runs=${RUNS:-5}
have_scan || skip "needs the program"

/usr/bin/python3 -S "$bench/frontend/inputs.py" "$scan" "$work/inputs"
# Laid out already, so that nothing is written in the runs.
"$scan" fmt "$work/inputs/scan" >"$work/fmt.first"
: >"$work/inputs/none.py"
: >"$work/inputs/none.scan"

# difference NAME NONE: median of what NAME takes beyond start-up.
difference() {
  awk -v a="$(median <"$work/$1.times")" -v b="$(median <"$work/$2.times")" 'BEGIN { print a - b }'
}

for ((i = 0; i < runs; i++)); do
  rm -rf "$work/inputs/py/__pycache__" "$work/inputs/__pycache__"
  timed py /usr/bin/python3 -m py_compile "$work"/inputs/py/*.py
  timed py-none /usr/bin/python3 -m py_compile "$work/inputs/none.py"
  timed check "$scan" check "$work"/inputs/scan/*.scan
  timed check-none "$scan" check "$work/inputs/none.scan"
  timed parse "$scan" check --syntax-only "$work"/inputs/scan/*.scan
  timed fmt "$scan" fmt --check "$work"/inputs/scan/*.scan
done
python=$(difference py py-none)
check=$(difference check check-none)
parse=$(difference parse check-none)
format=$(awk -v a="$(difference fmt check-none)" -v b="$parse" 'BEGIN { print a - b }')
awk -v p="$python" -v c="$check" -v s="$parse" -v f="$format" -v bytes="$(cat "$work"/inputs/scan/*.scan | wc -c)" 'BEGIN {
  printf "%.1f MB\n", bytes / 1e6
  printf "python3 -m py_compile  %7.3f s\n", p
  printf "scan check             %7.3f s   / python3 %.2f (at most 3)\n", c, c / p
  printf "lexer and parser       %7.3f s   / python3 %.2f\n", s, s / p
  printf "formatter alone        %7.3f s   / parser  %.2f (at most 3)\n", f, f / s
}'
