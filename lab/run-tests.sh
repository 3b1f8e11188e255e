#!/usr/bin/env bash
# Runs lab/tests/*.sh (or the tests named) one after the other and counts.
#   SCAN=.build/debug/scan lab/run-tests.sh [NAME…]
# Each prints one line; the last line here is `N passed, N failed, N skipped`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export SCAN=${SCAN:-.build/debug/scan}

# Without the program every test would be skipped, and nothing proven.
if [[ ! -x $SCAN ]]; then
  echo "run-tests: no program at $SCAN" >&2
  exit 1
fi

tests=()
if (($# > 0)); then
  for name in "$@"; do tests+=("lab/tests/$(basename "$name" .sh).sh"); done
else
  tests=(lab/tests/*.sh)
fi

passed=0 failed=0 skipped=0
for file in "${tests[@]}"; do
  # A test that hangs in spite of its own limits is a failed test.
  line=$(timeout -k 10 1200 bash "$file" </dev/null | tail -n 1) || true
  case $line in
    "ok "*) passed=$((passed + 1)) ;;
    "skipped "*) skipped=$((skipped + 1)) ;;
    *)
      failed=$((failed + 1))
      [[ $line == "not ok "* ]] || line="not ok $(basename "$file" .sh)"
      ;;
  esac
  echo "$line"
done
echo "$passed passed, $failed failed, $skipped skipped"
# A run that executed nothing proves nothing.
((failed == 0 && passed + skipped > 0))
