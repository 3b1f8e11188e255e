#!/usr/bin/env bash
# 65,535 ports with 256 descriptors: slower perhaps, but right.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
need_program
need_command jq ss
listen --host 127.0.0.1 --count 20

ulimit -n 256
kernel_open >"$work/before"
capture "$scan" run --json -e 'scan 127.0.0.1 ports 1-65535 using connect'
kernel_open >"$work/after"
check_code 0 "the scan"
jq -r 'select(.type == "port" and .state == "open") | .port' "$out" | sort -nu >"$work/got"
check_open_set "$work/before" "$work/after" "$work/got" "256 descriptors"
check_json '.[-1].coverage == 1' "every port has a verdict"
check_json '[.[] | select(.type == "error")] | length == 0' "no errors"
