#!/usr/bin/env bash
# A host whose firewall drops 1,000 ports: nothing open, then one port open.
# In a namespace pair of our own. RUNS=5 for scan, NMAP_RUNS=1.
source "$(dirname "${BASH_SOURCE[0]}")/stats.sh"
# shellcheck source=lab/namespaces.sh
source "$bench/../lab/namespaces.sh"
runs=${RUNS:-5} nmap_runs=${NMAP_RUNS:-1}
pair_up

measure() { # NAME TEXT
  local i
  for ((i = 0; i < runs; i++)); do
    have_scan || break
    timed "scan-$1" "${near[@]}" "$scan" run --json --scope "$(pair_scope)" -e \
      "scan $far_v4 ports 1-1000 using connect { discover none }"
  done
  for ((i = 0; i < nmap_runs; i++)); do
    command -v nmap >/dev/null || break
    timed "nmap-$1" "${near[@]}" nmap -sT -p 1-1000 -n -Pn -T4 "$far_v4"
  done
  row "scan-$1" "scan, $2"
  row "nmap-$1" "nmap, $2"
  ratio "scan-$1" "nmap-$1" "scan / nmap, $2"
}

far_rules <<'RULES'
table inet lab {
  chain input {
    type filter hook input priority 0; policy accept;
    tcp dport != 80 drop
    tcp dport 80 jump one
  }
  chain one { drop; }
}
RULES
measure none "nothing open"

"${far[@]}" nft flush chain inet lab one
"${far[@]}" /usr/bin/python3 "$bench/../lab/listen.py" --host "$far_v4" --port 80 --mode close >/dev/null </dev/null &
defer end "$!"
sleep 0.5
measure one "one open"
