#!/usr/bin/env bash
# Whatever bytes a parser is given, it ends, and what must hold does (lab/fuzz.sh):
# FUZZ_SECONDS a target, 60 in CI and 10 elsewhere. The draws start from the same
# seed each time, so that a red run is about a change and not about luck; what
# luck finds is found by hand, with `lab/fuzz.sh 600`.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
need_command swiftc clang

seconds=10
[[ ${CI:-} != true ]] || seconds=60
limit=1100
export FUZZ_SEED=${FUZZ_SEED:-1}
capture "$lab/fuzz.sh" "${FUZZ_SECONDS:-$seconds}"
((code != 69)) || skip "$(tail -n 1 "$err")"
cat "$out" "$err" >&2
((code == 0)) || fault "exit status $code"
for file in "$root"/Fuzzing/Targets/*.swift; do
  check_match "$out" "^$(basename "$file" .swift): ok, " "every target ran"
done
