#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds a scanner, and nmap, against the truth of every lab host. Run in the scanner's namespace.

usage: accuracy.py [--scan PROGRAM --scope FILE] [--nmap] [--known FILE] [--host NAME]… [--technique T]… [--jobs N]

Every host × technique × family is scanned for state and reason of each port, and every way of host discovery for its
verdict. Prints each difference, then a line that begins with `total`. Exit status 0: the program is right everywhere,
and nmap agrees or the difference is explained in the table of FILE; 1: not so; 5: the program has no raw engine.

The program has one try. nmap has three, since its clocks suffer on a busy machine and it is not what is tested.
"""

import argparse
import concurrent.futures
import os
import re
import sys
from typing import NamedTuple

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import nmap_peer  # noqa: E402
import scan_runs  # noqa: E402
import truth  # noqa: E402

NMAP_TRIES = 3


class Difference(NamedTuple):
    who: str
    host: str
    family: str
    technique: str
    port: str
    truth: str
    said: str


class Known(NamedTuple):
    """A row of docs/accuracy.md: where nmap says something else, and rightly or wrongly so."""

    hosts: str
    techniques: str
    families: str
    truth: str
    said: str

    def explains(self, difference: Difference) -> bool:
        return (
            names(self.hosts, difference.host)
            and names(self.techniques, difference.technique)
            and difference.family in self.families
            and self.truth in ("any", difference.truth)
            and self.said in ("any", difference.said)
        )


def names(cell: str, word: str) -> bool:
    return cell == "any" or word in re.split(r",\s*", cell)


def known_differences(path: str) -> list[Known]:
    found, inside = [], False
    with open(path) as file:
        for line in file:
            if line.startswith("<!-- "):
                inside = line.startswith("<!-- known differences")
            elif inside and line.startswith("|") and not line.startswith(("| host |", "| --- |")):
                cells = [c.strip().replace("`", "").replace("\\|", "|") for c in re.split(r"(?<!\\)\|", line)[1:-1]]
                found.append(Known(*cells[:5]))
    return found


def verdict(state: str | None, reason: str | None) -> str:
    return f"{state} {reason}" if state else "not told"


def compare(who: str, wanted: list[truth.Verdict], got: dict) -> list[Difference]:
    return [
        Difference(who, w.host, w.family, w.technique, f"{w.port}/{w.protocol}", verdict(w.state, w.reason), said)
        for w in wanted
        if (said := verdict(*got.get((w.address, w.port), (None, None)))) != verdict(w.state, w.reason)
    ]


def nmap_differences(host: truth.Host, technique: str, wanted: list[truth.Verdict]) -> list[Difference]:
    found = []
    for family in "46":
        part = [w for w in wanted if w.family == family]
        for _ in range(NMAP_TRIES if part else 0):
            got = nmap_peer.ports(host.addresses[family], family, technique, sorted({w.port for w in part}))
            differences = compare("nmap", part, got)
            if not differences:
                break
        else:
            found += differences if part else []
    return found


def presence_difference(who: str, p: truth.Presence, state: str, reason: str | None) -> list[Difference]:
    # For a host that is down the reason is not always told; silence and "not told" are the same then.
    wanted = verdict(p.state, p.reason)
    said = verdict(state, reason if reason or state == "up" else p.reason)
    return [] if said == wanted else [Difference(who, p.host, p.family, "discover", p.method, wanted, said)]


def examine(host: truth.Host, options: argparse.Namespace) -> tuple[int, int, list[Difference]]:
    """Verdicts asked of the program, verdicts asked of nmap, differences."""
    asked = peer_asked = 0
    found: list[Difference] = []
    every = list(truth.verdicts(host))
    for technique in options.technique:
        wanted = [v for v in every if v.technique == technique]
        if wanted and options.scan:
            asked += len(wanted)
            found += compare("scan", wanted, scan_runs.ports(options, host, technique, wanted))
        if wanted and options.nmap:
            peer_asked += len(wanted)
            found += nmap_differences(host, technique, wanted)
    for presence in truth.presences(host) if "discover" in options.technique else []:
        if options.scan:
            asked += 1
            found += presence_difference("scan", presence, *scan_runs.presence(options, presence))
        if options.nmap:
            peer_asked += 1
            for _ in range(NMAP_TRIES):
                differences = presence_difference("nmap", presence, *nmap_peer.presence(presence))
                if not differences:
                    break
            found += differences
    return asked, peer_asked, found


def folded(differences: list[Difference]) -> list[Difference]:
    """One row for the ports that differ in the same way."""
    groups: dict[Difference, list[str]] = {}
    for difference in differences:
        groups.setdefault(difference._replace(port=""), []).append(difference.port)
    return [
        key._replace(port=ports[0] if len(ports) == 1 else f"{ports[0]} and {len(ports) - 1} more")
        for key, ports in groups.items()
    ]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--scan")
    parser.add_argument("--scope")
    parser.add_argument("--nmap", action="store_true")
    parser.add_argument("--known")
    parser.add_argument("--host", action="append")
    parser.add_argument("--technique", action="append")
    parser.add_argument("--jobs", type=int, default=6)
    options = parser.parse_args()
    options.technique = options.technique or [*truth.TCP, "udp", "discover"]
    raw = [t for t in options.technique if t != "connect"]
    if options.scan and raw and not scan_runs.has_raw_engine(options):
        print("this program has no raw engine yet")
        return 5

    # A host at a time is asked one thing only: some limit how often they answer.
    hosts = [h for h in truth.hosts() if not options.host or h.name in options.host]
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        results = list(pool.map(lambda host: examine(host, options), hosts))

    known = known_differences(options.known) if options.known else []
    wrong = explained = unexplained = 0
    for row in (row for _, _, found in results for row in folded(found)):
        note = ""
        if row.who == "nmap":
            covered = any(k.explains(row) for k in known)
            explained, unexplained = explained + covered, unexplained + (not covered)
            note = "explained" if covered else "NOT EXPLAINED"
        else:
            wrong += 1
        print(
            f"{row.who:5} {row.host:10} IPv{row.family} {row.technique:9} {row.port:20} "
            f"truth {row.truth:28} said {row.said:28} {note}".rstrip()
        )
    print(
        f"total: {sum(r[0] for r in results)} verdicts of scan, {wrong} kinds of difference; "
        f"{sum(r[1] for r in results)} of nmap, {explained} kinds explained, {unexplained} not"
    )
    return 1 if wrong or unexplained or not sum(r[0] + r[1] for r in results) else 0


if __name__ == "__main__":
    sys.exit(main())
