#!/usr/bin/env bash
# Each rule of the language, turned off, turns the conformance suite red (Tests/Conformance/rules-off.py): all of them in
# CI, elsewhere one in ten, another tenth with each commit. `make mutants` is the whole of it, RULES_SHARE another part.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
need_program
need_command python3 setpriv swift

share=10 seed=1
[[ ${CI:-} != true ]] || share=1
[[ ! -e $root/.git ]] || seed=$(git -C "$root" rev-list --count HEAD 2>/dev/null) || seed=1
limit=1100
capture python3 "$root/Tests/Conformance/rules-off.py" --share "${RULES_SHARE:-$share}" --seed "$seed"
check_code 0 "the rules, with seed $seed"
check_match "$out" '^[1-9][0-9]* rules guarded, 0 not, ' "the count"
((code == 0)) || grep -E '^(not ok|with every|  |mutants)' "$out" "$err" | sed 's/^/# /' >&2
