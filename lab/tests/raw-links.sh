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

# A VLAN above a link, with a station of the same addresses in both: what is seen of one is nothing of the other.
# Not every kernel has them; lab/tests/raw-forged.sh sends tagged frames without.
if ip -n "$near_name" link add link veth0 name veth0.10 type vlan id 10 2>/dev/null; then
  ip -n "$far_name" link add link veth0 name veth0.10 type vlan id 10
  for name in "$near_name" "$far_name"; do ip -n "$name" link set veth0.10 up; done
  ip -n "$near_name" addr add 198.18.110.1/24 dev veth0.10
  ip -n "$far_name" addr add 198.18.110.2/24 dev veth0.10
  ip -n "$far_name" addr add fe80::99/64 dev veth0.10 nodad
  "${far[@]}" nft -f - <<'RULES'
  table inet vlan {
    chain input {
      type filter hook input priority 0;
      iifname "veth0.10" ip daddr 198.18.110.2 tcp dport 81 reject with icmpx admin-prohibited
      iifname "veth0.10" ip6 daddr fe80::99 tcp dport 80-119 drop
    }
  }
RULES
  sleep 2 # the kernel's own link-local addresses
  scan_near 'scan 198.18.110.2 ports 80/tcp, 81/tcp, 80/udp using syn, udp { retries 1; timeout 500ms }'
  check_code 0 "a station of a VLAN"
  check_equal '198.18.110.2 80 closed port-unreach
198.18.110.2 80 closed reset
198.18.110.2 81 filtered admin-prohibited' "$(ports)" "a station of a VLAN"
  scan_near 'scan 198.18.110.2, 198.18.110.3 ports 80 using syn { discover arp; retries 0; timeout 300ms }'
  check_json 'map(select(.type == "summary"))[0].hosts_up == 1' "stations of a VLAN, asked by ARP"
  scan_near 'scan fe80::99%veth0, fe80::99%veth0.10 ports 80, 100-119 using syn { discover none; retries 1; timeout 500ms }'
  check_code 0 "one address on a link and on a VLAN above it"
  {
    for port in 80 {100..119}; do
      echo "fe80::99%veth0 $port closed reset"
      echo "fe80::99%veth0.10 $port filtered no-response"
    done
  } | sort >"$work/wanted"
  check_equal "$(<"$work/wanted")" "$(ports)" "one address on a link and on a VLAN above it"
fi

# Answers longer than the link carries come in fragments, those that fill a jumbo frame in one piece: both are answers.
"${far[@]}" /usr/bin/python3 -c '
import socket
s = [socket.socket(f, socket.SOCK_DGRAM) for f in (socket.AF_INET, socket.AF_INET6)]
s[1].setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
for one in s: one.bind(("", 7))
print("ready", flush=True)
import select
while True:
    for one in select.select(s, [], [])[0]:
        one.sendto(bytes(8900), one.recvfrom(65536)[1])
' >"$work/long" 2>&1 </dev/null &
defer end "$!"
for _ in {1..50}; do ! grep -q ready "$work/long" || break; sleep 0.1; done
for mtu in 1500 9000; do
  for name in "$near_name" "$far_name"; do ip -n "$name" link set veth0 mtu "$mtu"; done
  scan_near "scan $far_v4, $far_v6 ports 7/udp using udp { discover none; retries 1; timeout 500ms }"
  check_equal "$far_v4 7 open udp-response
$far_v6 7 open udp-response" "$(ports)" "an answer of 8,900 bytes over an MTU of $mtu"
done

# A technique's own port that is the target's too: what a service of this very machine answers is no probe of ours.
for host in 127.0.0.1 ::1; do
  "${near[@]}" /usr/bin/python3 -c '
import socket, sys
s = socket.socket(socket.AF_INET6 if ":" in sys.argv[1] else socket.AF_INET, socket.SOCK_DGRAM)
s.bind((sys.argv[1], 7007))
print("ready", flush=True)
while True:
    s.sendto(b"hello", s.recvfrom(65536)[1])
' "$host" >"$work/own" 2>&1 </dev/null &
  defer end "$!"
  for _ in {1..50}; do ! grep -q ready "$work/own" || break; sleep 0.1; done
  scan_near "scan $host ports 7007-7008/udp using udp { discover none; source_port 7007; retries 0; timeout 300ms }"
  check_match <(ports) "^$host 7007 open udp-response" "an own service asked from its own port, $host"
  scan_near "scan $host ports 7009/udp using udp { discover none; source_port 7009; retries 0; timeout 300ms }"
  check_match <(ports) "^$host 7009 (closed|open\\|filtered) (port-unreach|no-response)" "nothing at an own port, $host"
done

# Addresses of groups: nobody is one.
sed -i 's/fe80::\/10/fe80::\/10, 224.0.0.1, ff02::1/' "$work/links.scope"
for group in 224.0.0.1 ff02::1%veth0; do
  scan_near "scan $group ports 80 using syn, udp { discover none; retries 0; timeout 200ms }"
  check_code '0|3|4' "a group: $group"
  check_equal "" "$(ports | grep ' open ' || true)" "a group: $group"
done

# A hundred thousand routes are read before the first packet leaves, in a moment.
awk 'BEGIN { for (n = 0; n < 98304; n++)
  printf "route add 198.%d.%d.%d/32 dev veth0\n", n < 65536 ? 19 : 18, int(n / 256) % 256 + (n < 65536 ? 0 : 128), n % 256 }' \
  >"$work/routes"
ip -n "$near_name" -batch "$work/routes"
check_most 98304 "$(ip -n "$near_name" route | wc -l)" "routes in the table"
start=$EPOCHREALTIME
scan_near "scan $far_v4 ports 80 using syn { discover none; timeout 500ms }"
check_code 0 "a scan with a hundred thousand routes"
check_equal "$far_v4 80 closed reset" "$(ports)" "a scan with a hundred thousand routes"
check_most "$(awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { print b - a }')" 3 "seconds of a scan with a hundred thousand routes"
