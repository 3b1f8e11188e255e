#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every technique on every lab host, IPv4 and IPv6: state and reason are the truth, and nmap agrees or docs/accuracy.md
# says why not.
#   lab/tests/accuracy.sh [--peers-only] [ARGUMENTS of lab/hosts/accuracy.py: --host, --technique, --jobs]
# --peers-only holds the truth itself against nmap, without the program.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/hosts/lib.sh
source "$lab/hosts/lib.sh"
peers_only=false
if [[ ${1:-} == --peers-only ]]; then
  peers_only=true
  shift
else
  need_program
fi
need_command nmap python3
lab_up
arguments=(--nmap --known "$root/docs/accuracy.md" "$@")
$peers_only || arguments+=(--scan "$scan" --scope "$(lab_scope)")
limit=1000
capture "${near[@]}" /usr/bin/python3 -B "$lab/hosts/accuracy.py" "${arguments[@]}"
sed 's/^/# /' "$out" >&2
((code != 5)) || skip "$(tail -n 1 "$out")"
check_code 0 "the table of states and reasons"
