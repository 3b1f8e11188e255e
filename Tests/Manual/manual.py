#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs every fenced `scan` example of docs/language.md, and holds its rules against the form they must have.

    SCAN=.build/debug/scan Tests/Manual/manual.py [-v] [-j N] [SECTION…]      SECTION: 5 for all examples of section 5

An example with expectations in comments (`# prints: …`, `# error S0112 at 4:17`, as in Tests/Conformance/run.py) is run
and held against them; any other must check without errors. Where it has output and errors both, the lines with errors
show what is wrong: it is run without them, and checked with them. A comment `<!-- … -->` on the line before the fence says
more, one or several of these, separated by `;`:

  name: office       the file's name, `office.scan`, for other examples
  network: office    runs on the simulated network that the example of this name declares
  needs: a, b        the examples of these names stand beside it, as files
  scope              the example is an operator's scope file
  args: --n 5        arguments behind the file

A rule is `**[R5.12]**` at the start of a paragraph of its section; its number is its own for good. An example stands
between each rule and the next heading.
"""

import argparse
import concurrent.futures
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
MANUAL = os.path.join(ROOT, "docs", "language.md")
RULE = re.compile(r"^\*\*\[R(\d+)\.(\d+)\]\*\*")

# The conformance runner reads and judges examples with expectations.
sys.path.append(os.path.join(ROOT, "Tests", "Conformance"))
import run as suite  # noqa: E402


class Example:
    """A fenced block with what is said about it."""

    def __init__(self, line, section, notes, text):
        self.line, self.section, self.text = line, section, text
        self.notes = {}
        for note in filter(None, (part.strip() for part in notes.split(";"))):
            key, _, value = note.partition(":")
            self.notes[key.strip()] = value.strip()
        self.name = self.notes.get("name")

    def expects(self):
        return any(suite.WORD.search(line) for line in self.text.splitlines())


class Manual:
    """The manual taken apart: rules, examples, and what is wrong with its form."""

    def __init__(self, path=MANUAL):
        self.rules, self.examples, self.faults = [], [], []
        with open(path, encoding="utf-8") as file:
            self.read(file.read().split("\n"))

    def read(self, lines):
        section, waiting, notes, index = 0, [], "", 0
        while index < len(lines):
            line = lines[index]
            heading = re.match(r"^#+ (?:(\d+)[. ])?", line)
            if heading:
                self.faults += [f"line {at}: R{rule} has no example before the next heading" for at, rule in waiting]
                waiting = []
                section = int(heading.group(1) or section)
            rule = RULE.match(line)
            if rule:
                waiting.append((index + 1, self.take(rule, section, index + 1)))
            if line.startswith("```"):
                end = next(i for i in range(index + 1, len(lines)) if lines[i].rstrip() == "```")
                if line.strip() == "```scan":
                    text = "\n".join(lines[index + 1:end]) + "\n"
                    self.examples.append(Example(index + 1, section, notes, text))
                    waiting = []
                index = end
            elif "[R" in line and not rule and re.search(r"\*\*\[R\d", line):
                self.faults.append(f"line {index + 1}: a rule does not begin its paragraph")
            note = re.match(r"^<!-- (.*) -->$", lines[index])
            notes = note.group(1) if note and not note.group(1).startswith(("generated", "end")) else ""
            index += 1
        self.faults += [f"line {at}: R{rule} has no example" for at, rule in waiting]

    def take(self, found, section, line):
        number = int(found.group(2))
        if int(found.group(1)) != section:
            self.faults.append(f"line {line}: a rule of section {section} is wanted here")
        if f"{section}.{number}" in self.rules:
            self.faults.append(f"line {line}: R{section}.{number} is given twice")
        self.rules.append(f"{section}.{number}")
        return self.rules[-1]


class Runner:
    """Runs examples with one program."""

    def __init__(self, manual, program):
        self.program, self.ports = program, suite.Ports()
        self.named = {example.name: example for example in manual.examples if example.name}

    def attempt(self, example):
        """What is wrong with an example; empty when it is right."""
        with tempfile.TemporaryDirectory(prefix="scan-manual.") as folder:
            os.chmod(folder, 0o755)
            path = os.path.join(folder, (example.name or "example") + ".scan")
            needed = [name.strip() for name in example.notes.get("needs", "").split(",") if name.strip()]
            network = example.notes.get("network")
            for name in needed + ([network] if network else []):
                if name not in self.named:
                    return [f"no example has the name {name}"]
                with open(os.path.join(folder, name + ".scan"), "w", encoding="utf-8") as file:
                    file.write(self.named[name].text)
            text = example.text
            if network and not example.expects():
                text += "# prints anything\n# exit 0\n"
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            if "scope" in example.notes:
                return self.plain(["run", "--scope", path, "-e", "print(1)"], folder)
            if not example.expects() and not network:
                return self.plain(["check", path], folder)
            return self.case(example, path, folder, network)

    def case(self, example, path, folder, network):
        lines = example.text.splitlines(keepends=True)
        wrong = [line for line in lines if re.search(r"# (error S|fix: )", line)]
        if not wrong or not re.search(r"# prints", example.text):
            return self.one_case(example, path, folder, network)
        faults = []
        for text in ("".join(line for line in lines if line not in wrong),
                     re.sub(r"# prints.*", "", example.text) + "# check\n"):
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            faults += self.one_case(example, path, folder, network if "# check" not in text else None)
        return faults

    def one_case(self, example, path, folder, network):
        try:
            case = suite.Case(path)
        except suite.Broken as error:
            return [str(error)]
        if network:
            case.args += ["--network", f"{network}.scan:{network}"]
        if not case.check:
            case.args += example.notes.get("args", "").split()
        run = suite.Run(case, self.program, self.ports, folder)
        return [fault for fault in run.judge() if not fault.startswith("unexpected: warning")]

    def plain(self, arguments, folder):
        done = subprocess.run([self.program, *arguments], capture_output=True, text=True, timeout=60, cwd=folder,
                              stdin=subprocess.DEVNULL, env={"PATH": os.environ.get("PATH", ""), "HOME": folder})
        return [] if done.returncode == 0 else [f"exit status {done.returncode}"] + done.stderr.splitlines()[:12]


def main():
    parser = argparse.ArgumentParser(description="Runs the examples of the manual.")
    parser.add_argument("sections", nargs="*", type=int, metavar="SECTION")
    parser.add_argument("-v", "--verbose", action="store_true", help="name the examples that pass, too")
    parser.add_argument("-j", "--jobs", type=int, default=2, help="examples at once (2)")
    options = parser.parse_args()
    manual = Manual()
    program = os.environ.get("SCAN", "")
    if not os.access(program, os.X_OK):
        sys.exit(f"manual.py: no program at SCAN={program or '(not set)'}")
    runner = Runner(manual, os.path.abspath(program))
    examples = [one for one in manual.examples if not options.sections or one.section in options.sections]
    failed = 0
    for fault in manual.faults:
        print(f"not ok docs/language.md, {fault}")
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for example, faults in zip(examples, pool.map(runner.attempt, examples)):
            if faults:
                failed += 1
                print(f"not ok docs/language.md:{example.line}", *(f"  {line}" for line in faults), sep="\n", flush=True)
            elif options.verbose:
                print(f"ok docs/language.md:{example.line}", flush=True)
    print(f"{len(manual.rules)} rules, {len(examples) - failed} examples passed, {failed} failed")
    sys.exit(failed > 0 or bool(manual.faults) or not examples)


if __name__ == "__main__":
    main()
