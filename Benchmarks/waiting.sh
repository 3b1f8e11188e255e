#!/usr/bin/env bash
# Ten thousand handler instances that wait on the network at once: peak memory,
# threads, and how many connections were really held open together.
#   Benchmarks/waiting.sh [PROGRAM]     HANDLERS=10000 WAIT=20 (seconds)
# One listener on every address of 127.0.0.0/8 accepts and stays silent.
source "$(dirname "${BASH_SOURCE[0]}")/stats.sh"
scan=${1:-$scan}
handlers=${HANDLERS:-10000} wait=${WAIT:-20}
ulimit -n 20000 || skip "needs a descriptor limit of 20000"
have_scan || skip "no program at $scan"

/usr/bin/python3 "$bench/../lab/listen.py" --host 0.0.0.0 --mode silent --peak "$work/held" >"$work/port" </dev/null &
defer end "$!"
for _ in {1..100}; do
  ! grep -q ready "$work/port" || break
  sleep 0.05
done
port=$(head -n 1 "$work/port")

last=$((handlers - 1))
range=127.1.0.0-127.1.$((last / 256)).$((last % 256))
start=$(now)
"$scan" run --json -e "scan $range ports $port using connect {
  discover none
  followups $handlers per host, $handlers total
  on open as p { let b = try banner(p, wait: ${wait}s) else none; if b != none { emit spoke { host: p.host } } }
}" >"$work/out" 2>"$work/err" </dev/null &
child=$!
defer end "$child"

peak_kb=0 threads=0
while status=$(cat "/proc/$child/status" 2>/dev/null) && [[ $status != *"State:"*"Z (zombie)"* ]]; do
  now_kb=$(awk '/^VmHWM:/ { print $2 }' <<<"$status")
  now_threads=$(awk '/^Threads:/ { print $2 }' <<<"$status")
  ((${now_kb:-0} <= peak_kb)) || peak_kb=$now_kb
  ((${now_threads:-0} <= threads)) || threads=$now_threads
  sleep 0.2
done
code=0
wait "$child" || code=$?
end=$(now)
sleep 1 # the listener notices the closed connections

echo "peak_mb=$((peak_kb / 1024))"
echo "threads=$threads"
echo "held=$(cat "$work/held" 2>/dev/null || echo 0)"
echo "seconds=$(((end - start) / 1000000))"
if ((code != 0)); then
  tail -n 5 "$work/err" >&2
  exit "$code"
fi
