#!/usr/bin/env bash
# What a run on a simulated network prints depends on the seed alone: 100 seeds, text and JSON lines, twice. Each asked
# (target, port, technique) is judged once, and two seeds ask in different orders.
#   SCAN_OTHER=.build/release/scan   the second run of each pair is made by this program
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
need_program
need_command python3

limit=900
capture python3 "$lab/seeds/check.py" "$scan" "${SCAN_OTHER:-$scan}" "$lab/seeds"
check_code 0 "100 seeds"
check_match "$out" '^100 seeds: equal$' "the verdict"
