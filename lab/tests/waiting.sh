#!/usr/bin/env bash
# Ten thousand handlers that wait at once need neither a thread each nor much memory.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
need_program
(($(ulimit -Hn) >= 20000)) || skip "needs a descriptor limit of 20000, has $(ulimit -Hn)"

limit=240
capture bash "$root/Benchmarks/waiting.sh" "$scan"
check_code 0 "the measurement"
# peak_mb, threads, held and seconds, as NAME=NUMBER lines.
measured() { sed -n "s/^$1=//p" "$out"; }
# The listener may still count the probe of a port whose handler is connected already.
(($(measured held) >= 10000)) || fault "only $(measured held) handlers waited at once"
check_most "$(measured peak_mb)" 200 "peak memory in MB"
check_most "$(measured threads)" 8 "threads"
check_most "$(measured seconds)" 60 "seconds for one wait of 20 s"
