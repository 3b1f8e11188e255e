# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The works of Benchmarks/raw.sh and how each tool does them, to be sourced after lab/namespaces.sh. A work sets what the
# far end does and what is asked: $target, $addresses, $first, $last, $tries; the truth: $open of $total; and
# $bounds: PEER:RATIO of medians, `cpu:RATIO` of processor time to the loop's, `sends:SECONDS` more than the loop's sends.

far_open=1,22,80,443,3306,5432,8080,20000,40000,65535
network=198.19.0.0/16

# What answers in the far namespace; rules decide what gets there.
works_up() {
  local said=$work/serve
  # One listener gets a SYN from each of 65,536 addresses at once.
  "${far[@]}" sh -c 'echo 65535 >/proc/sys/net/core/somaxconn; echo 65536 >/proc/sys/net/ipv4/tcp_max_syn_backlog'
  "${far[@]}" /usr/bin/python3 "$bench/../lab/hosts/serve.py" --tcp "$far_open" >"$said" 2>&1 </dev/null &
  defer end "$!"
  ip -n "$far_name" route add local "$network" dev lo
  ip -n "$near_name" route add "$network" via "$far_v4"
  far_mac=$("${far[@]}" cat /sys/class/net/veth0/address)
  for _ in {1..50}; do
    ! grep -q ready "$said" || return 0
    sleep 0.1
  done
  skip "the listeners did not start: $(cat "$said")"
}

loss_rules() { # PER-MILLE, each way
  far_rules <<RULES
table inet lab {
  chain input { type filter hook input priority 0; numgen random mod 1000 < $1 drop; }
  chain output { type filter hook output priority 0; numgen random mod 1000 < $1 drop; }
}
RULES
}
drop_rules() { # PORTS that get through, "" for none
  far_rules <<RULES
table inet lab {
  chain input {
    type filter hook input priority 0; policy accept;
    ${1:+tcp dport { $1 \} accept}
    meta l4proto tcp drop
  }
}
RULES
}

# work NAME: sets the far end and the variables above; $slow where nmap takes a minute.
# shellcheck disable=SC2034 # for raw.sh
work() {
  "${far[@]}" nft flush ruleset
  target=$far_v4 addresses=1 first=1 last=65535 tries=1 open=10 total=65535 rest=closed slow=false
  bounds=""
  case $1 in
    rst) text="65,535 ports, RST from closed" bounds="loop:1.5 nmap:0.5 cpu:1.5" ;;
    drop)
      text="65,535 ports, default drop, ten open" tries=3 rest=filtered slow=true bounds="nmap:0.02"
      drop_rules "$far_open"
      ;;
    silent)
      text="65,535 ports, nothing open at all" tries=3 open=0 rest=filtered slow=true bounds="sends:3.2"
      drop_rules ""
      ;;
    net16 | net16-loss)
      text="/16, one port open everywhere" target=$network addresses=65536 first=80 last=80 open=65536 total=65536
      ;;&
    net16-loss | rst-loss) tries=5 slow=true bounds="nmap:0.1" ;;&
    net16-loss)
      text="/16, one port, 3 % loss each way"
      loss_rules 30
      ;;
    rst-loss)
      text="65,535 ports, RST, 3 % loss each way"
      loss_rules 30
      ;;
    ports-*)
      last=${1#ports-} total=$last text="${1#ports-} ports of one host, RST" bounds="nmap:0.6"
      open=$(tr ',' '\n' <<<"$far_open" | awk -v last="$last" '$1 <= last' | wc -l)
      ;;
    net16) bounds="loop:1.5" ;;
    *) skip "no such work: $1" ;;
  esac
}
all_works="rst drop silent net16 net16-loss rst-loss ports-1 ports-10 ports-100 ports-1000"

# TOOL_can: whether it has the work; TOOL_run PREFIX: measured; TOOL_found PREFIX: "open rest", the ports it found in
# either state, `-` for what it does not tell.
measured() { "${near[@]}" /usr/bin/python3 "$bench/peers/measure.py" "$@"; }

loop_can() { true; }
loop_run() {
  measured "$1" "$work/raw_loop" veth0 "$far_mac" "$near_v4" "${target%/*}" "$addresses" "$first" "$last" "$tries" 300
}
loop_found() { awk -v rest="$rest" '{ print $6, rest == "closed" ? $8 : $10 }' "$1.out"; }

scan_can() { $raw_engine; }
scan_run() {
  local code="let r = scan $target ports $first-$last using syn { discover none; retries $((tries - 1)); rate $rate }"
  measured "$1" "$scan" run --json --scope "$scope" -e "$code
print(\"found\", r.open.count, r.$rest.count)"
}
scan_found() { jq -r 'select(.type == "output") | .text' "$1.out" | awk '$1 == "found" { print $2, $3 }'; }

nmap_can() { command -v nmap >/dev/null; }
nmap_run() { measured "$1" nmap -sS -n -Pn -T4 -p "$first-$last" -oG "$1.grep" "$target"; }
nmap_found() {
  awk -v rest="$rest" '
    /Ports: / {
      open += gsub("/open/tcp", "&")
      others += gsub("/" rest "/tcp", "&")
      if (match($0, "Ignored State: " rest " \\([0-9]+")) {
        text = substr($0, RSTART, RLENGTH); sub(".*\\(", "", text); others += text
      }
    }
    # A host where nothing is open is one line without ports.
    END { print open + 0, others + 0 }' "$1.grep"
}

# Debian 12 has zmap 2.1, which asks one port.
zmap_can() { command -v zmap >/dev/null && ((first == last)); }
zmap_run() {
  measured "$1" zmap -q -i veth0 -G "$far_mac" -S "$near_v4" -p "$first" -r 1000000 -c 1 -P "$tries" \
    --blacklist-file=/dev/null -o "$1.list" "$target"
}
zmap_found() { echo "$(sort -u "$1.list" | wc -l) -"; }

masscan_can() { command -v masscan >/dev/null; }
# masscan tries again RATE packets later, whatever came back: at a million a second that would take minutes here.
masscan_rate=${MASSCAN_RATE:-100000}
masscan_run() {
  LIMIT=120 measured "$1" masscan -p "$first-$last" "$target" --rate "$masscan_rate" --retries "$((tries - 1))" --adapter veth0 \
    --adapter-ip "$near_v4" --router-mac "${far_mac//:/-}" --wait "${MASSCAN_WAIT:-10}" -oL "$1.list"
}
masscan_found() { echo "$(awk '/^open tcp/ { print $3, $4 }' "$1.list" | sort -u | wc -l) -"; }
