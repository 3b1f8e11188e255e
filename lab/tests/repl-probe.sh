#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# `:probe` in a session on a terminal: the packets that really went back and forth, decoded, with what is made of them. The
# screen is compared, numbers that differ from one probe to the next aside.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/namespaces.sh
source "$lab/namespaces.sh"
# shellcheck source=lab/terminal.sh
source "$lab/terminal.sh"
need_raw_engine
need_terminal
need_command python3 nft
pair_up
cat >"$work/probe.scope" <<'SCOPE'
scope "lab" { allow 127.0.0.0/8, ::1, 198.18.0.0/15, fd00::/8 }
SCOPE
listen_prefix=("${far[@]}")
listen --host "$far_v4" --host "$far_v6" --port 80
"${far[@]}" nft -f - <<'RULES'
table inet lab {
  chain input {
    type filter hook input priority 0;
    tcp dport 82 drop
    tcp dport 83 reject with tcp reset
    tcp dport 84 reject with icmpx type admin-prohibited
    udp dport 85 drop
  }
}
RULES
"${far[@]}" /usr/bin/python3 -c '
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("0.0.0.0", 7))
print("ready", flush=True)
while True:
    data, who = s.recvfrom(2048)
    s.sendto(b"echo: \x1b[31m" + data, who)
' >"$work/echo" 2>&1 </dev/null &
defer end "$!"
until_true grep -qs ready "$work/echo" || fault "the echo service does not start"

"${far[@]}" /usr/bin/python3 -B "$lab/hosts/hostile.py" veth0 "${near_v4%.*}" "${near_v6%::*}:" >"$work/hostile" 2>&1 </dev/null &
defer end "$!"
until_true grep -qs ready "$work/hostile" || fault "the hostile hosts do not start"

# What the probe was, up to the next prompt: an event a line, numbers masked. Whether a question to the neighbour was
# needed depends on what the kernel knew.
masked() {
  scrolled | awk '/^scan.*> :probe/ { text = ""; on = 1; next } /^scan.*>/ { on = 0 } on { text = text $0 "\n" } END { printf "%s", text }' |
    awk '/^        +[^ ←]/ { sub(/^ +/, ""); line = line " " $0; next } { if (line != "") print line; line = $0 } END { print line }' |
    grep -vE 'ARP: |\(neighbour ' |
    sed -E -e 's/^_[0-9]+ = //' -e 's/^  +[0-9.]+(us|ms|s) +([→←])/  \2/' -e 's/^ +← no answer/  ← no answer/' \
      -e 's/\b(seq|ack|identifier|must be|have seq) [0-9]+/\1 N/g' -e 's/and [0-9]+ more like/and N more like/' -e "s/(198\.18\.77\.1|127\.0\.0\.1):[0-9]{4,5}/\1:P/g" \
      -e 's/(\[(fd00:198:18:77|):*:1\]):[0-9]{4,5}/\1:P/g'
}
# probe ARGUMENTS <<WANTED
probe() {
  enter ":probe $1"
  wait_for '^state: ' "$1"
  wait_prompt
  diff <(cat) <(masked) >&2 || fault ":probe $1: another exchange (< wanted, > got)"
  keys C-l
  tmux_server clear-history
  wait_prompt
}
wait_prompt() { wait_foot '^scan(\(lab.*\))?> ?$' "${1:-waiting for the prompt}"; }

# Long exchanges are read from the screen, not in a pager.
terminal_environment+=(SCAN_PAGER=cat)
terminal 80 50 "${near[@]}" "$scan" repl --quiet --scope "$work/probe.scope"
wait_prompt
# Flags against a port that is open, one that is closed, and filters.
probe "$far_v4 80 SYN" <<'WANTED'
exchange by syn with 198.18.77.2 port 80:
  → TCP 198.18.77.1:P > 198.18.77.2:80, SYN, seq N, window 64240, ttl 64, options mss 1460
  ← TCP 198.18.77.2:80 > 198.18.77.1:P, SYN|ACK, seq N, ack N, window 64240, ttl 64, options mss 1460 its ack is the probe's seq + 1: it answers the probe
  → TCP 198.18.77.1:P > 198.18.77.2:80, RST, seq N, window 0, ttl 64 sent by this machine's kernel, which knows of no such connection
reading, the first row that takes the answer counts:
▸ SYN|ACK     => open
  RST         => closed
  unreachable => filtered
  silence     => filtered
state: open, syn-ack
  syn-ack: The port answered SYN|ACK or accepted a connection.
WANTED
probe "$far_v4 81 SYN" <<'WANTED'
exchange by syn with 198.18.77.2 port 81:
  → TCP 198.18.77.1:P > 198.18.77.2:81, SYN, seq N, window 64240, ttl 64, options mss 1460
  ← TCP 198.18.77.2:81 > 198.18.77.1:P, RST|ACK, seq N, ack N, window 0, ttl 64 its ack is the probe's seq + 1: it answers the probe
reading, the first row that takes the answer counts:
  SYN|ACK     => open
▸ RST         => closed
  unreachable => filtered
  silence     => filtered
state: closed, reset
  reset: The port answered with RST.
WANTED
probe "$far_v4 82 SYN" <<'WANTED'
exchange by syn with 198.18.77.2 port 82:
  → TCP 198.18.77.1:P > 198.18.77.2:82, SYN, seq N, window 64240, ttl 64, options mss 1460
  → TCP 198.18.77.1:P > 198.18.77.2:82, SYN, seq N, window 64240, ttl 64, options mss 1460 sent again: try 2
  ← no answer
reading, the first row that takes the answer counts:
  SYN|ACK     => open
  RST         => closed
  unreachable => filtered
▸ silence     => filtered
state: filtered, no-response
  no-response: Nothing came back after all tries.
WANTED
probe "$far_v4 84 SYN" <<'WANTED'
exchange by syn with 198.18.77.2 port 84:
  → TCP 198.18.77.1:P > 198.18.77.2:84, SYN, seq N, window 64240, ttl 64, options mss 1460
  ← ICMP 198.18.77.2 > 198.18.77.1, type 3 code 13 (destination unreachable: admin-prohibited), ttl 64 it quotes TCP 198.18.77.1:P > 198.18.77.2:84, SYN, seq N, options mss 1460 what it quotes is the probe
reading, the first row that takes the answer counts:
  SYN|ACK     => open
  RST         => closed
▸ unreachable => filtered
  silence     => filtered
state: filtered, admin-prohibited
  admin-prohibited: ICMP says that a filter prohibits the traffic.
WANTED
probe "$far_v4 80 FIN" <<'WANTED'
exchange by fin with 198.18.77.2 port 80:
  → TCP 198.18.77.1:P > 198.18.77.2:80, FIN, seq N, window 64240, ttl 64
  → TCP 198.18.77.1:P > 198.18.77.2:80, FIN, seq N, window 64240, ttl 64 sent again: try 2
  ← no answer
reading, the first row that takes the answer counts:
  RST         => closed
  unreachable => filtered
▸ silence     => open|filtered
state: open|filtered, no-response
  no-response: Nothing came back after all tries.
WANTED
probe "$far_v4 81 NONE" <<'WANTED'
exchange by null with 198.18.77.2 port 81:
  → TCP 198.18.77.1:P > 198.18.77.2:81, no flags, seq N, window 64240, ttl 64
  ← TCP 198.18.77.2:81 > 198.18.77.1:P, RST|ACK, seq N, ack N, window 0, ttl 64 its ack is the probe's seq: it answers the probe
reading, the first row that takes the answer counts:
▸ RST         => closed
  unreachable => filtered
  silence     => open|filtered
state: closed, reset
  reset: The port answered with RST.
WANTED
probe "$far_v4 80 ACK" <<'WANTED'
exchange by ack with 198.18.77.2 port 80:
  → TCP 198.18.77.1:P > 198.18.77.2:80, ACK, seq N, ack N, window 64240, ttl 64
  ← TCP 198.18.77.2:80 > 198.18.77.1:P, RST, seq N, window 0, ttl 64 its seq is the probe's ack: it answers the probe
reading, the first row that takes the answer counts:
▸ RST         => unfiltered
  unreachable => filtered
  silence     => filtered
state: unfiltered, reset
  reset: The port answered with RST.
WANTED
probe "$far_v4 82 syn|fin" <<'WANTED'
exchange by flags(SYN|FIN) with 198.18.77.2 port 82:
  → TCP 198.18.77.1:P > 198.18.77.2:82, SYN|FIN, seq N, window 64240, ttl 64, options mss 1460
  → TCP 198.18.77.1:P > 198.18.77.2:82, SYN|FIN, seq N, window 64240, ttl 64, options mss 1460 sent again: try 2
  ← no answer
reading, the first row that takes the answer counts:
  SYN|ACK     => open
  RST         => closed
  unreachable => filtered
▸ silence     => filtered
state: filtered, no-response
  no-response: Nothing came back after all tries.
WANTED

# What the system says of a connection.
probe "$far_v4 80" <<'WANTED'
exchange by connect with 198.18.77.2 port 80:
  → connect: the system sends SYN, and ACK to SYN|ACK
  ← connected: SYN|ACK came, the handshake is complete
reading, the first row that takes the answer counts:
▸ accepted    => open
  refused     => closed
  unreachable => filtered
  silence     => filtered
state: open, syn-ack
  syn-ack: The port answered SYN|ACK or accepted a connection.
WANTED
probe "$far_v4 81" <<'WANTED'
exchange by connect with 198.18.77.2 port 81:
  → connect: the system sends SYN, and ACK to SYN|ACK
  ← connect failed: Connection refused
reading, the first row that takes the answer counts:
  accepted    => open
▸ refused     => closed
  unreachable => filtered
  silence     => filtered
state: closed, conn-refused
  conn-refused: The connection was refused: the host answered with RST.
WANTED
probe "$far_v4 84" <<'WANTED'
exchange by connect with 198.18.77.2 port 84:
  → connect: the system sends SYN, and ACK to SYN|ACK
  ← connect failed because of ICMP 198.18.77.2 > this machine, type 3 code 13 (destination unreachable: admin-prohibited)
reading, the first row that takes the answer counts:
  accepted    => open
  refused     => closed
▸ unreachable => filtered
  silence     => filtered
state: filtered, admin-prohibited
  admin-prohibited: ICMP says that a filter prohibits the traffic.
WANTED

# Datagrams, and the host itself.
probe "$far_v4 7 udp" <<'WANTED'
exchange by udp with 198.18.77.2 port 7:
  → UDP 198.18.77.1:P > 198.18.77.2:7, ttl 64, payload 4 bytes 0d 0a 0d 0a                                      ....
  ← UDP 198.18.77.2:7 > 198.18.77.1:P, ttl 64, payload 15 bytes 65 63 68 6f 3a 20 1b 5b 33 31 6d 0d 0a 0d 0a     echo: .[31m....
reading, the first row that takes the answer counts:
▸ reply             => open
  unreachable(port) => closed
  unreachable       => filtered
  silence           => open|filtered
state: open, udp-response
  udp-response: A datagram came back from the probed port.
WANTED
probe "$far_v4 9 udp" <<'WANTED'
exchange by udp with 198.18.77.2 port 9:
  → UDP 198.18.77.1:P > 198.18.77.2:9, ttl 64
  ← ICMP 198.18.77.2 > 198.18.77.1, type 3 code 3 (destination unreachable: port-unreach), ttl 64 it quotes UDP 198.18.77.1:P > 198.18.77.2:9 what it quotes is the probe
reading, the first row that takes the answer counts:
  reply             => open
▸ unreachable(port) => closed
  unreachable       => filtered
  silence           => open|filtered
state: closed, port-unreach
  port-unreach: ICMP says that the port cannot be reached: nothing listens, or a
  filter rejects.
WANTED
probe "$far_v4 icmp" <<'WANTED'
exchange by icmp with 198.18.77.2:
  → ICMP 198.18.77.1 > 198.18.77.2, type 8 code 0 (echo request), identifier N, number 0, ttl 64
  ← ICMP 198.18.77.2 > 198.18.77.1, type 0 code 0 (echo reply), identifier N, number 0, ttl 64
reading, the first row that takes the answer counts:
▸ reply       => open
  unreachable => filtered
  silence     => filtered
state: open, echo-reply
  echo-reply: The host answered an ICMP echo request.
WANTED

# IPv6, and this machine.
probe "$far_v6 80 SYN" <<'WANTED'
exchange by syn with fd00:198:18:77::2 port 80:
  → TCP [fd00:198:18:77::1]:P > [fd00:198:18:77::2]:80, SYN, seq N, window 64240, hop limit 64, options mss 1440
  ← TCP [fd00:198:18:77::2]:80 > [fd00:198:18:77::1]:P, SYN|ACK, seq N, ack N, window 64800, hop limit 64, options mss 1440 its ack is the probe's seq + 1: it answers the probe
  → TCP [fd00:198:18:77::1]:P > [fd00:198:18:77::2]:80, RST, seq N, window 0, hop limit 64 sent by this machine's kernel, which knows of no such connection
reading, the first row that takes the answer counts:
▸ SYN|ACK     => open
  RST         => closed
  unreachable => filtered
  silence     => filtered
state: open, syn-ack
  syn-ack: The port answered SYN|ACK or accepted a connection.
WANTED
probe "$far_v6 81 xmas" <<'WANTED'
exchange by xmas with fd00:198:18:77::2 port 81:
  → TCP [fd00:198:18:77::1]:P > [fd00:198:18:77::2]:81, FIN|PSH|URG, seq N, window 64240, hop limit 64
  ← TCP [fd00:198:18:77::2]:81 > [fd00:198:18:77::1]:P, RST|ACK, seq N, ack N, window 0, hop limit 64 its ack is the probe's seq + 1: it answers the probe
reading, the first row that takes the answer counts:
▸ RST         => closed
  unreachable => filtered
  silence     => open|filtered
state: closed, reset
  reset: The port answered with RST.
WANTED
probe "$far_v6 84 SYN" <<'WANTED'
exchange by syn with fd00:198:18:77::2 port 84:
  → TCP [fd00:198:18:77::1]:P > [fd00:198:18:77::2]:84, SYN, seq N, window 64240, hop limit 64, options mss 1440
  ← ICMPv6 fd00:198:18:77::2 > fd00:198:18:77::1, type 1 code 1 (destination unreachable: admin-prohibited), hop limit 64 it quotes TCP [fd00:198:18:77::1]:P > [fd00:198:18:77::2]:84, SYN, seq N, options mss 1440 what it quotes is the probe
reading, the first row that takes the answer counts:
  SYN|ACK     => open
  RST         => closed
▸ unreachable => filtered
  silence     => filtered
state: filtered, admin-prohibited
  admin-prohibited: ICMP says that a filter prohibits the traffic.
WANTED
probe "127.0.0.1 1 SYN" <<'WANTED'
exchange by syn with 127.0.0.1 port 1:
  → TCP 127.0.0.1:P > 127.0.0.1:1, SYN, seq N, window 64240, ttl 64, options mss 1460
  ← TCP 127.0.0.1:1 > 127.0.0.1:P, RST|ACK, seq N, ack N, window 0, ttl 64 its ack is the probe's seq + 1: it answers the probe
reading, the first row that takes the answer counts:
  SYN|ACK     => open
▸ RST         => closed
  unreachable => filtered
  silence     => filtered
state: closed, reset
  reset: The port answered with RST.
WANTED
probe "::1 1 ACK" <<'WANTED'
exchange by ack with ::1 port 1:
  → TCP [::1]:P > [::1]:1, ACK, seq N, ack N, window 64240, hop limit 64
  ← TCP [::1]:1 > [::1]:P, RST, seq N, window 0, hop limit 64 its seq is the probe's ack: it answers the probe
reading, the first row that takes the answer counts:
▸ RST         => unfiltered
  unreachable => filtered
  silence     => filtered
state: unfiltered, reset
  reset: The port answered with RST.
WANTED

# Hosts that lie: what is not believed is there, and why.
probe "198.18.77.108 7 SYN" <<'WANTED'
exchange by syn with 198.18.77.108 port 7:
  → TCP 198.18.77.1:P > 198.18.77.108:7, SYN, seq N, window 64240, ttl 64, options mss 1460
  ← TCP 198.18.77.108:7 > 198.18.77.1:P, SYN|ACK, seq N, ack N, window 0, ttl 64 not believed: its checksum is wrong
  → TCP 198.18.77.1:P > 198.18.77.108:7, SYN, seq N, window 64240, ttl 64, options mss 1460 sent again: try 2
  ← TCP 198.18.77.108:7 > 198.18.77.1:P, SYN|ACK, seq N, ack N, window 0, ttl 64 not believed: its checksum is wrong
  ← no answer
reading, the first row that takes the answer counts:
  SYN|ACK     => open
  RST         => closed
  unreachable => filtered
▸ silence     => filtered
state: filtered, no-response
  no-response: Nothing came back after all tries.
WANTED
probe "198.18.77.103 7 SYN" <<'WANTED'
exchange by syn with 198.18.77.103 port 7:
  → TCP 198.18.77.1:P > 198.18.77.103:7, SYN, seq N, window 64240, ttl 64, options mss 1460
  ← TCP 198.18.77.103:7 > 198.18.77.1:P, RST|ACK, seq N, ack N, window 0, ttl 64 its ack is the probe's seq + 1: it answers the probe
  ← TCP 198.18.77.103:7 > 198.18.77.1:P, RST|ACK, seq N, ack N, window 0, ttl 64 a further answer; the first one counts and N more like it
reading, the first row that takes the answer counts:
  SYN|ACK     => open
▸ RST         => closed
  unreachable => filtered
  silence     => filtered
state: closed, reset
  reset: The port answered with RST.
WANTED
enter ":probe 198.18.77.100 7 SYN"
wait_for '^state: filtered, no-response'
wait_prompt
for doubt in 'not believed: its ack must be N, one behind what the probe sent' 'not believed: what it quotes is not the probe' \
  'not believed: it comes from port 8199, which was not asked' 'not believed: its checksum is wrong'; do
  masked >"$work/masked"
  check_match "$work/masked" "$doubt" "a host that forges"
done
enter ":probe 198.18.77.100 7 ACK"
wait_for 'a reset of this probe must have seq' "a forged reset"
wait_for '^▸ silence +=> filtered'
wait_prompt

# Nobody there: the question to the neighbour is seen, and what comes of it.
enter ':probe 198.18.77.99 80 SYN'
wait_for '→ ARP: who has 198\.18\.77\.99\?$' "a question to a neighbour"
wait_for '→ not sent: nobody says where the next station is$' "a neighbour that is not there"
wait_for '^state: filtered, host-unreach$'
wait_prompt

# Out of scope nothing is sent, and nothing is shown.
keys C-l
tmux_server clear-history
wait_prompt
enter ':probe 192.0.2.1 80 SYN'
wait_for 'S0601|outside|scope' "out of scope"
wait_prompt
check_unseen '→|reading' "out of scope"
enter ':probe 192.0.2.1'
wait_for 'which port, and how' "no port"
enter ':help probe'
wait_for 'packets$|every packet of the exchange' "help"
wait_prompt
keys C-d
wait_end 0 "leaving"

# Without raw packets a connection is what there is.
terminal 80 50 "${near[@]}" "$scan" repl --quiet --unprivileged --scope "$work/probe.scope"
wait_prompt
enter ":probe $far_v4 80 SYN"
wait_for 'needs raw packets' "without raw packets"
wait_prompt
enter ":probe $far_v4 80"
wait_for '← connected' "a connection without raw packets"
wait_prompt
keys C-d
wait_end 0 "leaving"
