#!/usr/bin/env bash
# What 50 seeded playbooks send lies between the least and the most of their plans.
#
# They run with the connect engine in a namespace without a way out, against hosts that answer, refuse, reject, drop
# and say things (lab/playbooks.py). nftables counts on the way out: SYN segments, which are a plan's packets, the
# kernel's own resends included; and all other TCP segments, which are its `kernel`, beside one for each segment that
# comes in. A plan itself sends nothing. PLAN_COUNT playbooks, 50 unless it is set.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/namespaces.sh
source "$lab/namespaces.sh"
need_program
need_command jq python3
pair_up

network=${near_v4%.*}
for part in {3..31}; do ip -n "$far_name" addr add "$network.$part/24" dev veth0; done
far_rules <<RULES
table ip lab {
  chain input {
    type filter hook input priority 0; policy accept;
    ip daddr $network.16-$network.31 drop
    ip daddr $network.2-$network.3 tcp dport 7010-7014 reject
    ip daddr $network.2-$network.3 tcp dport 7015-7019 reject with icmp type admin-prohibited
    ip daddr $network.2-$network.3 tcp dport 7020-7029 drop
  }
}
RULES
listen_prefix=("${far[@]}")
listen --host "$network.2" --host "$network.3" --port 7001 --mode say --say 5353482d322e302d6c61620d0a
listen --host "$network.2" --host "$network.3" --port 7002 --mode silent
listen --host "$network.2" --host "$network.3" --port 7003 --mode close

"${near[@]}" nft -f - <<'RULES'
table ip lab {
  counter syn { }
  counter other { }
  counter came { }
  chain output {
    type filter hook output priority 0; policy accept;
    meta l4proto tcp tcp flags & (syn | ack) == syn counter name syn accept
    meta l4proto tcp counter name other
  }
  chain input {
    type filter hook input priority 0; policy accept;
    meta l4proto tcp counter name came
  }
}
RULES
bound() { jq -r ".$1" "$work/plan.json"; }

count=${PLAN_COUNT:-50}
mkdir "$work/playbooks"
/usr/bin/python3 "$lab/playbooks.py" "$work/playbooks" "$count" "$network"
scope=$(pair_scope)
for name in syn other came; do near_packets "$name" >/dev/null; done

all=0 bounded=0
for file in "$work"/playbooks/*.scan; do
  name=$(basename "$file")
  capture "${near[@]}" "$scan" plan --json --quiet --scope "$scope" "$file"
  check_code 0 "the plan of $name"
  cp "$out" "$work/plan.json"
  sent=$(($(near_packets syn) + $(near_packets other)))
  ((sent == 0)) || fault "the plan of $name sent $sent packets"

  capture "${near[@]}" "$scan" run --json --quiet --no-progress --scope "$scope" "$file"
  # A limit, a deadline or a handler's error makes some of them inconclusive.
  check_code '0|3' "$name"
  syn=$(near_packets syn) other=$(near_packets other) came=$(near_packets came)
  least=$(bound packets.least) most=$(bound packets.most) kernel=$(bound kernel.most)
  ((syn >= least)) || fault "$name: $syn SYN segments, planned at least $least"
  [[ $most == null ]] || ((syn <= most)) || fault "$name: $syn SYN segments, planned at most $most"
  [[ $kernel == null ]] || ((other <= kernel + came)) ||
    fault "$name: $other segments of the kernel for $came that came, planned at most $kernel and those"
  told=$(jq -s '.[-1].sent' "$out")
  ((told >= least)) || fault "$name: $told sent, planned at least $least"
  [[ $most == null ]] || ((told <= most)) || fault "$name: $told sent, planned at most $most"
  all=$((all + syn))
  [[ $most == null ]] || bounded=$((bounded + 1))
done
# Otherwise nothing was proven: the counters saw nothing, or the plans said nothing.
((all > count * 10)) || fault "only $all SYN segments in all"
((bounded * 10 >= count * 9)) || fault "only $bounded of $count plans have a most"
