#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A path that drops what is beyond a rate: the sending comes down to what it carries, every port is told right, and the
# report says so. The same beside random loss, which is no reason to slow down.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/namespaces.sh
source "$lab/namespaces.sh"
need_raw_engine
need_command jq
pair_up
listen_prefix=("${far[@]}")
listen --host "$far_v4" --port 105 --count 3
scope=$(pair_scope)

# scan_all NAME CLAUSES: 65,535 ports, into $out.
scan_all() {
  capture "${near[@]}" "$scan" run --json --scope "$scope" -e "let r = scan $far_v4 ports 1-65535 using syn { discover none; $2 }
print(\"found\", r.open.count, r.closed.count)"
  echo "# $1: $(jq -r 'select(.type == "output").text, (select(.type == "summary") | "\(.elapsed_us / 1e6) s, \(.sent) sent, slowed to \(.slowed_to) by \(.slowed_by)")' "$out" | paste -sd' ')" >&2
}

# As fast as the machine can, and at the rate that a scan has by itself. The bucket is small, as nftables makes it.
for clause in "rate 1M/s" "rate 10k/s"; do
  rate=10000
  [[ $clause == *M/s ]] || rate=4000
  "${far[@]}" nft flush ruleset
  far_rules <<RULES
table inet lab {
  chain input { type filter hook input priority 0; ip saddr $near_v4 limit rate over $rate/second drop; }
}
RULES
  scan_all "a policer of $rate a second" "retries 2; $clause"
  check_code 0 "a scan through a policer of $rate a second"
  check_json 'map(select(.type == "output" and .text == "found 3 65532")) | length == 1' "every port is right at $rate a second"
  check_json "map(select(.type == \"summary\" and .slowed_by == \"path\" and .slowed_to < $rate * 1.1 and .slowed_to > $rate / 5)) | length == 1" \
    "the rate came down to what the path carries: $rate a second"
  check_json "map(select(.type == \"summary\" and .elapsed_us < (65535 / $rate * 2 + 3) * 1e6)) | length == 1" "in about the time that it takes"
done

"${far[@]}" nft flush ruleset
far_rules <<RULES
table inet lab {
  chain input { type filter hook input priority 0; numgen random mod 1000 < 30 drop; }
  chain output { type filter hook output priority 0; numgen random mod 1000 < 30 drop; }
}
RULES
scan_all "random loss" "retries 4; rate 1M/s"
check_code 0 "a scan over a lossy path"
check_json 'map(select(.type == "output" and (.text | startswith("found 3 6553")))) | length == 1' "as good as every port is right"
check_json 'map(select(.type == "summary" and .slowed_by != "path")) | length == 1' "random loss does not slow the sending"
