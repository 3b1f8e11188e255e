#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs what README.md shows of a terminal, `$ scan …`, and holds what is shown against what is said.

    SCAN=.build/debug/scan Tests/Manual/readme.py

`…` stands for any lines. A file is what the example before it holds whose text names it (`audit.scan`:), or one of
those below, of which the text only speaks. `make demo` is passed over: its ports and times are others each time; so are
sessions, which lab/tests/repl-transcript.sh types on a terminal.
"""

import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FILES = {
    "audit.scan": "param dmz: targets = 127.0.0.1\nlet seen = scan dmz ports 22, 80 using connect {\n  on open 443 as p {\n"
                  "    print(p)\n  }\n}\nprint(seen.open)\n",
    "loose.scan": "let a=1\n",
}


def fences(text):
    """(line before, language, content) of each fenced block."""
    pattern = re.compile(r"([^\n]*)\n\n```(\w*)\n(.*?)^```$", re.M | re.S)
    return [found.groups() for found in pattern.finditer(text)]


def commands(block):
    """(command, shown lines) of a terminal's block; none where it is something else."""
    parts = re.split(r"^\$ ", block, flags=re.M)
    return [(part.split("\n")[0], part.split("\n")[1:]) for part in parts[1:]]


def is_shown(shown, said):
    """Whether lines are what is shown of them."""
    while shown and not shown[-1]:
        shown = shown[:-1]
    if not shown:
        return not said
    if shown[0].strip() == "…":
        return any(is_shown(shown[1:], said[start:]) for start in range(len(said) + 1))
    return bool(said) and said[0] == shown[0] and is_shown(shown[1:], said[1:])


def main():
    program = os.environ.get("SCAN", "")
    if not os.access(program, os.X_OK):
        sys.exit(f"readme.py: no program at SCAN={program or '(not set)'}")
    program, count, failed = os.path.abspath(program), 0, 0
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as file:
        blocks = fences(file.read())
    with tempfile.TemporaryDirectory(prefix="scan-readme.") as folder:
        for name, text in FILES.items():
            write(folder, name, text)
        for before, language, block in blocks:
            named = re.search(r"`(\w+\.scan)`:$", before)
            if language == "scan" and named:
                write(folder, named.group(1), block)
            for command, shown in commands(block):
                if not command.startswith("scan ") or command.startswith("scan repl"):
                    continue
                said = run(program, command, folder)
                count += 1
                if not is_shown(shown, said):
                    failed += 1
                    print(f"not ok $ {command}", *(f"  said: {line}" for line in said), sep="\n")
    print(f"{count - failed} commands passed, {failed} failed")
    sys.exit(failed > 0 or not count)


def write(folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(text)


def run(program, command, folder):
    """What a terminal would show."""
    done = subprocess.run([program, *command.split()[1:]], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          cwd=folder, timeout=60, stdin=subprocess.DEVNULL,
                          env={"PATH": os.environ.get("PATH", ""), "HOME": folder, "NO_COLOR": "1", "LC_ALL": "C.UTF-8"})
    lines = done.stdout.split("\n")
    while lines and not lines[-1]:
        lines.pop()
    return lines


if __name__ == "__main__":
    main()
