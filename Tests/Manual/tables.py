#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the tables of docs/language.md and docs/session.md from those of the program, `scan explain --all --json`.

    SCAN=.build/debug/scan Tests/Manual/tables.py           says which regions are not current, status 1
    SCAN=.build/debug/scan Tests/Manual/tables.py --write   makes them current

A region stands between `<!-- generated: NAME -->` and `<!-- end -->`, each on a line of its own.
"""

import json
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PAGES = ["docs/language.md", "docs/session.md"]
REGION = re.compile(r"(<!-- generated: (.+?) -->\n)(.*?)(<!-- end -->\n)", re.S)


def cell(text):
    """Text for one cell: `|` and line ends would end it."""
    return re.sub(r"\s*\n\s*", " ", text).replace("|", "\\|")


def code(text):
    """Code for one cell; a line end becomes a visible separator."""
    text = re.sub(r"\n\s*", "; ", text).replace("{; ", "{ ").replace("; }", " }")
    fence = "``" if "`" in text else "`"
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{text}{pad}{fence}".replace("|", "\\|")


def table(heads, rows):
    lines = ["| " + " | ".join(heads) + " |", "| " + " | ".join("---" for _ in heads) + " |"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


class Tables:
    """The rows of the program, and how each region is made of them."""

    def __init__(self, rows):
        self.rows = rows

    def of(self, kind, *places):
        return [row for row in self.rows if row["kind"] == kind and (not places or row.get("place") in places)]

    def words(self, kind, head):
        return table([head, "meaning", "example"],
                     [[code(row["name"]), cell(row["documentation"]), code(row["example"])] for row in self.of(kind)])

    def clauses(self, *places, of_words=()):
        rows = [[code(row["signature"]), cell(row["documentation"]), cell(row.get("facts", {}).get("default", "")),
                 code(row["example"])] for row in self.of("clause", *places)]
        rows += [[code(f"{row['place']} … {row['name']}"), cell(row["documentation"]), "", code(row["example"])]
                 for row in (self.of("word", *of_words) if of_words else [])]
        if not any(row[2] for row in rows):
            return table(["line", "meaning", "example"], [[row[0], row[1], row[3]] for row in rows])
        return table(["line", "meaning", "default", "example"], rows)

    def fields(self, records):
        plain = {row["name"] for row in self.of("type") if self.plain(row)}
        rows = [row for row in self.of("field") if (row["place"] not in plain) == records]
        return table(["field", "meaning"], [[code(row["signature"]), cell(row["documentation"])] for row in rows])

    @staticmethod
    def plain(row):
        """Whether a type is one that scripts can write, and no record of an engine."""
        return row["name"] in {"list", "map", "string", "bytes", "targets", "ports", "network", "address range", "range",
                               "port", "date", "time", "address", "state", "flags"}

    def calls(self, kind):
        heads = ["call", "meaning", "effect", "example"] if kind == "function" else ["call", "meaning", "example"]
        rows = []
        for row in self.of(kind):
            line = [code(row["signature"]), cell(row["documentation"]), code(row["example"])]
            if kind == "function":
                line.insert(2, cell(row.get("facts", {}).get("effect", "")))
            rows.append(line)
        return table(heads, rows)

    def diagnostics(self):
        rows = []
        for row in self.of("diagnostic"):
            severity, title = re.match(r"(\w+)\[S\d{4}\]: (.*)", row["signature"]).groups()
            rows.append([row["name"], severity, cell(title)])
        return table(["code", "severity", "what is wrong"], rows)

    def region(self, name):
        makers = {
            "keywords": lambda: self.words("keyword", "word"),
            "constants": lambda: self.words("constant", "name"),
            "literals": lambda: self.words("literal", "form"),
            "types": lambda: self.words("type", "type"),
            "states": lambda: table(["state", "meaning"],
                                    [[code(r["name"]), cell(r["documentation"])] for r in self.of("state")]),
            "techniques": lambda: "\n".join(["```"] + ["\n".join(
                [f"## {r['documentation']}", r["signature"], ""]) for r in self.of("technique")]).rstrip() + "\n```\n",
            "reasons": lambda: table(["reason", "meaning", "comes from"], [
                [code(r["name"]), cell(r["documentation"]), cell(r.get("facts", {}).get("comes from", ""))]
                for r in self.of("reason")]),
            "operators": lambda: table(["operator", "meaning", "takes", "example"], [
                [code(r["signature"]), cell(r["documentation"]), cell(r.get("facts", {}).get("takes", "any values")),
                 code(r["example"])] for r in self.of("operator")]),
            "scan clauses": lambda: self.clauses("scan", of_words=(
                "rate", "followups", "order", "discover", "keep", "shard")),
            "handlers": lambda: self.clauses("on", of_words=("on host",)),
            "limits": lambda: self.clauses("limits"),
            "expect clauses": lambda: self.clauses("expect", of_words=("expect", "waive")),
            "scope clauses": lambda: self.clauses("scope"),
            "network clauses": lambda: self.clauses("network", "host", of_words=(
                "network", "open", "host", "reject", "limit", "filter", "test")),
            "functions": lambda: self.calls("function"),
            "methods": lambda: self.calls("method"),
            "value fields": lambda: self.fields(False),
            "record fields": lambda: self.fields(True),
            "formats": lambda: table(["format", "what is written"], [
                [code(r["name"]), cell(r["documentation"])] for r in self.of("format")]) if self.of("format") else "",
            "exit statuses": lambda: table(["status", "name", "when"], [
                [r["name"], cell(r["signature"].split(None, 1)[1]), cell(r["documentation"])]
                for r in self.of("exit status")]),
            "diagnostics": self.diagnostics,
            "session commands": lambda: table(["command", "does"], [
                [code(r["signature"]), cell(r["documentation"].replace("\n\n", " "))]
                for r in self.of("session command")]),
            "session settings": lambda: table(["setting", "what it changes: its values"], [
                [code(name), cell(text)] for r in self.of("session command") if r["name"] == ":set"
                for name, text in r["facts"].items()]),
        }
        if name not in makers:
            sys.exit(f"tables.py: no table is called {name}")
        made = makers[name]()
        return f"\n{made}\n" if made else ""


def stale_regions(page, tables, is_mended):
    """The regions of a page that are not current; none where they are made so."""
    path = os.path.join(ROOT, page)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if not is_mended:
        return [found.group(2) for found in REGION.finditer(text) if found.group(3) != tables.region(found.group(2))]
    with open(path, "w", encoding="utf-8") as file:
        file.write(REGION.sub(lambda found: found.group(1) + tables.region(found.group(2)) + found.group(4), text))
    return []


def main():
    program = os.environ.get("SCAN", "")
    if not os.access(program, os.X_OK):
        sys.exit(f"tables.py: no program at SCAN={program or '(not set)'}")
    done = subprocess.run([program, "explain", "--all", "--json"], capture_output=True, text=True, check=True)
    tables = Tables([json.loads(line) for line in done.stdout.splitlines()])
    stale = {page: stale_regions(page, tables, "--write" in sys.argv[1:]) for page in PAGES}
    told = [f"{page}: not current: {', '.join(names)}; make docs" for page, names in stale.items() if names]
    if told:
        sys.exit("\n".join(told))


if __name__ == "__main__":
    main()
