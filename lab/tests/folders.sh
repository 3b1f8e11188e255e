#!/usr/bin/env bash
# Folders as arguments: every playbook below them; what several import is told once.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
need_program
cd "$work"
mkdir -p plays/deep
printf 'fn twice(n: int) -> int {\n  let unused = 1\n  return n * 2\n}\n' >plays/lib.scan
printf 'import "lib.scan" as lib\nprint(lib.twice(4))\n' >plays/a.scan
printf 'import "lib.scan" as lib\nprint(lib.twice(8))\n' >plays/b.scan
cat >plays/deep/tests.scan <<'SCAN'
network lab { host 10.0.0.1 { open 22; closed else } }
test "one" with lab { expect (scan 10.0.0.1 ports 22 using syn).open.count == 1 }
SCAN

capture "$scan" check plays
check_code 0 "check of a folder"
check_match "$err" '^checked 4 files: 0 errors, 1 warning$' "check of a folder: each thing once"
capture "$scan" check plays/a.scan plays/b.scan plays/lib.scan
check_match "$err" '^checked 3 files: 0 errors, 1 warning$' "a file that others import"
capture "$scan" test plays
check_code 0 "test of a folder"
check_match "$out" '^ok 1 - one$' "test of a folder"
capture "$scan" check plays/none
check_code 2 "no such folder"
check_match "$err" 'cannot read plays/none' "no such folder"
mkdir empty
capture "$scan" check empty
check_code 2 "an empty folder"

# A refusal in a file that several import is one refusal.
printf 'fn far() { return scan 198.51.100.7 ports 1 using connect }\n' >plays/lib.scan
printf 'import "lib.scan" as lib\nprint(lib.far().open.count)\n' | tee plays/a.scan >plays/b.scan
printf 'scope "home" { allow 127.0.0.0/8 }\n' >home.scope
capture "$scan" check --scope home.scope plays/a.scan plays/b.scan
check_code 4 "a refusal in an imported file"
check_match "$err" ': 1 error, ' "a refusal in an imported file: once"
