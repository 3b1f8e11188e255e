# shellcheck shell=bash
# What every script test shares; source it first. A test calls `check…` as often
# as it likes; at its exit one line is printed: `ok NAME`, `not ok NAME` or
# `skipped NAME: why`. What went wrong goes to standard error, before that line.
set -euo pipefail

lab=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$lab")
scan=${SCAN:-$root/.build/debug/scan}
# Tests change folders and users: the program's path must stand by itself.
[[ $scan == /* ]] || scan=$PWD/$scan
test_name=$(basename "$0" .sh)
failures=0
skip_reason=

# A folder of the test's own; also its home, so that neither the person's store
# nor the operator's scope has a part in a test.
work=$(mktemp -d "/tmp/scan-test.XXXXXX")
chmod 755 "$work"
export HOME=$work XDG_CONFIG_HOME=$work/config XDG_STATE_HOME=$work/state XDG_DATA_HOME=$work/data
export XDG_CACHE_HOME=$work/cache
unset SCAN_SCOPE
# Whether or not root runs the tests, they see the same: who tests raw packets (lab/hosts) takes this back.
export SCAN_UNPRIVILEGED=1

# defer COMMAND…: run at exit, last first.
deferred=()
defer() { deferred+=("$(printf '%q ' "$@")"); }

# End a process of the test's own, which may be gone already.
end() { kill "$1" 2>/dev/null; }

finish() {
  local status=$? i
  set +e
  for ((i = ${#deferred[@]} - 1; i >= 0; i--)); do eval "${deferred[i]}"; done
  [[ $work == /tmp/scan-test.* ]] && rm -rf "$work"
  if [[ -n $skip_reason ]]; then
    echo "skipped $test_name: $skip_reason"
    exit 0
  elif ((status != 0 || failures > 0)); then
    ((status == 0)) || echo "# $test_name: ended with status $status" >&2
    echo "not ok $test_name"
    exit 1
  fi
  echo "ok $test_name"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

skip() {
  skip_reason=$*
  exit 0
}

need_program() { [[ -x $scan ]] || skip "no program at ${scan#"$root"/}"; }
need_root() { ((EUID == 0)) || skip "needs root"; }
need_command() {
  local name
  for name in "$@"; do command -v "$name" >/dev/null || skip "needs $name"; done
}

# A program whose raw engine sends: else there is nothing to test. Asked of loopback.
need_raw_engine() {
  unset SCAN_UNPRIVILEGED
  need_program
  need_root
  local said
  said=$("$scan" run --json -e 'scan 127.0.0.1 ports 1 using syn retries 0 timeout 100ms' 2>/dev/null </dev/null) || true
  [[ $said != *S0641* ]] || skip "this program has no raw engine yet"
}

# capture COMMAND…: its standard output in $out, standard error in $err (files),
# status in $code; ended after $limit seconds (124).
limit=120
out=$work/out err=$work/err code=0
capture() {
  code=0
  timeout -k 5 "$limit" "$@" >"$out" 2>"$err" </dev/null || code=$?
}

fault() {
  failures=$((failures + 1))
  echo "# $test_name: $*" >&2
}
# The last capture, for whoever reads a failure.
show_capture() {
  head -n 15 "$out" | cut -c1-500 | sed 's/^/#   out: /' >&2
  head -n 15 "$err" | cut -c1-500 | sed 's/^/#   err: /' >&2
}
# check_code WANT WHAT: WANT may be several, "2|3".
check_code() {
  if [[ ! $code =~ ^($1)$ ]]; then
    fault "$2: exit status $code, not $1"
    show_capture
  fi
}
check_equal() {
  [[ $1 == "$2" ]] || fault "$3: $(printf '\n#   wanted %q\n#   got    %q' "$1" "$2")"
}
# check_most NUMBER LIMIT WHAT
check_most() {
  awk -v n="$1" -v most="$2" 'BEGIN { exit !(n <= most) }' || fault "$3: $1, at most $2 wanted"
}
check_match() { # FILE REGEX WHAT
  if ! grep -qE -e "$2" "$1"; then
    fault "$3: no line matches $2"
    show_capture
  fi
}
# check_said REGEX WHAT: on standard error, or in an error record of `--json`.
check_said() {
  { jq -r 'select(.type == "error") | .text + " " + (.host // "")' "$out" 2>/dev/null; cat "$err"; } >"$work/said"
  if ! grep -qE -e "$1" "$work/said"; then
    fault "$2: no message matches $1"
    show_capture
  fi
}
check_no_match() { # FILE REGEX WHAT
  if grep -qaP -e "$2" "$1"; then fault "$3: $(grep -aP -m1 -e "$2" "$1" | cat -v | cut -c1-200)"; fi
}
# check_json FILTER WHAT: FILTER over the array of all output lines must be true.
check_json() {
  if [[ $(jq -s "$1" "$out" 2>/dev/null) != true ]]; then
    fault "$2: not true of the JSON lines: $1"
    show_capture
  fi
}

# listen ARGUMENTS of lab/listen.py: in the background; its ports in the array
# $listening, its process id in $listener.
listening=()
listener=
listen() {
  local ports
  ports=$(mktemp "$work/ports.XXXX")
  "${listen_prefix[@]}" /usr/bin/python3 "$lab/listen.py" "$@" >"$ports" 2>"$work/listen.err" </dev/null &
  listener=$!
  defer end "$listener"
  for _ in {1..100}; do
    if grep -q ready "$ports"; then
      mapfile -t listening < <(grep -v ready "$ports")
      return
    fi
    sleep 0.05
  done
  cat "$work/listen.err" >&2
  fault "the test's own listener did not start"
  exit 1
}
listen_prefix=()

# What the kernel says listens where 127.0.0.1 reaches it: the truth that an
# open set is held against. `*` is [::] with IPv4 mapped; [::]:P alone is not.
kernel_open() {
  ss -ltnH | awk '{ print $4 }' |
    sed -nE 's/^(127\.0\.0\.1|0\.0\.0\.0|\*|\[::ffff:127\.0\.0\.1\])(%[^:]*)?:([0-9]+)$/\3/p' | sort -nu
}

# check_open_set BEFORE AFTER GOT WHAT (files of sorted ports): other programs may
# open and close ports meanwhile, so what was there both times must be found, and
# what was there neither time must not.
check_open_set() {
  local missing extra
  missing=$(comm -23 <(comm -12 <(sort "$1") <(sort "$2")) <(sort "$3") | tr '\n' ' ')
  extra=$(comm -13 <(sort -u "$1" "$2") <(sort "$3") | tr '\n' ' ')
  [[ -z $missing ]] || fault "$4: open but not found: $missing"
  [[ -z $extra ]] || fault "$4: found but not open: $extra"
  [[ -s $3 ]] || fault "$4: nothing found at all"
}
