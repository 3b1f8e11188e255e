#!/usr/bin/env bash
# How long until a program that has nothing to do has done it. RUNS=31.
source "$(dirname "${BASH_SOURCE[0]}")/stats.sh"
runs=${RUNS:-31}
for ((i = 0; i < runs; i++)); do
  if have_scan; then timed scan "$scan" version; fi
  if command -v nmap >/dev/null; then timed nmap nmap --version; fi
  timed python /usr/bin/python3 -S -c pass
done
row scan "scan version"
row nmap "nmap --version"
row python "python3 -S -c pass"
ratio scan nmap "scan / nmap"
