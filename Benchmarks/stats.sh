# shellcheck shell=bash
# Shared by the benchmarks: time a command, summarise numbers.
set -euo pipefail

bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scan=${SCAN:-$(dirname "$bench")/.build/release/scan}
[[ $scan == /* ]] || scan=$PWD/$scan

work=$(mktemp -d /tmp/scan-bench.XXXXXX)
deferred=()
defer() { deferred+=("$(printf '%q ' "$@")"); }
# End a process of the benchmark's own, which may be gone already.
end() { kill "$1" 2>/dev/null; }
# The same of what it started, when it is a function in the background: children first.
end_tree() {
  local child
  for child in $(cat "/proc/$1/task/$1/children" 2>/dev/null); do end_tree "$child"; done
  end "$1" || true
  wait "$1" 2>/dev/null || true
}
finish() {
  local status=$? i
  set +e
  for ((i = ${#deferred[@]} - 1; i >= 0; i--)); do eval "${deferred[i]}"; done
  rm -rf "$work"
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM
skip() {
  echo "skipped: $*"
  exit 0
}
need_command() {
  local name
  for name in "$@"; do command -v "$name" >/dev/null || skip "needs $name"; done
}
# What the peers need is measured also while the program is not built.
have_scan() { [[ -x $scan ]]; }

# The program's own store stays out of the person's.
export HOME=$work XDG_CONFIG_HOME=$work/config XDG_STATE_HOME=$work/state XDG_DATA_HOME=$work/data
unset SCAN_SCOPE

# lists NAME=VARIABLE… -- "$@": each option `--NAME A,B,…` of the command line fills its variable with `A B …`.
lists() {
  local -A variable=()
  local usage=
  while [[ $1 != -- ]]; do
    variable[--${1%%=*}]=${1#*=}
    usage+=" [--${1%%=*} A,B,…]"
    shift
  done
  shift
  while (($# > 0)); do
    [[ -n ${variable[$1]:-} && $# -ge 2 ]] || skip "usage: $(basename "$0")$usage"
    printf -v "${variable[$1]}" '%s' "${2//,/ }"
    shift 2
  done
}

# Whether the program sends packets of its own: else only the peers are measured. Asked of loopback.
have_raw_engine() {
  have_scan || return 1
  local said
  said=$("$scan" run --json -e 'scan 127.0.0.1 ports 1 using syn' 2>/dev/null </dev/null) || true
  [[ $said != *S0641* ]]
}

# now: microseconds, without starting a process.
now() { echo "${EPOCHREALTIME/[.,]/}"; }

# timed NAME COMMAND…: seconds are added to $work/NAME.times; output in $work/NAME.out.
timed() {
  local name=$1 start end status=0
  shift
  start=$(now)
  "$@" >"$work/$name.out" 2>"$work/$name.err" </dev/null || status=$?
  end=$(now)
  if ((status != 0)); then
    echo "$name: exit status $status" >&2
    tail -n 5 "$work/$name.err" >&2
    return 1
  fi
  awk -v us=$((end - start)) 'BEGIN { printf "%.6f\n", us / 1e6 }' >>"$work/$name.times"
}

# stats <NUMBERS: "median min max".
stats() {
  sort -g | awk '{ v[NR] = $1 } END {
    if (NR == 0) exit 1
    m = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2
    printf "%.6g %.6g %.6g\n", m, v[1], v[NR] }'
}
median() { stats | cut -d' ' -f1; }

# row NAME UNIT-TEXT: one line of the table, from $work/NAME.times.
row() {
  local middle least most
  [[ -s $work/$1.times ]] || return 0
  read -r middle least most < <(stats <"$work/$1.times")
  printf '%-28s median %9.4f s   min %9.4f   max %9.4f   (%d runs)\n' "$2" "$middle" "$least" "$most" "$(wc -l <"$work/$1.times")"
}
# ratio A B TEXT: medians of A over B.
ratio() {
  [[ -s $work/$1.times && -s $work/$2.times ]] || return 0
  awk -v a="$(median <"$work/$1.times")" -v b="$(median <"$work/$2.times")" -v text="$3" \
    'BEGIN { printf "%-28s %.3f\n", text, a / b }'
}
