#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check.py PROGRAM OTHER FOLDER: runs the playbooks of the folder with 100 seeds and compares (lab/tests/seeds.sh)."""

import concurrent.futures, json, os, subprocess, sys

one, other, folder = sys.argv[1:]
network = os.path.join(folder, "network.scan")
environment = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "NO_COLOR": "1"}
tcp = [*range(20, 31), 53, 80, *range(100, 141), 443, *range(2000, 2010), 8080]
udp = [53, 161]


def run(program, playbook, seed, *options):
    command = [program, "run", os.path.join(folder, playbook), "--network", network, "--seed", str(seed), *options]
    done = subprocess.run(command, capture_output=True, env=environment, stdin=subprocess.DEVNULL)
    if done.returncode not in (0, 3) or not done.stdout:
        sys.exit(f"seed {seed}: status {done.returncode}: {done.stderr.decode()[:500]}")
    return done.stdout


def lines(output, kind):
    return [line for line in map(json.loads, output.splitlines()) if line["type"] == kind]


def check(seed):
    for options in ([], ["--json", "--all-ports"]):
        first, second = run(one, "firm.scan", seed, *options), run(other, "firm.scan", seed, *options)
        if first != second:
            return f"seed {seed}: two runs differ, {options}"
    ports = lines(first, "port")
    up = {line["host"] for line in lines(first, "host") if line["state"] == "up"}
    asked = sorted((host, port, protocol) for host in up for protocol, list in (("tcp", tcp), ("udp", udp)) for port in list)
    got = sorted((line["host"], line["port"], line["protocol"]) for line in ports)
    if got != asked:
        return f"seed {seed}: {len(got)} ports judged, {len(asked)} asked on {len(up)} hosts"
    for line in ports:
        asked_by = {line["technique"], *line.get("by", {})}
        if asked_by != ({"syn", "ack"} if line["protocol"] == "tcp" else {"udp"}):
            return f"seed {seed}: {line['host']} {line['port']} asked by {sorted(asked_by)}"
    return None


with concurrent.futures.ThreadPoolExecutor(2) as pool:
    faults = [fault for fault in pool.map(check, range(1, 101)) if fault]
first_asked = {
    seed: tuple(sorted((line["host"], line["port"]) for line in lines(run(one, "cut.scan", seed, "--json", "--all-ports"), "port")))
    for seed in range(1, 11)
}
if len(set(first_asked.values())) != len(first_asked):
    faults.append("two seeds ask the same first fifty ports")
print("\n".join(faults) or "100 seeds: equal")
sys.exit(bool(faults))
