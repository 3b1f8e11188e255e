# shellcheck shell=bash
# A pair of network namespaces joined by one veth, to be sourced: what a test
# sends can reach the other namespace and nothing else, since neither has a way
# out. Source it after lab/lib.sh, whose `defer` and `skip` it uses.
#
#   pair_up                 make them; skips the test where that is impossible
#   "${near[@]}" COMMAND    run in the scanner's namespace ($near_v4, $near_v6)
#   "${far[@]}" COMMAND     run in the target's namespace ($far_v4, $far_v6)
#   far_rules <<<…          nftables rules for the target's namespace
#   near_packets NAME       what a counter of the scanner's `table ip lab` has seen
#   far_packets NAME        since it was last asked; the same for the target's
#   near_file PATH <<<…     /etc/PATH as the scanner's namespace sees it
#
# Addresses are of 198.18.0.0/15 (RFC 2544) and fd00::/8: nobody's.

near_name=scan-$$-near far_name=scan-$$-far
near_v4=198.18.77.1 far_v4=198.18.77.2
near_v6=fd00:198:18:77::1 far_v6=fd00:198:18:77::2
near=(ip netns exec "$near_name")
far=(ip netns exec "$far_name")

pair_down() {
  # A namespace goes when its last process ends; the veth goes with it.
  ip netns del "$near_name" 2>/dev/null
  ip netns del "$far_name" 2>/dev/null
  rm -rf "/etc/netns/$near_name" "/etc/netns/$far_name"
  rmdir /etc/netns 2>/dev/null
  return 0
}

pair_up() {
  local why name
  ((EUID == 0)) || skip "network namespaces need root"
  need_command ip nft jq
  defer pair_down
  if ! why=$(ip netns add "$near_name" 2>&1 && ip netns add "$far_name" 2>&1 &&
    ip -n "$near_name" link add veth0 type veth peer name veth0 netns "$far_name" 2>&1); then
    skip "cannot make network namespaces: ${why##*$'\n'}"
  fi
  for name in "$near_name" "$far_name"; do
    ip -n "$name" link set lo up
    ip netns exec "$name" sh -c 'echo 0 >/proc/sys/net/ipv6/conf/veth0/accept_dad' 2>/dev/null || true
  done
  # nodad: an IPv6 address is usable at once, not after a second of doubt.
  ip -n "$near_name" addr add "$near_v4/24" dev veth0
  ip -n "$near_name" addr add "$near_v6/64" dev veth0 nodad
  ip -n "$far_name" addr add "$far_v4/24" dev veth0
  ip -n "$far_name" addr add "$far_v6/64" dev veth0 nodad
  ip -n "$near_name" link set veth0 up
  ip -n "$far_name" link set veth0 up
  # The kernel's own limits on ICMP errors would make answers a matter of luck.
  for name in ipv4/icmp_ratelimit ipv6/icmp/ratelimit; do
    "${far[@]}" sh -c "echo 0 >/proc/sys/net/$name" 2>/dev/null || true
  done
  path_up "$far_v4"
  path_up "$far_v6"
}

# Waits until a closed port answers: a link that has just come up loses its first
# neighbour solicitations, and a test would see silence that is nobody's.
path_up() {
  local status
  for _ in {1..10}; do
    status=0
    "${near[@]}" timeout 1 bash -c 'echo >"/dev/tcp/$1/1"' path "$1" 2>/dev/null || status=$?
    ((status == 124)) || return 0
  done
  skip "no path to $1 between the namespaces"
}

far_rules() { "${far[@]}" nft -f -; }

near_packets() { "${near[@]}" nft -j reset counter ip lab "$1" | jq '.nftables[] | .counter? // empty | .packets'; }
far_packets() { "${far[@]}" nft -j reset counter ip lab "$1" | jq '.nftables[] | .counter? // empty | .packets'; }

# `ip netns exec` lays the files of /etc/netns/NAME over those of /etc.
near_file() {
  mkdir -p "/etc/netns/$near_name"
  cat >"/etc/netns/$near_name/$1"
}

# A scope file that allows the pair, since without one a run may not touch it.
pair_scope() {
  cat >"$work/pair.scope" <<'SCOPE'
scope "lab" {
  allow 198.18.0.0/15, fd00::/8
}
SCOPE
  echo "$work/pair.scope"
}
