# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs of the program under test, read from `scan run --json` (docs/language.md, docs/formats.md)."""

import argparse
import json
import subprocess

from truth import Host, Presence, Verdict

# What stands behind `using`; any other technique is its own name.
EXPRESSIONS = {"flags": "flags(FIN|URG, rst: closed, silence: open|filtered)"}
NO_RAW_ENGINE = "S0641"


def records(options: argparse.Namespace, code: str) -> tuple[int, list[dict], str]:
    done = subprocess.run(
        [options.scan, "run", "--json", "--all-ports", "--scope", options.scope, "-e", code],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def has_raw_engine(options: argparse.Namespace) -> bool:
    """Whether a technique that needs raw packets is more than understood; asked of loopback."""
    _, lines, _ = records(options, "scan 198.18.2.2 ports 1 using syn retries 0 timeout 100ms")
    return not any(line["type"] == "error" and line.get("code") == NO_RAW_ENGINE for line in lines)


def ports(
    options: argparse.Namespace, host: Host, technique: str, wanted: list[Verdict]
) -> dict[tuple[str, int], tuple[str, str]]:
    """(address, port) → (state, reason): one run for both families."""
    addresses = ", ".join(sorted({w.address for w in wanted}))
    protocol = wanted[0].protocol
    numbers = ", ".join(f"{port}/{protocol}" for port in sorted({w.port for w in wanted}))
    code = f"scan {addresses} ports {numbers} using {EXPRESSIONS.get(technique, technique)}"
    status, lines, error = records(options, f"{code} {{ discover none; {host.clauses} }}")
    found = {(r["host"], r["port"]): (r["state"], r["reason"]) for r in lines if r["type"] == "port"}
    # 3: something was found that makes the run doubtful, such as a host where everything is open.
    if status not in (0, 3):
        print(f"scan: exit status {status} of `{code}`: {error.strip().splitlines()[-1:]}")
    return found


def presence(options: argparse.Namespace, wanted: Presence) -> tuple[str, str | None]:
    """(state, reason) of the host as `discover METHOD` sees it; a host that no record names is down."""
    code = f"scan {wanted.address} ports 1 using syn {{ discover {wanted.method}; timeout 3s; retries 2 }}"
    _, lines, _ = records(options, code)
    for record in lines:
        if record["type"] == "host" and record["host"] == wanted.address:
            return record["state"], record["reason"]
    return "down", None
