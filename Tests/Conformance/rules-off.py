#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns every rule of the language off in turn; the conformance suite must go red each time.

    Tests/Conformance/rules-off.py [--build FOLDER] [-j N] [--share N] [--seed N] [RULE…]

Before that, every case that may guard a rule must pass with all mutants asleep: what is red anyway shows nothing.
`--share 10` takes one row in ten, drawn from the seed.

A copy of the sources is made in which every mutant of `mutants/*.mutants` is compiled in, asleep. One build serves all:
the variable SCAN_MUTANT names the one that wakes. The program that is shipped holds none of this.

A mutant is written as

    rule R6.4                       the rule that it breaks; more edits may follow, which wake together
    file Sources/ScanLang/…swift    where
    <<<<
    text as it stands there, found exactly once
    ====
    text in its place, where OFF means "this rule is off now"
    >>>>

A rule that says several things has several mutants, each of which must be seen: `rule R6.4/ports`.

`rule R6.4 is diagnostic:S0403` breaks a rule by turning the row of a table off, when the rule is no more than that.

`unseen diagnostic:S0101 why` leaves out a row that no case can guard, and says what does. In names `_result` is ` result`.

`each diagnostic` (function, method, field, clause, technique) in place of `rule …` makes one mutant for each row of that table:
there `OFF(x)` means "the row named x is off now". Which cases guard a rule is read from the cases themselves:
`# rule: R6.4`, the code of a diagnostic that is expected, the name of a builtin that is called. It is enough that one
of them fails.
"""

import argparse
import concurrent.futures
import os
import random
import re
import shutil
import subprocess
import sys
import time

import coverage
import run as suite

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SWITCH = '''// Made by rules-off.py; no part of the program.
import Glibc

public enum Mutant {
  public static let name = getenv("SCAN_MUTANT").map { String(cString: $0) } ?? ""
  public static func isOn(_ rule: String) -> Bool { name == rule }
}
'''


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
                        aliases[words[1].replace("_result", " result")] = None
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


def number(name):
    """The number of the rule that a mutant breaks, `R6.4` of `R6.4/ports`."""
    return name.partition("/")[0]


def guards(kind, name, texts):
    """The cases that may guard a rule or a row of a table, those that say little else first."""
    if kind == "rule":
        pattern = re.compile(r"#+ rule:.*\b" + re.escape(number(name)) + r"(?![.\d])")
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
    parser.add_argument("-j", "--jobs", type=int, default=2, help="cases at once (2)")
    parser.add_argument("--share", type=int, default=1, metavar="N", help="one row in N")
    parser.add_argument("--seed", type=int, default=1, help="which of them (1)")
    options = parser.parse_args()
    mutants, aliases = read_mutants()
    program = build(mutants, os.path.abspath(options.build))
    rows, mutated = rows_of(mutants, aliases, program)
    if options.rules:
        rows = [row for row in rows if {row[0], row[1], number(row[1]), ":".join(row)} & set(options.rules)]
    if options.share > 1:
        kept = set(random.Random(options.seed).sample(rows, -(-len(rows) // options.share)))
        rows = [row for row in rows if row in kept]
    started = time.monotonic()
    bad = Judge(program, options.jobs, mutated, aliases).judge(rows)
    print(f"{len(rows) - bad} rules guarded, {bad} not, {time.monotonic() - started:.0f} s")
    sys.exit(bad > 0 or not rows)


def build(mutants, folder):
    """The program with all mutants in it."""
    os.makedirs(folder, exist_ok=True)
    make_sources(mutants, folder)
    if subprocess.run(["swift", "build", "--product", "scan", "--package-path", folder]).returncode:
        sys.exit("rules-off: the mutants do not build")
    return os.path.join(folder, ".build", "debug", "scan")


def rows_of(mutants, aliases, program):
    """Every mutant of a rule of the manual and every row of the tables, and which of them there are."""
    mutated = {mutant.name for mutant in mutants if mutant.kind == "rule"}
    mutated |= {name for name in aliases if aliases[name]}
    rules = coverage.rules()
    stale = {number(name) for name in mutated} - set(rules)
    if stale:
        sys.exit(f"mutants of rules that the manual does not have: {', '.join(sorted(stale))}")
    rows = [("rule", name) for rule in rules
            for name in sorted(name for name in mutated | {rule} if number(name) == rule)]
    kinds = {mutant.name for mutant in mutants if mutant.kind == "each"}
    for row in coverage.tables(program):
        if row["kind"] in kinds and f"{row['kind']}:{row['qualified']}" not in aliases:
            rows.append((row["kind"], row["qualified"]))
    return rows, mutated


class Judge:
    """Runs the cases that may guard each rule."""

    def __init__(self, program, jobs, mutated, aliases):
        self.program, self.jobs, self.mutated, self.aliases = program, jobs, mutated, aliases
        self.ports = suite.Ports()
        self.texts = {path: coverage.text_of(path) for path in suite.find([HERE])}

    def judge(self, rows):
        """Wakes one mutant after the other; gives how many rules nothing guards."""
        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
            paths = sorted({path for row in rows for path in guards(*row, self.texts)})
            # On a busy machine a case may take long; what a mutant does to it is not a matter of time.
            asleep = list(zip(paths, pool.map(lambda path: self.faults(path, patience=4), paths)))
            red = [f"{os.path.relpath(path, HERE)}: {faults[0]}" for path, faults in asleep if faults]
            if red:
                sys.exit("\n  ".join([f"with every mutant asleep {len(red)} of {len(paths)} cases fail:"] + red))
            bad = 0
            for row, fault in zip(rows, pool.map(self.test, rows)):
                if fault:
                    bad += 1
                    print(f"not ok {row[0]} {row[1]}: {fault}", flush=True)
        return bad

    def faults(self, path, waking="", patience=1):
        return suite.attempt(path, self.program, self.ports, {"SCAN_MUTANT": waking}, patience)

    def test(self, row):
        """Why nothing guards a row; none when some case goes red."""
        kind, name = row
        if kind == "rule" and name not in self.mutated:
            return "has no mutant"
        cases = guards(kind, name, self.texts)
        if not cases:
            return "no case names it"
        waking = self.aliases.get(name, name) if kind == "rule" else f"{kind}:{name}"
        for path in cases:
            if self.faults(path, waking):
                return None
        return f"off, and {len(cases)} cases still pass: " + ", ".join(os.path.relpath(path, HERE) for path in cases[:4])


if __name__ == "__main__":
    main()
