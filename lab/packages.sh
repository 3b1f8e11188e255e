#!/usr/bin/env bash
# Installs the Debian packages that are missing, by group:
#   lab/packages.sh toolchain build services test raw
# apt runs only when something is missing; services that a package brings are
# kept from starting.
set -euo pipefail

# group → packages
declare -A packages=(
  # What the Swift toolchain itself loads and links with on a bare Debian 12.
  [toolchain]="git gcc libc6-dev libstdc++-12-dev binutils libcurl4 libxml2 libncurses6 libsqlite3-0 zlib1g-dev tzdata"
  # What the program is built with.
  [build]="pkg-config libreadline-dev libsqlite3-dev libpcre2-dev"
  # What the quickstart scans.
  [services]="nginx openssh-server redis-server postgresql iproute2"
  # What the script tests and benchmarks call.
  [test]="jq tmux less python3 lua5.4 nftables procps nmap ndiff python3-libnmap libcap2-bin"
  # What the raw engine is measured against, and the UDP services of its lab.
  [raw]="gcc libc6-dev masscan zmap dnsmasq-base chrony snmpd"
)

usage() {
  echo "usage: lab/packages.sh toolchain|build|services|test|raw…" >&2
  exit 2
}

installed() {
  [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

# apt needs root: directly, by sudo, or by asking the person to do it.
as_root() {
  if ((EUID == 0)); then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "missing packages; run as root: apt-get install -y ${missing[*]}" >&2
    exit 1
  fi
}

# Debian asks /usr/sbin/policy-rc.d before a package starts its service; 101 is
# "no". A policy that is there already stays and is asked as before.
policy=/usr/sbin/policy-rc.d
wrote_policy=false
keep_services_down() {
  [[ -e $policy ]] && return
  printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
  wrote_policy=true
  as_root chmod 755 "$policy"
}
remove_policy() {
  if $wrote_policy; then as_root rm -f "$policy"; fi
}

(($# > 0)) || usage
missing=()
for group in "$@"; do
  [[ -v packages[$group] ]] || usage
  for package in ${packages[$group]}; do
    installed "$package" || missing+=("$package")
  done
done
((${#missing[@]} > 0)) || exit 0

# Whoever may not install is told so first.
as_root /bin/true
echo "installing: ${missing[*]}"
log=$(mktemp)
trap 'remove_policy; rm -f "$log"' EXIT
keep_services_down
# apt's pages of output are of interest only when it fails.
if ! { as_root apt-get update -q &&
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"; } \
  >"$log" 2>&1; then
  tail -n 30 "$log" >&2
  exit 1
fi
