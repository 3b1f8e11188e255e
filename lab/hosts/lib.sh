# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The lab: a scanner's namespace, a router, and hosts behind it that behave as the table lab/hosts/hosts says. To be
# sourced after lab/lib.sh (or Benchmarks/stats.sh), whose `defer` and `skip` it uses.
#
#   lab_up [HOST…]          make it, all hosts or those named; skips where namespaces cannot be made
#   "${near[@]}" COMMAND    run where the scanner is (interfaces: out, to the router; near, to the host `near`)
#   on HOST COMMAND         run in a host's namespace; `router` is the router's
#   lab_scope               path of a scope file that allows the lab and nothing else
#   lab_address HOST 4|6    its address
#   lab_truth …             what a scan must find: lab/hosts/truth.py
#
# No namespace here has a way out: the only links are those made here, and there is no default route. Addresses
# are of 198.18.0.0/15 (RFC 2544) and fd00::/8: nobody's. Tear-down runs at exit, whatever happened.

unset SCAN_UNPRIVILEGED
lab_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
lab_prefix=scan-$$
near_name=$lab_prefix-scanner
near=(ip netns exec "$near_name")
lab_names=()
near_v4=198.18.1.2 near_v6=fd00:198:18:1::2 # on `out`; on `near` it is .1
lab_router_v4=198.18.1.1 lab_router_v6=fd00:198:18:1::1

on() {
  local name=$1
  shift
  ip netns exec "$lab_prefix-$name" "$@"
}

lab_down() {
  # A namespace goes when its last process ends; its links go with it.
  local name
  for name in "${lab_names[@]}"; do ip netns del "$lab_prefix-$name" 2>/dev/null; done
  return 0
}

lab_rows() { sed -e 's/#.*//' -e '/^ *$/d' "$lab_folder/hosts"; }
lab_address() { lab_rows | awk -v host="$1" -v family="$2" '$1 == host { print $(family == 4 ? 3 : 4) }'; }
lab_truth() { /usr/bin/python3 "$lab_folder/truth.py" "$@"; }
lab_scope() {
  echo 'scope "lab" { allow 198.18.0.0/15, fd00::/8 }' >"$work/lab.scope"
  echo "$work/lab.scope"
}

# sysctl NAMESPACE KEY=VALUE…: what a kernel does not know is passed over.
lab_sysctl() {
  local name=$1 setting
  shift
  for setting in "$@"; do
    on "$name" sh -c "echo ${setting#*=} >/proc/sys/net/${setting%%=*}" 2>/dev/null || true
  done
}

lab_namespace() { # NAME
  ip netns add "$lab_prefix-$1" || return
  lab_names+=("$1")
  ip -n "$lab_prefix-$1" link set lo up
  # No doubt about own addresses (DAD), no router's advice, and no limit on ICMP errors but those a host asks for:
  # the kernel's own would make answers a matter of luck.
  lab_sysctl "$1" ipv6/conf/default/accept_dad=0 ipv6/conf/default/accept_ra=0 ipv4/icmp_ratelimit=0 \
    ipv6/icmp/ratelimit=0 ipv4/icmp_msgs_per_sec=1000000 ipv4/icmp_msgs_burst=100000 \
    core/somaxconn=65535 ipv4/tcp_max_syn_backlog=65535
}

# lab_link NAME DEVICE V4 V6 PEER PEER-DEVICE PEER-V4 PEER-V6: a veth with addresses at both ends, /24 and /64.
lab_link() {
  local one=$lab_prefix-$1 two=$lab_prefix-$5
  ip -n "$one" link add name "$2" type veth peer name "$6" netns "$two"
  ip -n "$one" addr add "$3/24" dev "$2"
  ip -n "$one" addr add "$4/64" dev "$2" nodad
  ip -n "$two" addr add "$7/24" dev "$6"
  ip -n "$two" addr add "$8/64" dev "$6" nodad
  ip -n "$one" link set dev "$2" up
  ip -n "$two" link set dev "$6" up
}

lab_host() { # NAME LINK V4 V6
  local v4=$3 v6=$4
  lab_namespace "$1"
  if [[ $2 == near ]]; then
    lab_link "$1" link "$v4" "$v6" scanner near "${v4%.*}.1" "${v6%::*}::1"
  else
    lab_link "$1" link "$v4" "$v6" router "$1" "${v4%.*}.1" "${v6%::*}::1"
    ip -n "$lab_prefix-$1" route add 198.18.0.0/15 via "${v4%.*}.1"
    ip -n "$lab_prefix-$1" route add fd00:198::/32 via "${v6%::*}::1"
  fi
}

# lab_serve HOST ARGUMENTS of serve.py
lab_serve() {
  local host=$1 said
  shift
  said=$(mktemp "$work/serve.XXXX")
  ip netns exec "$lab_prefix-$host" /usr/bin/python3 "$lab_folder/serve.py" "$@" >"$said" 2>"$said.err" </dev/null &
  defer end "$!"
  lab_await "listeners of $host" grep -q ready "$said"
}

# lab_await WHAT COMMAND…: until it succeeds, for at most ten seconds.
lab_await() {
  local what=$1
  shift
  for _ in {1..100}; do
    if "$@" >/dev/null 2>&1; then return; fi
    sleep 0.1
  done
  skip "the lab did not get ready: $what"
}

lab_up() {
  local why name link v4 v6 rest wanted=" $* "
  ((EUID == 0)) || skip "network namespaces need root"
  need_command ip nft
  defer lab_down
  if ! why=$({ ip netns add "$lab_prefix-try" && ip -n "$lab_prefix-try" link add veth0 type veth peer name veth1 &&
    ip netns exec "$lab_prefix-try" nft list ruleset; } 2>&1); then
    ip netns del "$lab_prefix-try" 2>/dev/null || true
    skip "cannot make network namespaces: ${why##*$'\n'}"
  fi
  ip netns del "$lab_prefix-try"

  lab_namespace scanner
  lab_namespace router
  lab_link scanner out "$near_v4" "$near_v6" router scanner "$lab_router_v4" "$lab_router_v6"
  ip -n "$near_name" route add 198.18.0.0/15 via "$lab_router_v4"
  ip -n "$near_name" route add fd00:198::/32 via "$lab_router_v6"
  # A neighbour that is not there is given up after 0.6 s instead of 3 s.
  lab_sysctl router ipv4/ip_forward=1 ipv6/conf/all/forwarding=1 ipv4/neigh/default/retrans_time_ms=200 \
    ipv6/neigh/default/retrans_time_ms=200

  local chosen=()
  while read -r name link v4 v6 rest; do
    [[ $wanted == "  " || $wanted == *" $name "* ]] || continue
    chosen+=("$name")
    [[ $link == none ]] || lab_host "$name" "$link" "$v4" "$v6"
  done < <(lab_rows)
  lab_settle
  for name in "${chosen[@]}"; do
    # shellcheck source=/dev/null
    if [[ -e $lab_folder/$name.sh ]]; then source "$lab_folder/$name.sh"; fi
    if [[ -e $lab_folder/$name.nft ]]; then on "$name" nft -f "$lab_folder/$name.nft"; fi
  done
}

# Links that have just come up lose their first neighbour solicitations. While no host has a rule yet, every one
# answers: a datagram each, all at once, until it does.
lab_settle() {
  local name link v4 v6 rest address pid pids=()
  while read -r name link v4 v6 rest; do
    [[ $link != none && " ${lab_names[*]} " == *" $name "* ]] || continue
    for address in "$v4" "$v6"; do
      "${near[@]}" /usr/bin/python3 "$lab_folder/knock.py" "$address" &
      pids+=("$!")
    done
  done < <(lab_rows)
  for pid in "${pids[@]}"; do wait "$pid" || skip "the lab did not get ready: no way to some host"; done
}
