#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Where a packet leaves and arrives is part of what it says: this machine's own probes are nobody's answers, the same
# address on two links is two stations, and `via` holds on links without neighbours too.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/namespaces.sh
source "$lab/namespaces.sh"
need_raw_engine
need_command jq ip
pair_up
cat >"$work/links.scope" <<'SCOPE'
scope "links" {
  allow 127.0.0.0/8, ::1, 198.18.0.0/15, 198.18.77.255, fd00::/8, fe80::/10
}
SCOPE
scan_near() { # PLAYBOOK
  capture "${near[@]}" "$scan" run --json --all-ports --scope "$work/links.scope" -e "$1"
}
ports() { jq -r 'select(.type == "port") | "\(.host) \(.port) \(.state) \(.reason)"' "$out" | sort; }

# Whatever the source ports are, they are among these: nothing on this machine answers, but our own probes pass by.
for host in 127.0.0.1 ::1; do
  scan_near "scan $host ports 32768-60000 using udp { discover none; retries 1; timeout 300ms }"
  check_code 0 "all of $host by datagrams"
  check_equal "" "$(ports | grep ' open ' || true)" "open ports of $host, where nothing listens"
done

# A station of the same address on each of two links: one resets, the other is silent or prohibits.
ip -n "$near_name" link add veth1 type veth peer name veth1 netns "$far_name"
for name in "$near_name" "$far_name"; do
  ip -n "$name" link set veth1 up
done
for device in veth0 veth1; do
  ip -n "$far_name" addr add fe80::99/64 dev "$device" nodad
done
"${far[@]}" nft -f - <<'RULES'
table inet links {
  chain input {
    type filter hook input priority 0;
    iifname "veth1" ip6 daddr fe80::99 tcp dport 81 reject with icmpv6 type admin-prohibited
    iifname "veth1" ip6 daddr fe80::99 tcp dport 100-119 drop
  }
}
RULES
sleep 2 # the kernel's own link-local addresses
scan_near 'scan fe80::99%veth0, fe80::99%veth1 ports 80, 81, 100-119 using syn { discover none; retries 0; timeout 500ms }'
check_code 0 "one address on two links"
{
  echo 'fe80::99%veth1 80 closed reset'
  echo 'fe80::99%veth1 81 filtered admin-prohibited'
  for port in {100..119}; do echo "fe80::99%veth1 $port filtered no-response"; done
  for port in 80 81 {100..119}; do echo "fe80::99%veth0 $port closed reset"; done
} | sort >"$work/wanted"
check_equal "$(<"$work/wanted")" "$(ports)" "one address on two links"

# This machine's own link-local address is of its interface too, though the kernel says loopback of it.
ip -n "$near_name" addr add fe80::1:1/64 dev veth0 nodad
scan_near 'scan fe80::1:1%veth0 ports 80 using syn { discover none; retries 0; timeout 500ms }'
check_code 0 "an own link-local address"
check_equal 'fe80::1:1%veth0 80 closed reset' "$(ports)" "an own link-local address"

# Nobody has the broadcast address: whoever scans a whole network of the machine is told no failure.
scan_near 'scan 198.18.77.254/31 ports 80 using syn { retries 0; timeout 200ms }'
check_code 0 "a network with its broadcast address"
scan_near 'scan 198.18.77.255 ports 80 using syn, connect { discover none; retries 0; timeout 200ms }'
check_code 0 "a broadcast address"
check_equal '198.18.77.255 80 filtered net-unreach' "$(ports)" "a broadcast address"

# The address of all routers of a network (RFC 4291 §2.6.1), when this machine is one of them, is its own.
"${near[@]}" sh -c 'echo 1 >/proc/sys/net/ipv6/conf/all/forwarding'
scan_near 'scan fd00:198:18:77:: ports 80 using syn { discover none; retries 0; timeout 200ms }'
check_code 0 "an own anycast address"
check_equal 'fd00:198:18:77:: 80 filtered no-response' "$(ports)" "an own anycast address"

# A link whose packets the kernel writes, and addresses that it would send elsewhere.
ip -n "$near_name" link add bare type veth peer name bare netns "$far_name"
ip -n "$near_name" link set bare arp off up
ip -n "$far_name" link set bare up
ip -n "$near_name" addr add 198.18.99.1/24 dev bare
ip -n "$near_name" addr add fd00:198:18:99::1/64 dev bare nodad
ip -n "$near_name" -6 route add fd00:198:18:77::/64 dev bare metric 5000
for rule in "ip daddr $far_v4" "ip6 daddr $far_v6"; do
  "${near[@]}" nft -f - <<RULES
table inet way {
  counter here {}
  counter elsewhere {}
  chain output {
    type filter hook output priority 0;
    $rule tcp dport 80 oifname "bare" counter name here
    $rule tcp dport 80 oifname != "bare" counter name elsewhere
  }
}
RULES
  host=${rule##* }
  capture "${near[@]}" "$scan" run --json --scope "$(pair_scope)" -e \
    "scan $host ports 80 using syn { discover none; retries 1; timeout 100ms; via \"bare\" }"
  check_code 0 "$host via a link without neighbours"
  seen=$("${near[@]}" nft -j list counters | jq -r '.nftables[].counter? // empty | "\(.name) \(.packets)"' | sort)
  check_equal $'elsewhere 0\nhere 2' "$seen" "where the packets to $host left"
  "${near[@]}" nft delete table inet way
done
