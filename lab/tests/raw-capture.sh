#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# `save … as pcapng`: what a reader that knows nothing of the program finds in the file is what the summary counts, over
# Ethernet, loopback and tun; without raw packets or room for them that is said.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/namespaces.sh
source "$lab/namespaces.sh"
need_raw_engine
need_command jq ip python3
pair_up
"${far[@]}" nft -f - <<'RULES'
table inet silent {
  chain input {
    type filter hook input priority 0;
    tcp dport 100-119 drop
  }
}
RULES
mkdir "$work/saved"
cat >"$work/capture.scope" <<'SCOPE'
scope "capture" { allow 127.0.0.0/8, ::1, 198.18.0.0/15, fd00::/8 }
SCOPE

run() { # WHERE… -- PLAYBOOK: its summary in $summary, the packets as JSON lines in $work/packets
  local where=()
  while [[ $1 != -- ]]; do
    where+=("$1")
    shift
  done
  capture "${where[@]}" "$scan" run --json --out "$work/saved" --scope "$work/capture.scope" -e "$2"
  summary=$(jq -c 'select(.type == "summary")' "$out")
}
read_packets() { # FILE WHAT
  if ! /usr/bin/python3 -B "$lab/hosts/pcapng.py" "$work/saved/$1" >"$work/packets" 2>"$work/wrong"; then
    fault "$2: $(<"$work/wrong")"
  fi
  if command -v tcpdump >/dev/null; then
    local said
    said=$(tcpdump -nr "$work/saved/$1" 2>"$work/wrong" | wc -l) || fault "$2: tcpdump: $(<"$work/wrong")"
    check_equal "$(wc -l <"$work/packets")" "$said" "$2: packets as tcpdump counts them"
  fi
}
count() { jq -s "[.[] | select($1)] | length" "$work/packets"; }
figure() { jq ".$1" <<<"$summary"; }
check_counts() { # WHAT
  check_equal "$(figure sent)" "$(count .out)" "$1: packets that were sent"
  check_equal "$(figure received)" "$(count '.out | not')" "$1: answers"
}
# Every answer comes behind a packet that it answers.
check_answers() { # WHAT
  local strays
  strays=$(jq -rs '[foreach .[] as $p ({}; if $p.out then .["\($p.to) \($p.ports[1])"] = true else . end;
    if $p.out or .["\($p.from) \($p.ports[0])"] then empty else $p.from end)] | length' "$work/packets")
  check_equal 0 "$strays" "$1: answers before their question"
}

# Ethernet: closed, silent and resent, both families, with the questions of discovery.
run "${near[@]}" -- "let seen = scan $far_v4, $far_v6 ports 1-300 using syn { discover icmp, arp; retries 1; timeout 200ms }
save seen to \"veth.pcapng\""
check_code 0 "a scan over Ethernet"
read_packets veth.pcapng "Ethernet"
check_counts "Ethernet"
check_equal '40 veth0 1' "$(count '.out and .ports and .ports[1] >= 100 and .ports[1] <= 119 and .flags == 2' | awk '{print $1 / 2}') $(
  jq -rs '[.[] | "\(.interface) \(.hardware)"] | unique | join(",")' "$work/packets")" "probes of silent ports, where they left"
check_equal '1 1' "$(count '.out and .kind == 2054') $(count '(.out | not) and .kind == 2054')" "questions to the neighbour"
jq -c 'select(.protocol == 6)' "$work/packets" >"$work/segments"
mv "$work/segments" "$work/packets"
check_answers "Ethernet"

# Loopback, in a hurry: a packet and its answer are nearly one.
run -- 'let seen = scan 127.0.0.1, ::1 ports 1-20000 using syn { discover none; order sequential }
save seen to "lo.pcapng"
save seen to "again.pcapng"'
check_code 0 "a scan of loopback"
read_packets lo.pcapng "loopback"
check_counts "loopback"
check_answers "loopback"
check_equal 'lo 772' "$(jq -rs '[.[] | "\(.interface) \(.hardware)"] | unique | join(",")' "$work/packets")" "the link"
cmp -s "$work/saved/lo.pcapng" "$work/saved/again.pcapng" || fault "the same packets twice are not the same file"

# tun, and a host that says everything three times: each answer that proves itself is there, the first ones counted.
if [[ -e /dev/net/tun ]] && "${near[@]}" ip tuntap add dev tun7 mode tun 2>/dev/null; then
  "${near[@]}" /usr/bin/python3 -B "$lab/hosts/tun.py" tun7 3 >"$work/tun" 2>&1 </dev/null &
  defer end "$!"
  for _ in {1..50}; do
    if grep -qs ready "$work/tun"; then break; fi
    sleep 0.1
  done
  "${near[@]}" ip addr add 198.18.66.1/24 dev tun7
  "${near[@]}" ip -6 addr add fd00:198:18:66::1/64 dev tun7 nodad
  "${near[@]}" ip link set tun7 up
  run "${near[@]}" -- 'let seen = scan 198.18.66.2, fd00:198:18:66::2 ports 1-50 using syn { discover none }
save seen to "tun.pcapng"'
  check_code 0 "a scan over tun"
  sleep 0.1
  read_packets tun.pcapng "tun"
  check_equal "$(figure sent)" "$(count .out)" "tun: packets that were sent"
  check_answers "tun"
  awk -v got="$(count '.out | not')" -v first="$(figure received)" 'BEGIN { exit !(got >= first && got <= 3 * first) }' ||
    fault "tun: $(count '.out | not') answers kept, $(figure received) counted"
  check_equal 'tun7 65534' "$(jq -rs '[.[] | "\(.interface) \(.hardware)"] | unique | join(",")' "$work/packets")" "the link"
fi

# Which scan's packets: the one that is saved, with what its handlers probed; through a name that may be any, all.
run -- 'let first = scan 127.0.0.1 ports 1-9 using syn
let second = scan 127.0.0.1 ports 11-12 using syn {
  on closed 11 as p { probe(p, using: ack) }
  on done as r { save r to "done.pcapng" }
}
fn keep(r, path) { save r to path as pcapng }
keep(first, "first")
save second to "second.pcapng"
for path in ["late.pcapng"] { save first to path }'
check_code 0 "several scans"
check_equal '18 6 6 18' "$(for name in first second.pcapng done.pcapng late.pcapng; do
  read_packets $name $name
  wc -l <"$work/packets"
done | paste -sd ' ')" "packets of several scans"
run -- 'let seen = scan 127.0.0.1 ports 1 using syn
for path in ["late.pcapng"] { save seen to path }'
check_code 3 "packets that nothing asked for"
check_said 'the packets of this scan were not kept' "packets that nothing asked for"

# No place for them: said before anything is sent. No room: what there is, and an error.
run -- 'let seen = scan 127.0.0.1 ports 1 using syn
save seen to "seen.pcapng"' 2>/dev/null
mkdir "$work/locked"
capture setpriv --reuid 65534 --clear-groups --inh-caps +net_raw --ambient-caps +net_raw "$scan" run --json --out "$work/locked" \
  -e 'let seen = scan 127.0.0.1 ports 1 using syn
save seen to "seen.pcapng"'
check_code 3 "a folder that may not be written"
check_said 'have no place' "a folder that may not be written"
check_equal 0 "$(jq 'select(.type == "summary").sent' "$out")" "packets sent without a place for them"
capture bash -c 'trap "" XFSZ; ulimit -f 2048; exec "$@"' _ "$scan" run --json --out "$work/saved" \
  -e 'let seen = scan 127.0.0.1, ::1 ports 1-65535 using syn discover none
save seen to "large.pcapng"'
check_code 3 "a disk that is full"
check_said 'large.pcapng.*File too large' "a disk that is full"
check_equal 131070 "$(jq 'select(.type == "summary").received' "$out")" "answers while the disk is full"

# Connections are the system's.
SCAN_UNPRIVILEGED=1 capture "$scan" run --json --out "$work/saved" -e 'let seen = scan 127.0.0.1 ports 1 using syn else connect
save seen to "none.pcapng"
print("after")'
check_code 3 "no privilege"
check_said 'there are no packets to save' "no privilege"
check_match "$out" '"after"' "the run goes on"
[[ ! -e $work/saved/none.pcapng ]] || fault "a file without packets was written"
compgen -G "$work/saved/.scan-*" >/dev/null && fault "a part of a file was left"
true
