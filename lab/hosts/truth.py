#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a scan of the lab's hosts must find, from NAME.truth and the table `behaviours`.

usage: truth.py [--host NAME]… [--technique T]… [--family 4|6]     a JSON line for each port and technique

A line of NAME.truth is one of

    PORTS PROTOCOL FAMILIES BEHAVIOUR     22,80-90 tcp 46 open
    discover METHOD FAMILIES STATE REASON discover icmp 46 up echo-reply

where families are 4, 6 or 46. A port that no line names is no part of the truth. Every technique of the protocol must
have a row for the behaviour, and no port may be named twice: what is wrong here is wrong everywhere.
"""

import argparse
import json
import os
import sys
from typing import Iterator, NamedTuple

FOLDER = os.path.dirname(os.path.abspath(__file__))
TCP = ["syn", "fin", "null", "xmas", "maimon", "ack", "window", "flags", "connect"]
TECHNIQUES = {"tcp": TCP, "udp": ["udp"]}


class Host(NamedTuple):
    name: str
    link: str
    addresses: dict[str, str]  # by family, "4" and "6"
    clauses: str


class Verdict(NamedTuple):
    host: str
    family: str
    address: str
    technique: str
    protocol: str
    port: int
    state: str
    reason: str


class Presence(NamedTuple):
    host: str
    family: str
    address: str
    method: str
    state: str
    reason: str


def rows(name: str) -> Iterator[list[str]]:
    with open(os.path.join(FOLDER, name)) as file:
        for number, line in enumerate(file, 1):
            fields = line.split("#")[0].split()
            if fields:
                yield fields


def hosts() -> list[Host]:
    return [Host(f[0], f[1], {"4": f[2], "6": f[3]}, " ".join(f[4:])) for f in rows("hosts")]


def behaviours() -> dict[tuple[str, str, str], tuple[str, str]]:
    """(behaviour, technique, family) → (state, reason)."""
    table: dict[tuple[str, str, str], tuple[str, str]] = {}
    for name, techniques, families, state, reason in rows("behaviours"):
        for word in techniques.split(","):
            for technique in TECHNIQUES.get(word, [word]):
                for family in families:
                    key = (name, technique, family)
                    if key in table:
                        raise SystemExit(f"behaviours: {key} stands twice")
                    table[key] = (state, reason)
    return table


def numbers(text: str) -> list[int]:
    found: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def verdicts(host: Host) -> Iterator[Verdict]:
    table, seen = behaviours(), set()
    for fields in rows(f"{host.name}.truth"):
        if fields[0] == "discover":
            continue
        ports, protocol, families, behaviour = fields
        for family in families:
            for port in numbers(ports):
                if (family, protocol, port) in seen:
                    raise SystemExit(f"{host.name}.truth: {port}/{protocol} stands twice")
                seen.add((family, protocol, port))
                for technique in TECHNIQUES[protocol]:
                    verdict = table.get((behaviour, technique, family))
                    if verdict is None:
                        raise SystemExit(f"{host.name}.truth: no row for {behaviour}, {technique}, IPv{family}")
                    address = host.addresses[family]
                    yield Verdict(host.name, family, address, technique, protocol, port, *verdict)


def presences(host: Host) -> Iterator[Presence]:
    for fields in rows(f"{host.name}.truth"):
        if fields[0] == "discover":
            _, method, families, state, reason = fields
            for family in families:
                yield Presence(host.name, family, host.addresses[family], method, state, reason)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", action="append")
    parser.add_argument("--technique", action="append")
    parser.add_argument("--family")
    options = parser.parse_args()

    def wanted(item: Verdict | Presence, word: str) -> bool:
        return (not options.technique or word in options.technique) and options.family in (None, item.family)

    for host in hosts():
        if options.host and host.name not in options.host:
            continue
        for verdict in verdicts(host):
            if wanted(verdict, verdict.technique):
                print(json.dumps(verdict._asdict()))
        for presence in presences(host):
            if wanted(presence, "discover"):
                print(json.dumps(presence._asdict()))


if __name__ == "__main__":
    sys.exit(main())
