#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Interrupts a run in the middle of heavy work and measures how long it takes to end.

    lab/interrupt.py PROGRAM [--size N] [--most SECONDS] [NAME…]

Each piece of code makes what it needs, says `ready` on standard error, and then works without end; SIGINT comes 0.3
seconds later. One line for each: its name, milliseconds, and the exit status, which must be 130. `--size` is the size
of lists and, times 4, of texts; the default is for a release build, a debug build wants less.
Exit status: 0 all ended in time, 1 some did not.
"""

import argparse
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time

LIST = "fn numbers(n: int) -> list {\n  var xs = []\n  for i in range(1, n) { xs += [i * 7919 % 1000003] }\n  return xs\n}\nlet xs = numbers(SIZE)\n"
TEXTS = LIST + 'let texts = xs.map(x => "key \\(x)")\n'
TEXT = 'let text = "".pad(TEXT - 1, with: "a") + "b"\n'
NESTED = "var deep = [1]\nvar other = [1]\nfor i in 1-60 {\n  deep = [deep, deep]\n  other = [other, other]\n}\n"

# Name: what it needs, what it does again and again.
SPOTS = {
    "loop": ("var n = 0\n", "n = (n + 1) % 1000"),
    "range loop": ("var n = 0\n", "for i in 0-9000000000 { n = i }"),
    "recursion": ("fn f(n: int) -> int {\n  if n < 2 { return n }\n  return f(n - 1) + f(n - 2)\n}\n", "f(90)"),
    "map": (LIST, "xs.map(x => x + 1).count"),
    "where": (LIST, "xs.where(x => x % 2 == 0).count"),
    "sorted numbers": (LIST, "sorted(xs).count"),
    "sort_by texts": (TEXTS, "texts.sort_by(t => t).count"),
    "sort_by lists": (LIST, "xs.sort_by(x => [x % 7, x]).count"),
    "group_by": (TEXTS, "texts.group_by(t => t).count"),
    "unique": (TEXTS, "texts.unique().count"),
    "list contains": (TEXTS, 'texts.contains("no such key")'),
    "list in": (LIST, "(-1) in xs"),
    "sum": (LIST, "xs.sum()"),
    "max": (LIST, "xs.max()"),
    "join": (LIST, 'xs.take(1500000).join(" ").length'),
    "equality": (LIST + "let ys = xs.map(x => x)\n", "let same = xs == ys\n  if not same { break }"),
    "endless equality": (NESTED, "let same = deep == other\n  if not same { break }"),
    "endless text": (NESTED, 'print(try str(deep) else "")'),
    "endless order": (NESTED, "sorted([deep, other]).count"),
    "map counting": (LIST + "fn count(xs: list) -> int {\n  var m = {}\n  for x in xs { m[x] = m.get(x, 0) + 1 }\n  return m.count\n}\n", "count(xs)"),
    "json": (LIST, "json(xs.take(1500000)).length"),
    "parse_json": (LIST + "let written = json(xs.take(1500000))\n", "parse_json(written).count"),
    "str": (LIST, "str(xs.take(1500000)).length"),
    "replace": (TEXT, 'text.replace("a", "b").length'),
    "replace, much alike": (TEXT, 'text.replace("".pad(100000, with: "a") + "c", "").length'),
    "split": (TEXT, 'text.split("aa").count'),
    "lines": (TEXT + 'let lined = text.replace("aa", "a\\n")\n', "lined.lines().count"),
    "upper": (TEXT, "text.upper().length"),
    "lower, not ASCII": ('let text = "".pad(HALF, with: "Ü")\n', "text.lower().length"),
    "pad": ("", '"".pad(TEXT, with: "x").length'),
    "doubling": ("fn grow() -> int {\n  var s = \"ab\"\n  while s.length < HALF { s += s }\n  return s.length\n}\n", "grow()"),
    "regex, quadratic": (TEXT, 'let found = try text ~ r"a[^x]*[yz]" else false\n  if found { break }'),
    "regex, nested": (TEXT, 'let found = try text ~ r"(a+)+$" else false\n  if found { break }'),
    "regex, alternatives": (TEXT, 'let found = try text ~ r"(?:a|aa)+c" else false\n  if found { break }'),
    "regex, plain": (TEXT, 'let found = text ~ r"needle"\n  if found { break }'),
    "target sets": (
        "fn addresses(n: int) -> targets {\n  var parts = []\n  for i in range(1, n) {\n    parts += [\"10.\\(i.div(16384) % 256).\\(i.div(64) % 256).\\(i % 64 * 4)\"]\n  }\n"
        "  return targets(parts)\n}\nlet some = addresses(SETS)\nlet more = addresses(SETS)\n",
        "let both = (some | more) & some\n  if both.count == 0 { break }"),
    "print": (LIST, "print(xs.take(1000000))"),
    "list append": ("fn grow() -> int {\n  var ys = []\n  for i in range(1, SIZE) { ys += [i] }\n  return ys.count\n}\n", "grow()"),
    "list doubling": ("fn grow() -> int {\n  var ys = [1]\n  while ys.count < SIZE { ys += ys }\n  return ys.count\n}\n", "grow()"),
    "for over list": (LIST + "var n = 0\n", "for x in xs { n = x }"),
    "reverse": (LIST, "xs.reverse().count"),
    "flat_map": (LIST, "xs.flat_map(x => [x]).count"),
}


def code(name, size):
    before, work = SPOTS[name]
    text = "## Interrupted on purpose.\n\nlimits { steps 1000000000000 }\n" + before + 'note("ready")\nwhile true {\n  ' + work + "\n}\n"
    most_text = min(4 * size, 16 << 20)
    return (text.replace("SIZE", str(size)).replace("TEXT", str(most_text)).replace("HALF", str(most_text // 2))
            .replace("SETS", str(min(size // 10, 900000))))


def run(program, name, size, most):
    with tempfile.NamedTemporaryFile("w", suffix=".scan") as file:
        file.write(code(name, size))
        file.flush()
        child = subprocess.Popen(
            [program, "run", file.name], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        try:
            for line in child.stderr:
                if line.strip() == b"ready":
                    break
            else:
                return None, f"ended with status {child.wait()} before it was ready"
            # Nothing may block on a full pipe from here on.
            os.set_blocking(child.stderr.fileno(), False)
            time.sleep(0.3)
            if child.poll() is not None:
                rest = (child.stderr.read() or b"").decode(errors="replace")
                return None, f"ended by itself with status {child.returncode}: {rest[:300]}"
            start = time.monotonic()
            child.send_signal(signal.SIGINT)
            deadline = start + max(10 * most, 20)
            while child.poll() is None and time.monotonic() < deadline:
                time.sleep(0.002)
            took = time.monotonic() - start
            return took, child.returncode
        finally:
            if child.poll() is None:
                child.kill()
                child.wait()
            child.stderr.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--size", type=int, default=4_000_000)
    parser.add_argument("--most", type=float, default=0.1)
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    bad = 0
    for name in arguments.names or SPOTS:
        took, status = run(arguments.program, name, arguments.size, arguments.most)
        good = took is not None and took <= arguments.most and status == 130
        bad += not good
        figure = "-" if took is None else f"{1000 * took:.0f} ms"
        print(f"{'ok ' if good else 'BAD'} {name:22} {figure:>9}  status {status}", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
