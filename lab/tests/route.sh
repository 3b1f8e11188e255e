#!/usr/bin/env bash
# `ttl`, `source_port` and `via` are what the packets really carry, and the way they really take: counted at the far end
# of a veth between two network namespaces.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/namespaces.sh
source "$lab/namespaces.sh"
need_program
need_command jq
pair_up
scope=$(pair_scope)
far_rules <<'RULES'
table ip lab {
  counter near_end { }
  counter own_port { }
  chain arriving {
    type filter hook prerouting priority -300; policy accept;
    tcp flags & (syn|ack) == syn ip ttl 7 counter name near_end
    tcp flags & (syn|ack) == syn tcp sport 40001 counter name own_port
  }
}
RULES

# expected NAME WANT CLAUSES: how many SYNs of three closed ports fit the counter.
expected() {
  local count
  capture "${near[@]}" "$scan" run --json --scope "$scope" -e "scan $far_v4 ports $4 using connect $3"
  check_code 0 "with \`$3\`"
  count=$(far_packets "$1")
  [[ $count == "$2" ]] || fault "with \`$3\`: $count packets in $1, $2 wanted"
}

expected near_end 0 "" 20001-20003
expected near_end 3 "ttl 7" 20001-20003
expected near_end 0 "ttl 8" 20001-20003
expected own_port 0 "" 20001-20003
expected own_port 3 "source_port 40001" 20001-20003
expected near_end 3 'via "veth0" ttl 7' 20001-20003

# Through loopback nothing reaches the far end.
capture "${near[@]}" "$scan" run --json --scope "$scope" -e "scan $far_v4 ports 20001-20003 using connect via \"lo\" ttl 7 retries 0 timeout 200ms"
# Inconclusive where the system says that there is no way.
check_code '0|3' "through loopback"
count=$(far_packets near_end)
[[ $count == 0 ]] || fault "via \"lo\": $count packets on the veth"
