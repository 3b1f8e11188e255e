#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns every rule of the language off in turn; the conformance suite must go red each time.

    Tests/Conformance/rules-off.py [--build FOLDER] [-j N] [RULE…]

A copy of the sources is made in which every mutant of `mutants/*.mutants` is compiled in, asleep. One build serves all:
the variable SCAN_MUTANT names the one that wakes. The program that is shipped holds none of this.

A mutant is written as

    rule R6.4                       the rule that it breaks; several mutants may break one rule
    file Sources/ScanLang/…swift    where
    <<<<
    text as it stands there, found exactly once
    ====
    text in its place, where OFF means "this rule is off now"
    >>>>

`rule R6.4 is diagnostic:S0403` breaks a rule by turning the row of a table off, when the rule is no more than that.

`unseen diagnostic:S0101 why` leaves out a row that no case can guard, and says what does.

`each diagnostic` (function, method, field, clause, technique) in place of `rule …` makes one mutant for each row of that table:
there `OFF(x)` means "the row named x is off now". Which cases guard a rule is read from the cases themselves:
`# rule: R6.4`, the code of a diagnostic that is expected, the name of a builtin that is called. It is enough that one
of them fails.
"""

import argparse
import concurrent.futures
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SWITCH = '''// Made by rules-off.py; no part of the program.
import Glibc

public enum Mutant {
  public static let name = getenv("SCAN_MUTANT").map { String(cString: $0) } ?? ""
  public static func isOn(_ rule: String) -> Bool { name == rule }
}
'''

spec = importlib.util.spec_from_file_location("run", os.path.join(HERE, "run.py"))
suite = importlib.util.module_from_spec(spec)
spec.loader.exec_module(suite)


class Mutant:
    """One edit of one file, for a rule or for all rows of a table."""

    def __init__(self, kind, name, file, old, new, place):
        self.kind, self.name, self.file, self.old, self.new, self.place = kind, name, file, old, new, place

    def text(self):
        """The mutated text, with the switch written out."""
        if self.kind == "rule":
            return re.sub(r"\bOFF\b", f'Mutant.isOn("{self.name}")', self.new)
        return re.sub(r"\bOFF\(", f'Mutant.isOn("{self.name}:" + ', self.new)


def read_mutants():
    """All mutants of the folder, in order, and the rules that are a row of a table."""
    mutants, aliases = [], {}
    folder = os.path.join(HERE, "mutants")
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".mutants"):
            continue
        kind = rule = file = None
        part, old, new = None, [], []
        with open(os.path.join(folder, name)) as text:
            for number, line in enumerate(text, 1):
                line = line.rstrip("\n")
                if part is None:
                    words = line.split()
                    if not words or line.startswith("#"):
                        continue
                    if words[0] == "rule" and len(words) == 4 and words[2] == "is":
                        aliases[words[1]] = words[3].replace("_result", " result")
                    elif words[0] == "unseen" and len(words) > 2:
                        aliases[words[1]] = None
                    elif words[0] in ("rule", "each") and len(words) == 2:
                        kind, rule, file = words[0], words[1], None
                    elif words[0] == "file" and len(words) == 2 and kind:
                        file = words[1]
                    elif line == "<<<<" and file:
                        part, old, new = "old", [], []
                    else:
                        sys.exit(f"mutants/{name}:{number}: not understood: {line}")
                elif part == "old" and line == "====":
                    part = "new"
                elif part == "new" and line == ">>>>":
                    mutants.append(Mutant(kind, rule, file, "\n".join(old), "\n".join(new), f"mutants/{name}:{number}"))
                    part = None
                else:
                    (old if part == "old" else new).append(line)
    return mutants, aliases


def make_sources(mutants, folder):
    """A copy of the package with every mutant in it, asleep."""
    for part in ("Sources", "Package.swift", "LICENSE"):
        source, target = os.path.join(ROOT, part), os.path.join(folder, part)
        if os.path.isdir(source):
            subprocess.run(["mkdir", "-p", target], check=True)
            sync(source, target, {mutant.file for mutant in mutants})
        elif os.path.exists(source):
            write(target, open(source).read())
    manifest = open(os.path.join(folder, "Package.swift")).read()
    write(os.path.join(folder, "Package.swift"), re.sub(r"\n\s*\.testTarget\((?:[^()]|\([^()]*\))*\),?", "", manifest))
    write(os.path.join(folder, "Sources/NetworkTypes/Mutant.swift"), SWITCH)
    faults = []
    for file in sorted({mutant.file for mutant in mutants}):
        with open(os.path.join(ROOT, file)) as text:
            source = text.read()
        for mutant in [mutant for mutant in mutants if mutant.file == file]:
            if source.count(mutant.old) != 1:
                faults.append(f"{mutant.place}: {source.count(mutant.old)} places in {file} read\n{mutant.old}")
                continue
            source = source.replace(mutant.old, mutant.text())
        if not file.startswith("Sources/NetworkTypes/") and not re.search(r"^import NetworkTypes$", source, re.M):
            source = re.sub(r"\n\n", "\nimport NetworkTypes\n\n", source, count=1)
        write(os.path.join(folder, file), source)
    if faults:
        sys.exit("\n".join(faults))


def sync(source, target, mutated):
    """Makes a folder equal to another, but for files that are written later; what is equal is not touched."""
    wanted = set()
    for folder, _, names in os.walk(source):
        for name in names:
            path = os.path.join(folder, name)
            relative = os.path.relpath(path, source)
            wanted.add(relative)
            if os.path.relpath(path, ROOT) in mutated:
                continue
            place = os.path.join(target, relative)
            with open(path, "rb") as file:
                content = file.read()
            if not os.path.exists(place) or open(place, "rb").read() != content:
                os.makedirs(os.path.dirname(place), exist_ok=True)
                shutil.copyfile(path, place)
    for folder, _, names in os.walk(target):
        for name in names:
            if os.path.relpath(os.path.join(folder, name), target) not in wanted and name != "Mutant.swift":
                os.remove(os.path.join(folder, name))


def write(path, text):
    """Writes a file if it reads differently, so that the build is not begun anew."""
    if not os.path.exists(path) or open(path).read() != text:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(text)


def cases_by_name():
    """The cases, and for each name which of them may guard it."""
    found = {}
    for path in suite.find([HERE]):
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            text = file.read()
        beside = os.path.splitext(path)[0] + ".expect"
        if os.path.exists(beside):
            text += open(beside).read()
        found[path] = text
    return found


def guards(kind, name, texts):
    """The cases that may guard a rule or a row of a table, those that say little else first."""
    if kind == "rule":
        pattern = re.compile(r"#+ rule:.*\b" + re.escape(name) + r"(?![.\d])")
    elif kind == "diagnostic":
        pattern = re.compile(r"#+ (?:error|warning|fails) " + name + r"\b")
    elif kind == "function":
        pattern = re.compile(r"\b" + re.escape(name) + r"\b")
    elif kind in ("method", "field"):
        pattern = re.compile(r"\." + re.escape(name.split(".")[-1]) + r"\b")
    else:
        pattern = re.compile(r"\b" + re.escape(name.split(".")[-1]) + r"\b")
    return sorted((path for path, text in texts.items() if pattern.search(text)), key=lambda path: len(texts[path]))


def main():
    parser = argparse.ArgumentParser(description="Turns every rule off in turn; the suite must go red.")
    parser.add_argument("rules", nargs="*", help="only these: R6.4, S0112, diagnostic, function:len")
    parser.add_argument("--build", default=os.path.join(ROOT, ".build", "mutants"), metavar="FOLDER")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    options = parser.parse_args()
    mutants, aliases = read_mutants()
    os.makedirs(options.build, exist_ok=True)
    make_sources(mutants, options.build)
    status = subprocess.run(["swift", "build", "--product", "scan", "--package-path", options.build]).returncode
    if status:
        sys.exit("rules-off: the mutants do not build")
    program = os.path.join(options.build, ".build", "debug", "scan")
    rules = {mutant.name for mutant in mutants if mutant.kind == "rule"}
    rules |= {name for name in aliases if aliases[name]}
    rows = [("rule", name) for name in rules]
    tables = table_names(program)
    for kind in sorted({mutant.name for mutant in mutants if mutant.kind == "each"}):
        rows += [(kind, name) for name in tables[kind] if f"{kind}:{name}" not in aliases]
    rows = [("rule", name) for name in manual_rules()] + [row for row in rows if row[0] != "rule"]
    stale = rules - {name for kind, name in rows if kind == "rule"}
    if stale:
        sys.exit(f"mutants of rules that the manual does not have: {', '.join(sorted(stale))}")
    if options.rules:
        rows = [row for row in rows if {row[0], row[1], ":".join(row)} & set(options.rules)]
    without = {name for kind, name in rows if kind == "rule"} - rules
    sys.exit(1 if judge(rows, program, options.jobs, without, aliases) else 0)


def table_names(program):
    """The names of every table's rows, as the program tells them."""
    names = {}
    listing = subprocess.run([program, "explain", "--all", "--json"], capture_output=True, text=True, check=True).stdout
    for line in listing.splitlines():
        row = json.loads(line)
        names.setdefault(row["kind"], []).append(row["qualified"])
    return names


def manual_rules():
    """Every numbered rule of the manual."""
    path = os.path.join(ROOT, "docs", "language.md")
    if not os.path.exists(path):
        return []
    with open(path) as file:
        return sorted(set(re.findall(r"\*\*\[(R\d+\.\d+)\]\*\*", file.read())), key=lambda name: [int(x) for x in name[1:].split(".")])


def judge(rows, program, jobs, without, aliases):
    """Wakes one mutant after the other; gives how many rules nothing guards."""
    texts, ports, bad = cases_by_name(), suite.Ports(), 0

    def test(row):
        kind, name = row
        if kind == "rule" and name in without:
            return "has no mutant"
        cases = guards(kind, name, texts)
        if not cases:
            return "no case names it"
        waking = aliases.get(name, name) if kind == "rule" else f"{kind}:{name}"
        for path in cases:
            if suite.attempt(path, program, ports, {"SCAN_MUTANT": waking}):
                return None
        return f"off, and {len(cases)} cases still pass: " + ", ".join(os.path.relpath(path, HERE) for path in cases[:4])

    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for row, fault in zip(rows, pool.map(test, rows)):
            if fault:
                bad += 1
                print(f"not ok {row[0]} {row[1]}: {fault}", flush=True)
    print(f"{len(rows) - bad} rules guarded, {bad} not")
    return bad


if __name__ == "__main__":
    main()
