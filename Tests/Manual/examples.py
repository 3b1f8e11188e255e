#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the example of every row of the program's tables, on the simulated network of the manual.

    SCAN=.build/debug/scan Tests/Manual/examples.py [-j N] [WORD…]

Each must end with exit status 0, or with the one that this file says and why.
"""

import argparse
import concurrent.futures
import json
import os
import subprocess
import sys
import tempfile

import manual

# Rows whose example does not end with 0: status, and why.
OTHERS = {
    ("clause", "expect.never"): (1, "the ports are open, and the example says that they must not be"),
    ("word", "expect.on"): (1, "the same"),
    ("clause", "expect.same"): (3, "nobody accepted a baseline"),
    ("word", "expect.ignoring"): (3, "the same"),
    ("function", "baseline"): (3, "the same"),
    ("function", "previous"): (3, "there is no run before"),
}
FILES = {"hosts.txt": "10.0.0.10\n"}


def attempt(row, program, network):
    """What is wrong with an example; empty when it is right."""
    with tempfile.TemporaryDirectory(prefix="scan-examples.") as folder:
        for name, text in {**FILES, "office.scan": network, "example.scan": row["script"]}.items():
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        scope = row["frame"] == "scopeFile"
        arguments = ["--scope", "example.scan", "-e", "print(1)"] if scope else [
            "--network", "office.scan:office", "example.scan"]
        done = subprocess.run([program, "run", "--seed", "7", "--no-progress", *arguments], capture_output=True, text=True,
                              timeout=60, cwd=folder, stdin=subprocess.DEVNULL,
                              env={"PATH": os.environ.get("PATH", ""), "HOME": folder, "NO_COLOR": "1"})
    wanted, _ = OTHERS.get((row["kind"], row["qualified"]), (0, ""))
    if done.returncode == wanted:
        return []
    said = done.stderr.splitlines() + [line for line in done.stdout.splitlines() if "inconclusive" in line]
    return [f"exit status {done.returncode}, not {wanted}"] + said[:8]


def main():
    parser = argparse.ArgumentParser(description="Runs the examples of the tables.")
    parser.add_argument("words", nargs="*", metavar="WORD")
    parser.add_argument("-j", "--jobs", type=int, default=2, help="examples at once (2)")
    options = parser.parse_args()
    program = os.environ.get("SCAN", "")
    if not os.access(program, os.X_OK):
        sys.exit(f"examples.py: no program at SCAN={program or '(not set)'}")
    program = os.path.abspath(program)
    network = next(example.text for example in manual.Manual().examples if example.name == "office")
    done = subprocess.run([program, "explain", "--all", "--json"], capture_output=True, text=True, check=True)
    rows = [row for row in map(json.loads, done.stdout.splitlines()) if "script" in row]
    rows = [row for row in rows if not options.words or {row["name"], row["qualified"]} & set(options.words)]
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for row, faults in zip(rows, pool.map(lambda row: attempt(row, program, network), rows)):
            if faults:
                failed += 1
                print(f"not ok {row['kind']} {row['qualified']}: {row['example']}", *(f"  {line}" for line in faults),
                      sep="\n", flush=True)
    print(f"{len(rows) - failed} examples passed, {failed} failed")
    sys.exit(failed > 0 or not rows)


if __name__ == "__main__":
    main()
