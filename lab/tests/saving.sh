#!/usr/bin/env bash
# `save` and `--accept`: a full disk, nmap's readers, the same results the same bytes.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
need_program
need_command python3

cat >"$work/save.scan" <<'SCAN'
param path: string
let seen = scan 127.0.0.1 ports 1-1000 using connect
save seen to path as csv
SCAN

echo old >"$work/full.csv"
capture bash -c 'trap "" XFSZ; ulimit -f 4; exec "$@"' _ "$scan" run "$work/save.scan" --path full.csv --out "$work" --quiet
check_code 3 "a disk that is full"
check_match "$err" 'S0631.*"full.csv": ' "the message names the file"
[[ $(cat "$work/full.csv") == old ]] || fault "the old file did not stay"
compgen -G "$work/.scan-*" >/dev/null && fault "a part of a file was left"

cat >"$work/xml.scan" <<'SCAN'
network office {
  host 10.0.0.1 "web<1>" { open 22, 80;  drop 23;  closed else }
  host 10.0.0.2 { open 53/udp reply "x";  drop else }
}
let seen = scan 10.0.0.0/29 ports 20-99, 53/udp using connect, udp discover none
save seen to "seen.xml"
save seen to "seen.json"
SCAN
capture "$scan" run "$work/xml.scan" --network "$work/xml.scan:office" --out "$work" --seed 7 --quiet
check_code 0 "nmap XML is written"
python3 - "$work/seen.xml" <<'PYTHON' || fault "nmap XML"
import sys
import xml.etree.ElementTree as ElementTree

root = ElementTree.parse(sys.argv[1]).getroot()
assert root.tag == "nmaprun" and root.get("xmloutputversion") == "1.05"
hosts = root.findall("host")
up = [host for host in hosts if host.find("status").get("state") == "up"]
assert [host.find("address").get("addr") for host in up] == ["10.0.0.1", "10.0.0.2"], up
ports = {(p.get("protocol"), int(p.get("portid"))): p.find("state").get("state") for p in up[0].iter("port")}
assert ports[("tcp", 22)] == ports[("tcp", 80)] == "open", ports
extra = {e.get("state"): int(e.get("count")) for e in up[0].iter("extraports")}
assert extra["closed"] + extra["filtered"] + len(ports) == 81, (extra, ports)
assert root.find("runstats/hosts").get("total") == "8"
PYTHON
# The second run must write it again.
mv "$work/seen.json" "$work/first.json"
capture "$scan" run "$work/xml.scan" --network "$work/xml.scan:office" --out "$work" --seed 7 --quiet
check_code 0 "the same run again"
cmp -s "$work/first.json" "$work/seen.json" || fault "the same seed does not give the same bytes"
if command -v ndiff >/dev/null; then
  capture ndiff "$work/seen.xml" "$work/seen.xml"
  check_code 0 "ndiff reads it, and finds it the same"
fi
