#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times a program on a terminal of its own: seconds until its prompt, until a key is echoed, and until Tab completes.

usage: echo.py --runs N --keys N --folder FOLDER --network FILE PROGRAM

Writes FOLDER/{prompt,python,rest,busy}.times and FOLDER/tab-*.times, one number a line, and FOLDER/events.
"""

import argparse
import os
import pty
import select
import signal
import time


class Terminal:
    """A program on the other side of a pseudo-terminal."""

    def __init__(self, words):
        self.begun = time.perf_counter()
        self.child, self.end = pty.fork()
        if self.child == 0:
            os.environ.update(TERM="xterm", LC_ALL="C.UTF-8", INPUTRC="/dev/null")
            os.execv(words[0], words)
        self.text = b""
        self.lines = 0

    def read(self, seconds):
        if select.select([self.end], [], [], seconds)[0]:
            chunk = os.read(self.end, 1 << 16)
            self.text += chunk
            self.lines += chunk.count(b"\n")

    def until(self, wanted, seconds=30):
        """Seconds since the start of the call until `wanted` was written."""
        start = time.perf_counter()
        while wanted not in self.text:
            if time.perf_counter() - start > seconds:
                raise SystemExit(f"echo.py: {wanted!r} does not come; last: {self.text[-300:]!r}")
            # What was looked at needs no second look.
            self.text = self.text[-64:]
            self.read(0.5)
        self.text = self.text[self.text.index(wanted) + len(wanted):]
        return time.perf_counter() - start

    def type(self, text):
        os.write(self.end, text.encode())

    def close(self):
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.end)


def write(folder, name, times):
    with open(os.path.join(folder, f"{name}.times"), "w", encoding="utf-8") as file:
        file.writelines(f"{seconds:.6f}\n" for seconds in times)


def prompts(words, prompt, runs):
    times = []
    for _ in range(runs):
        terminal = Terminal(words)
        terminal.until(prompt)
        times.append(time.perf_counter() - terminal.begun)
        terminal.close()
    return times


def echoes(terminal, keys):
    """Seconds until each key is seen. The keys are letters that nothing else writes."""
    times = []
    for number in range(keys):
        # Greek letters; the line is cleared before it needs a second row.
        letter = chr(0x3B1 + number % 24)
        if number % 24 == 0:
            terminal.type("\x15")
        terminal.type(letter)
        times.append(terminal.until(letter.encode()))
        # Whoever types pauses; the scan goes on printing.
        pause = time.perf_counter() + 0.02
        while time.perf_counter() < pause:
            terminal.read(0.005)
        terminal.text = b""
    return times


# What is completed, by the name of its numbers: what is typed, and what Tab puts behind it.
WORDS = {
    "name": ("sho", "w "),
    "field": ("big.cov", "erage"),
    "value": ("_1.elap", "sed"),
    "clause": ("scan 10.0.0.1 po", "rts "),
    "host": ("scan 10.1.77", "."),
    "port": ("scan 10.0.0.1 ports 6553", None),
}
# With `None` nothing is common to all: the second Tab lists them, and the line is written anew.
LISTS = {"hosts": "scan 10.1.", "ports": "scan 10.0.0.1 ports "}


def completion(terminal, typed, added):
    """Seconds from Tab until what it adds is seen, or the bell where it can add nothing."""
    terminal.type("\x15\x0c" + typed)
    terminal.until(typed.encode())
    return tab(terminal, added.encode() if added else b"\x07")


def listing(terminal, typed):
    """Seconds from the second Tab until the line stands below the list."""
    completion(terminal, typed, None)
    return tab(terminal, b"scan> " + typed.encode())


def tab(terminal, wanted):
    """Seconds from Tab until something is written, once all before it was."""
    while select.select([terminal.end], [], [], 0.01)[0]:
        terminal.read(0)
    terminal.text = b""
    start = time.perf_counter()
    terminal.type("\t")
    terminal.until(wanted)
    return time.perf_counter() - start


def completions(terminal, folder, runs, suffix=""):
    for name, (typed, added) in WORDS.items():
        write(folder, f"tab-{name}{suffix}", [completion(terminal, typed, added) for _ in range(runs)])
    for name, typed in LISTS.items():
        write(folder, f"tab-list-{name}{suffix}", [listing(terminal, typed) for _ in range(runs)])


def enter(terminal, line, seconds=600):
    """Enters a line and waits for the prompt behind its answer."""
    terminal.type("\x15" + line + "\r")
    terminal.until(line[-8:].encode() + b"\r\n")
    terminal.until(b"scan> ", seconds)


def resident(process):
    with open(f"/proc/{process}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE")


def many_results(session, options):
    """Tab with 131,072 hosts of one scan, 65,535 open ports of one host, and ten such scans of other networks."""
    terminal = Terminal(session)
    terminal.until(b"scan> ")
    enter(terminal, "scan 192.168.0.1 ports 1-65535 using syn { rate 10M/s; retries 0; discover none };")
    enter(terminal, "let big = scan 10.0.0.0/15 ports 22 using syn { rate 10M/s; retries 0; discover none };")
    completions(terminal, options.folder, options.tabs)
    for number in range(options.more):
        enter(terminal, f"scan 10.{2 * number + 2}.0.0/15 ports 22 using syn "
              "{ rate 10M/s; retries 0; discover none };")
    completions(terminal, options.folder, options.tabs, "-more")
    # What keeps the interpreter at work keeps nobody from typing.
    enter(terminal, "for i in range(1, 10000000000) { let _j = i * i } &")
    completions(terminal, options.folder, options.tabs, "-busy")
    terminal.type("\x15:jobs\r")
    terminal.until(b"[1] for")
    with open(os.path.join(options.folder, "memory"), "w", encoding="utf-8") as file:
        file.write(f"resident with all of them    {resident(terminal.child) / 1e6:.0f} MB\n")
    terminal.close()


def many_names(program, options):
    """Tab with 10,000 names of the session, all of which go on with what is typed, and with a word that none does."""
    script = os.path.join(options.folder, "names.scan")
    with open(script, "w", encoding="utf-8") as file:
        file.writelines(f"let name{number} = {number}\n" for number in range(10_000))
    terminal = Terminal([program, "repl"])
    terminal.until(b"scan> ")
    enter(terminal, f":load {script}")
    write(options.folder, "tab-many-names", [completion(terminal, "nam", "e") for _ in range(options.tabs)])
    write(options.folder, "tab-other-names", [completion(terminal, "sho", "w ") for _ in range(options.tabs)])
    terminal.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=31)
    parser.add_argument("--keys", type=int, default=200)
    parser.add_argument("--tabs", type=int, default=31)
    parser.add_argument("--more", type=int, default=10)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--network", required=True)
    parser.add_argument("program")
    options = parser.parse_args()
    session = [options.program, "repl", "--network", options.network, "--seed", "1"]
    write(options.folder, "prompt", prompts(session, b"scan> ", options.runs))
    write(options.folder, "python", prompts(["/usr/bin/python3", "-q", "-S"], b">>> ", options.runs))

    terminal = Terminal(session)
    terminal.until(b"scan> ")
    write(options.folder, "rest", echoes(terminal, options.keys))
    terminal.type("\x15scan 10.0.0.0/9 ports 22-25 using syn "
                  "{ rate 100k/s; retries 0; discover none; on open as p { note(p.host) } } &\r")
    # Events come: the scan is under way.
    terminal.until(b"\n10.")
    start, lines = time.perf_counter(), terminal.lines
    times = echoes(terminal, options.keys)
    elapsed = time.perf_counter() - start
    with open(os.path.join(options.folder, "events"), "w", encoding="utf-8") as file:
        file.write(f"events printed meanwhile     {(terminal.lines - lines) / elapsed:.0f} lines/s for {elapsed:.1f} s\n")
    terminal.close()
    write(options.folder, "busy", times)
    many_results(session, options)
    many_names(options.program, options)


if __name__ == "__main__":
    main()
