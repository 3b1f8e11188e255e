#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Says which names of the language no conformance case is about; nothing, and status 0, when each has one.

    SCAN=.build/debug/scan Tests/Conformance/coverage.py [--json]

A case is about
  - a rule of docs/language.md when it says so: `# rule: R5.12, R5.13`;
  - a diagnostic when it expects it: `# error S0112 at 4:17`;
  - a keyword, function, method, field, operator, clause, constant, state or technique when it uses it. Methods and fields
    that several types have, words within clauses, reasons and formats are named where they are meant:
    `# names: host.state, results.state`.

What no case can show stands in mutants/unseen.mutants: `unseen diagnostic:S0101 why`.

`--json` prints what each case is about, for other tools.
"""

import json
import os
import re
import subprocess
import sys

import run as suite

HERE = os.path.dirname(os.path.abspath(__file__))
MANUAL = os.path.join(os.path.dirname(os.path.dirname(HERE)), "docs", "language.md")
UNSEEN = os.path.join(HERE, "mutants", "unseen.mutants")
# Where the lines of a block stand, by the word that its header begins with.
BLOCKS = ("scan", "expect", "scope", "limits", "technique", "network", "hosts", "host")


def tables(program):
    """The rows of the program's tables."""
    done = subprocess.run([program, "explain", "--all", "--json"], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def unseen():
    """The rows that no case can show, as `diagnostic:S0101`: the lines `unseen KIND:NAME why` of the mutants."""
    with open(UNSEEN, encoding="utf-8") as file:
        return {name.replace("_result", " result") for name in re.findall(r"^unseen (\w+:\S+) +\S", file.read(), re.M)}


def rules():
    """The numbers of the manual's rules."""
    with open(MANUAL, encoding="utf-8") as file:
        return re.findall(r"^\*\*\[(R\d+\.\d+)\]\*\*", file.read(), re.M)


def text_of(path):
    """A case with the expectations that stand beside it."""
    text = ""
    for part in (path, os.path.splitext(path)[0] + ".expect"):
        if part == path or os.path.exists(part):
            with open(part, encoding="utf-8", errors="surrogateescape") as file:
                text += file.read()
    return text


class Case:
    """A case: its code without texts and comments, and what its comments say."""

    def __init__(self, path):
        self.name = os.path.relpath(path, HERE)
        text = text_of(path)
        self.rules = self.listed(text, "rule")
        self.names = self.listed(text, "names")
        self.codes = set(re.findall(r"#+ (?:error|warning|fails) (S\d{4}) at", text))
        # What a command prints of a diagnostic that is not the run's own: `scan test`.
        self.codes |= set(re.findall(r"#+ prints:.*(?:error|warning)\[(S\d{4})\]", text))
        # What is put into a text is code: `"\(xs.sum())"`.
        inner = " ".join(re.findall(r"\\\(([^()]*(?:\([^()]*\)[^()]*)*)\)", text))
        plain = re.sub(r'"""[\s\S]*?"""|r?b?"(?:[^"\\\n]|\\.)*"', '""', text)
        self.code = re.sub(r"#.*", "", plain) + "\n" + inner
        self.lines = self.blocks()

    @staticmethod
    def listed(text, word):
        found = set()
        for line in re.findall(rf"#+ {word}: ?(.*)", text):
            found |= {name.strip() for name in line.split(",") if name.strip()}
        return found

    def blocks(self):
        """(block, line) for each line or part of one, as far as words and braces tell."""
        result, stack, opened = [], [""], ""
        for part in re.split(r"([{};\n])", self.code):
            if part == "{":
                stack.append(opened)
            elif part == "}":
                stack = stack[:-1] or [""]
            elif part.strip():
                part = part.strip()
                words = re.findall(r"[\w]+", part)
                opened = next((word for word in words if word in BLOCKS), "")
                if stack[-1] in BLOCKS and words[:1] == ["on"]:
                    opened = "handler"
                result.append((stack[-1], part))
        return result

    def has_line(self, place, word):
        """Whether a line of a clause stands in its place."""
        first = rf"{word}\b(?! *=[^>=])"
        if place == "on":
            return any(re.match(rf"on [\w|, ]*\b{word}\b", line) for _, line in self.lines)
        if place == "show":
            return any(re.search(rf"\bshow\b.*\b{word}\b", line) for _, line in self.lines)
        block = {"host": ("host", "hosts")}.get(place, (place,))
        if any(inside in block and re.match(first, line) for inside, line in self.lines):
            return True
        if place == "limits":
            return any(inside == place and re.search(rf"\b{word}\b", line) for inside, line in self.lines)
        return place == "scan" and any(re.search(rf"\bscan\b.*\b{word}\b", line) for _, line in self.lines)

    def is_about(self, row, shared):
        """Whether the case is about a row of a table."""
        kind, name, qualified = row["kind"], row["name"], row["qualified"]
        if qualified in self.names:
            return True
        if kind == "diagnostic":
            return name in self.codes
        if kind in ("method", "field"):
            behind = r"\(" if kind == "method" else r"\b(?!\()"
            return qualified not in shared and bool(re.search(rf"\.{name}{behind}", self.code))
        if kind == "function":
            return bool(re.search(rf"(?<![.\w]){name}\(", self.code))
        if kind == "clause":
            return self.has_line(row["place"], name)
        if kind == "operator":
            return bool(re.search(self.operator(name), self.code))
        if kind in ("keyword", "constant", "technique", "state"):
            return bool(re.search(rf"(?<![.\w]){re.escape(name)}(?!\w)", self.code))
        return False

    @staticmethod
    def operator(name):
        if name[0].isalpha():
            return rf"\b{name}\b"
        if name == "[]":
            return r"\w\[[^\]]+\]"
        return rf"(?<![=<>!+*/?-]){re.escape(name)}(?![=>?])" if name not in ("=>", "?.") else re.escape(name)


KINDS = ("keyword", "clause", "operator", "constant", "state", "function", "method", "field", "technique", "diagnostic")


def main():
    program = os.environ.get("SCAN", "")
    if not os.access(program, os.X_OK):
        sys.exit(f"coverage.py: no program at SCAN={program or '(not set)'}")
    cases = [Case(path) for path in suite.find([HERE])]
    rows = [row for row in tables(os.path.abspath(program)) if row["kind"] in KINDS]
    counts = {}
    for row in rows:
        if row["kind"] in ("method", "field"):
            key = (row["kind"] == "method", row["name"])
            counts.setdefault(key, []).append(row["qualified"])
    shared = {name for names in counts.values() if len(names) > 1 for name in names}
    about = {("rule", rule): [case.name for case in cases if rule in case.rules] for rule in rules()}
    excused = unseen()
    for row in rows:
        if f"{row['kind']}:{row['qualified']}" not in excused:
            about[row["kind"], row["qualified"]] = [case.name for case in cases if case.is_about(row, shared)]
    if "--json" in sys.argv[1:]:
        print(json.dumps([{"kind": kind, "name": name, "cases": found} for (kind, name), found in about.items()]))
        return
    faults = [f"{kind} {name}: no case" for (kind, name), found in about.items() if not found]
    known = set(rules())
    faults += [f"{case.name}: there is no rule {rule}" for case in cases for rule in sorted(case.rules - known)]
    names = {row["qualified"] for row in tables(program)}
    known = {f"{row['kind']}:{row['qualified']}" for row in rows}
    faults += [f"mutants/unseen.mutants: nothing is called {name}" for name in sorted(excused - known)]
    faults += [f"{case.name}: nothing is called {name}" for case in cases for name in sorted(case.names - names)]
    print(*faults, f"{len(about)} names, {len(faults)} faults", sep="\n")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
