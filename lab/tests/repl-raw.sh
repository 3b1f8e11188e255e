#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Scans by packets of our own in a session on a terminal: in front and in the background, several at once, faster and
# slower, interrupted once and twice, stopped and continued, left and hung up; and nothing stays behind.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/namespaces.sh
source "$lab/namespaces.sh"
# shellcheck source=lab/terminal.sh
source "$lab/terminal.sh"
need_raw_engine
need_terminal
need_command python3 nft jq ss
pair_up
scope=$(pair_scope)
listen_prefix=("${far[@]}")
listen --host 0.0.0.0 --port 80
# A network whose hosts are all the far side; what is sent to them is counted there.
ip -n "$far_name" route add local 198.19.0.0/16 dev lo
ip -n "$near_name" route add 198.19.0.0/16 via "$far_v4"
"${far[@]}" nft -f - <<'RULES'
table ip lab {
  counter probes {}
  chain input {
    type filter hook input priority 0;
    tcp flags syn / syn,ack,rst ip daddr 198.19.0.0/16 counter name probes
    ip daddr 198.19.0.0/16 tcp dport 1000-2000 drop
  }
}
RULES

session() { terminal "$1" "$2" "${near[@]}" "$scan" repl --scope "$scope" "${@:3}"; }
wait_prompt() { wait_foot '^scan(\(lab.*\))?> ?$' "${1:-waiting for the prompt}"; }
far_packets() { "${far[@]}" nft -j reset counter ip lab "$1" | jq '.nftables[] | .counter? // empty | .packets'; }
# per_second SECONDS: probes a second at the receiver, for so long.
per_second() {
  local start count
  far_packets probes >/dev/null
  start=$(date +%s%N)
  sleep "$1"
  count=$(far_packets probes)
  echo $((count * 1000000000 / ($(date +%s%N) - start)))
}
check_rate() { # LEAST MOST WHAT
  local rate
  # What was due under the old rate may still be on its way to the kernel.
  sleep 0.3
  rate=$(per_second 2)
  ((rate >= $1 && rate <= $2)) || fault "$3: $rate/s at the receiver, $1 to $2 wanted"
}
check_quiet() { check_equal 0 "$(per_second 0.5)" "$1: probes that leave"; }
# What the scanner's namespace is left with: sockets of any kind, and rules.
leavings() {
  "${near[@]}" ss -H -a -n -0 -w -t -u
  "${near[@]}" nft list ruleset
}
# A host that answers late, so that there are answers under way when somebody stops.
late=false
if [[ -e /dev/net/tun ]] && "${near[@]}" ip tuntap add dev tun7 mode tun 2>/dev/null; then
  "${near[@]}" /usr/bin/python3 -B "$lab/hosts/tun.py" tun7 1 0.4 >"$work/tun" 2>&1 </dev/null &
  defer end "$!"
  until_true grep -qs ready "$work/tun" || fault "the late host does not start"
  "${near[@]}" ip addr add 198.18.66.1/24 dev tun7
  "${near[@]}" ip link set tun7 up
  late=true
fi
before=$(leavings)
# In front: the result, and what follows.
session 80 60
wait_prompt
enter 'scan 198.19.0.0/24 ports 80-81 using syn discover none'
wait_for '^_1 = results of 198\.19\.0\.0/24: 256 hosts up, 256 open, 256 closed$' "a scan in front"
wait_prompt

# Several at once in the background, each with its value, while something is entered.
for net in 1 2 3; do
  enter "scan 198.19.$net.0/24 ports 80-89 using syn { discover none; rate 1000/s } &"
  wait_for "^\\[$net\\] scan 198\\.19\\.$net\\.0/24" "job $net"
done
enter '20 + 1'
wait_for '^_[0-9]+ = 21$' "an entry beside them"
enter ':jobs'
wait_for '^    +.*%' "they are listed with their progress"
for net in 1 2 3; do
  wait_for "^\\[$net\\] done" "job $net ends"
  wait_for "^_[0-9]+ = results of 198\\.19\\.$net\\.0/24: 256 hosts up, 256 open, 2,?304 closed" "job $net's value"
done
wait_prompt

# `:rate` on a scan under way, as the receiver counts it: it holds, and it may go up again.
enter 'scan 198.19.8.0/24 ports 1000-2000 using syn { discover none; rate 2k/s; retries 0 } &'
wait_for '^\[4\] scan'
check_rate 1800 2080 "its own rate"
enter ':rate 500/s'
wait_for '^\[4\] 500/s$'
check_rate 450 520 ":rate 500/s"
enter ':rate 1500/s 4'
wait_for '^\[4\] 1500/s$'
check_rate 1350 1560 ":rate 1500/s"
enter ':cancel 4'
wait_for '^\[4\] cancelled'
wait_for '^_[0-9]+ = .partial. results of 198\.19\.8\.0/24' "what it knew"
check_quiet ":cancel"
wait_prompt
for net in 9 10; do enter "scan 198.19.$net.0/24 ports 1000-2000 using syn { discover none; rate 300/s } &"; done
wait_for '^\[6\] scan'
check_rate 540 625 "two at once"
enter ':cancel all'
wait_for '^\[5\] cancelled'
wait_for '^\[6\] cancelled'
check_quiet ":cancel all"
wait_prompt

# Stopped and continued from outside in the middle: nothing leaves meanwhile, no burst behind it, the end is the usual one.
enter 'scan 198.19.11.0/24 ports 80-89 using syn { discover none; rate 500/s }'
wait_for '[0-9]%' "progress at the foot"
kill -STOP "$(program)"
sleep 0.2
check_quiet "stopped"
kill -CONT "$(program)"
check_rate 440 520 "continued"
resize 60 40
resize 100 40
wait_for '^_[0-9]+ = results of 198\.19\.11\.0/24: 256 hosts up, 256 open, 2,?304 closed' "a scan that was stopped for a while"
wait_prompt
resize 80 60

# Ctrl-C once: what is on its way is waited for, what is known is kept.
if $late; then
  enter 'scan 198.18.66.2 ports 1-60000 using syn { discover none; rate 200/s; timeout 1s; on any 7 { note("begun") } }'
  wait_for '[0-9]%' "a scan of a late host"
  sleep 1
  keys C-c
  wait_for '^_[0-9]+ = .partial. results of 198\.18\.66\.2: 1 host up, [0-9]+ closed' "Ctrl-C keeps what is known"
  wait_prompt
  # 80 are under way; one that is later than usual may be given up.
  enter '_.sent > 50 and _.sent - _.received < 10'
  wait_for '^_[0-9]+ = true$' "answers under way are waited for"
  wait_prompt
fi
enter 'scan 198.19.12.0/24 ports 1000-2000 using syn { discover none; rate 300/s; timeout 10s }'
wait_for '[0-9]%' "a scan of silence"
keys C-c
sleep 0.1
check_quiet "Ctrl-C"
wait_for '^_[0-9]+ = .partial. results of 198\.19\.12\.0/24' "nobody waits for silence"
wait_prompt

# Twice: follow-ups are over at once.
enter 'scan 198.19.13.1 ports 80 using syn { discover none; on open as p { note("asks"); banner(p, wait: 10m) } }'
wait_for '^asks$' "a follow-up"
keys C-c C-c
wait_prompt "Ctrl-C twice"
enter '40 + 2'
wait_for '^_[0-9]+ = 42$' "the session goes on"
wait_prompt

# Ctrl-D asks when a job runs, and the second one leaves; nothing more is sent and nothing stays.
enter 'scan 198.19.14.0/24 ports 1000-2000 using syn { discover none; rate 300/s } &'
wait_for '^\[7\] scan'
wait_prompt
keys C-d
wait_for 'Ctrl-D again' "Ctrl-D asks while a job runs"
check_rate 270 315 "it goes on"
keys C-d
wait_end 0 "the second Ctrl-D leaves"
check_quiet "left"
check_equal "$before" "$(leavings)" "what is left behind Ctrl-D"

# Hung up in the middle.
session 80 60
wait_prompt
enter 'scan 198.19.15.0/24 ports 1000-2000 using syn { discover none; rate 300/s } &'
wait_for '^\[1\] scan'
enter 'scan 198.19.16.0/24 ports 1000-2000 using syn { discover none; rate 300/s }'
wait_for '[0-9]%' "one in front as well"
kill -HUP "$(program)"
wait_end 129 "SIGHUP"
check_quiet "hung up"
check_equal "$before" "$(leavings)" "what is left behind SIGHUP"

# Ctrl-Z and fg in a shell, in the middle.
shell 80 40
enter "$(printf '%q ' "${near[@]}" "$scan" repl --quiet --scope "$scope")"
wait_prompt "in a shell"
enter 'scan 198.19.17.0/24 ports 80-85 using syn { discover none; rate 500/s }'
wait_for '[0-9]%' "progress in a shell"
keys C-z
wait_for 'Stopped' "Ctrl-Z stops"
wait_foot '^sh\$$' "Ctrl-Z stops"
check_quiet "Ctrl-Z"
enter 'fg'
wait_for '^_1 = results of 198\.19\.17\.0/24: 256 hosts up, 256 open, 1,?280 closed' "fg goes on"
wait_prompt
enter '1 + 1'
wait_for '^_2 = 2$' "and so does the session"
enter ':quit'
wait_foot '^sh\$$' "leaves"
close_terminal

# Neither :rate nor a clause goes above what the scope and --rate allow.
cat >"$work/slow.scope" <<'SCOPE'
scope "slow" {
  allow 198.18.0.0/15
  rate 400/s
}
SCOPE
scope=$work/slow.scope
session 80 40
wait_foot '^scan.slow ≤400/s.> ?$'
enter 'scan 198.19.18.0/24 ports 1000-2000 using syn { discover none; rate 2k/s } &'
wait_for '^\[1\] scan'
check_rate 360 416 "above the scope"
enter ':rate 5k/s'
wait_for '^\[1\] 5k/s' "a higher rate"
check_rate 360 416 ":rate above the scope"
enter ':rate 100/s'
wait_for '^\[1\] 100/s'
check_rate 85 105 ":rate below the scope"
keys C-d C-d
wait_end 0 "leaving"
session 80 40 --rate 200/s
wait_foot '^scan.slow ≤200/s.> ?$'
enter 'scan 198.19.19.0/24 ports 1000-2000 using syn { discover none } &'
wait_for '^\[1\] scan'
enter ':rate 5k/s'
wait_for '^\[1\] 5k/s'
check_rate 175 208 ":rate above --rate"
keys C-d C-d
wait_end 0 "leaving"

# Who may send packets of his own: root, and whoever has that one capability. Others are told, and `else connect` does without.
scope=$(pair_scope)
chmod 644 "$scope"
mkdir -m 755 "$work/bin"
cp "$scan" "$work/bin/plain"
cp "$scan" "$work/bin/capable"
install -d -o 65534 -g 65534 "$work/home"
nobody=(env HOME="$work/home" XDG_STATE_HOME="$work/home" XDG_DATA_HOME="$work/home" XDG_CONFIG_HOME="$work/home"
  setpriv --reuid=65534 --regid=65534 --clear-groups)
check_raw() { # WHAT COMMAND…
  terminal 80 40 "${near[@]}" "${@:2}" repl --quiet --scope "$scope"
  wait_prompt "$1"
  enter "scan $far_v4 ports 80-81 using syn discover none"
  wait_for '^_1 = results of 198\.18\.77\.2: 1 host up, 1 open, 1 closed$' "$1: raw packets"
  wait_prompt
  # While somebody types the program holds no privilege.
  check_equal 0000000000000000 "$(awk '$1 == "CapEff:" { print $2 }' "/proc/$(program)/status")" "$1: what is left of its privileges"
  keys C-d
  wait_end 0 "$1"
}
check_connect() { # WHAT COMMAND…
  terminal 80 40 "${near[@]}" "${@:2}" --scope "$scope"
  wait_prompt "$1"
  enter "scan $far_v4 ports 80-81 using syn discover none"
  wait_for 'S0641.*CAP_NET_RAW' "$1: raw packets are refused"
  wait_prompt
  enter "scan $far_v4 ports 80-81 using syn else connect discover none"
  wait_for '^_1 = results of 198\.18\.77\.2: 1 host up, 1 open, 1 closed$' "$1: connections"
  wait_prompt
  keys C-d
  wait_end 0 "$1"
}
check_raw "root with CAP_NET_RAW alone" setpriv --bounding-set=-all,+net_raw --inh-caps=-all "$work/bin/plain"
check_connect "an ordinary user" "${nobody[@]}" "$work/bin/plain" repl --quiet
check_connect "--unprivileged" "$work/bin/plain" repl --quiet --unprivileged
if setcap cap_net_raw+ep "$work/bin/capable" 2>/dev/null; then
  check_raw "an ordinary user with CAP_NET_RAW" "${nobody[@]}" "$work/bin/capable"
fi
