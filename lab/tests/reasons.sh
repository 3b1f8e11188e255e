#!/usr/bin/env bash
# A connect scan tells apart what errno alone does not: a RST, ICMP port
# unreachable, ICMP administratively prohibited and silence, on IPv4 and IPv6.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/namespaces.sh
source "$lab/namespaces.sh"
need_program
need_command jq
pair_up
far_rules <<'RULES'
table inet lab {
  chain input {
    type filter hook input priority 0; policy accept;
    tcp dport 102 reject with icmpx port-unreachable
    tcp dport 103 reject with icmpx admin-prohibited
    tcp dport 104 drop
  }
}
RULES
listen_prefix=("${far[@]}")
listen --host "$far_v4" --host "$far_v6" --port 105

capture "${near[@]}" "$scan" run --json --all-ports --scope "$(pair_scope)" -e \
  "scan $far_v4, $far_v6 ports 101-105 using connect { discover none; timeout 300ms; retries 1 }"
check_code 0 "the scan"
for host in "$far_v4" "$far_v6"; do
  while read -r port state reason; do
    got=$(jq -r "select(.type == \"port\" and .host == \"$host\" and .port == $port) | .state + \" \" + .reason" "$out")
    check_equal "$state $reason" "$got" "$host port $port"
  done <<'TRUTH'
101 closed conn-refused
102 filtered port-unreach
103 filtered admin-prohibited
104 filtered no-response
105 open syn-ack
TRUTH
done
