#!/usr/bin/env bash
# The cookbook: every playbook checks without a warning, is formatted, has tests that pass and a plan, and the page
# shows the files as they are.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
need_program
need_command python3

files=("$root"/docs/cookbook/*.scan)
((${#files[@]} >= 20)) || fault "only ${#files[@]} playbooks"
capture "$scan" check "${files[@]}"
check_code 0 "check"
check_match "$err" ' 0 errors, 0 warnings$' "no warnings"
capture "$scan" fmt --check "${files[@]}"
check_code 0 "formatted"
for file in "${files[@]}"; do
  name=$(basename "$file")
  capture "$scan" test "$file"
  check_code 0 "the tests of $name"
  check_match "$out" '^ok 1 - ' "$name has a test"
  check_no_match "$out" '^not ok' "the tests of $name"
  # On its own network, where nothing needs a privilege.
  capture "$scan" plan --quiet --network "$file" "$file"
  check_code 0 "the plan of $name"
done

# The fenced blocks of the page are the files.
cat >"$work/compare.py" <<'PYTHON'
import pathlib, re, sys
page = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
shown = dict(re.findall(r"`docs/cookbook/([a-z0-9-]+\.scan)`\n\n```scan\n(.*?)```\n", page, re.S))
wanted = {pathlib.Path(path).name: pathlib.Path(path).read_text(encoding="utf-8") for path in sys.argv[2:]}
for name in sorted(wanted.keys() | shown.keys()):
    if shown.get(name) != wanted.get(name):
        print(f"docs/cookbook.md and docs/cookbook/{name} differ")
PYTHON
capture /usr/bin/python3 "$work/compare.py" "$root/docs/cookbook.md" "${files[@]}"
check_code 0 "the comparison"
check_equal "" "$(cat "$out")" "page and files"
