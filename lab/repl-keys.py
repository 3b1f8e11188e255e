#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Types whatever comes to mind into sessions, and asks after each round whether they still answer.

    lab/repl-keys.py PROGRAM --folder FOLDER [--seconds N] [--seed N] [--rounds N]

Sessions run on a simulated network in FOLDER. A round is some dozens of keys, pastes, window sizes and signals; behind
each, Ctrl-C, Ctrl-U and a sum must give its result. In the end Ctrl-D must leave, the terminal must be as it was, and
the history must hold what was entered. The same seed types the same. What fails is shown with its seed and with the
fewest keys at the end of its session that fail alone. Exit status: 0 nothing failed, 1 something did.
"""

import argparse
import os
import random
import re
import resource
import signal
import stat
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import Ended, Silent, Terminal  # noqa: E402

NETWORK = """network lab seed 1 {
  hosts 10.0.0.0/24 { open 22 banner "SSH-2.0-x\\r\\n"; open 80; closed else }
  hosts 10.9.0.0/16 { open 22, 80; loss 10% }
}
"""

# What people enter; the letters of some are typed alone as well.
ENTRIES = [
    "1 + 2", "_ * 10", "_1 + _2", '"hidden";', "let x = 5", "let x = x + 1", "x", "let words = [1, 2, 3]", "words.sum()",
    "var v = 1", "v = v + 1", 'v = 9; fail "no"', "fn f(n) { return n * 7 }", "f(6)", "fn f(n) {", "}", "nope", "1 +",
    "scan 10.0.0.0/28 ports 22, 80", "let r = scan 10.0.0.0/24 ports 20-25", "r.open.take(3)", "r.open.first", "r",
    "scan 10.9.0.0/16 ports 1-100 { rate 1M/s } &", 'scan 10.9.0.0/18 ports 22 { on open as p { note("\\(p)") } } &',
    "scan 10.9.0.0/18 ports 1-50", "while true { }", "fn g(n) { return g(n + 1) }", "g(1)", 'print("x".pad(3000))',
    'print("\\e[2J\\u{9b}31m")', "for i in 1-2000 { print(i) }", 'note("\\u{202e}")', "range(1, 200000).count", "# only a remark",
    "#!/usr/bin/env scan", "[[[[[[[[", "]]]]", '"""', '"\\(', "{ }", "limits { steps 10k }; while true { }",
    'import "std/services"', 'import "nothing"', "services.web", "expect 1 == 1, \"it is\"", "expect 1 == 2, \"it is not\"",
    "technique odd { send FIN; RST => closed; silence => open|filtered }", "r.open.count &", "10.0.0.0/30", "443/tcp",
    "::1", "let größe = \"äöü – 中文 👩‍👩‍👧\"", "größe", "if x > 3 { print(1) } else { print(2) }", "",
]
COMMANDS = [
    ":help", ":h", "?scan", "scan?", "??f", ":jobs", ":cancel all", ":cancel 1", ":rate 500/s", ":rate 5/s 1", ":names",
    ":plan scan 10.0.0.0/24 ports 22", ":time 1 + 1", ":time on", ":time off", ":watch 10ms 1 + 1", ":watch 1ms r until changed",
    ":save session.scan", ":save --force session.scan", ":load session.scan", ":load pipe", ":load -", ":edit", ":edit 2",
    ":techniques", ":builtins", ":fields results", ":fields r", ":scope", ":history", ":history 100000", ":explain S0104",
    ":set rows 3", ":set rows 100", ":set color on", ":set", ":probe 10.0.0.5 80 SYN", ":probe 10.0.0.5 80 FIN", ":nonsense",
    ":", "?", "??", ":s", ":save", ":save /nowhere/x", ":load", ":explain",
]
CONTROLS = [bytes([byte]) for byte in (*range(0x20), 0x7F) if byte not in (3, 4, 0x1A)]
SEQUENCES = [
    b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D", b"\x1bOA", b"\x1bOB", b"\x1b[H", b"\x1b[F", b"\x1b[1~", b"\x1b[2~",
    b"\x1b[3~", b"\x1b[4~", b"\x1b[5~", b"\x1b[6~", b"\x1b[1;5C", b"\x1b[1;5D", b"\x1b[200~", b"\x1b[201~", b"\x1bOP",
    b"\x1b[15~", b"\x1b[M !!", b"\x1b[<0;1;1M", b"\x1b]0;title\x07", b"\x1bP1$r\x1b\\", b"\x1b[I", b"\x1b[O", b"\x1b[?62c",
]
METAS = [b"\x1b" + bytes([byte]) for byte in range(0x21, 0x7F) if byte not in b"[O"]
# Numbers of times, searches, macros, undo, completion of all kinds, other editing modes.
PHRASES = [
    b"\x1b5", b"\x1b-", b"\x1b9999999", b"\x12ports", b"\x13f", b"\x18(", b"\x18)", b"\x18e", b"\x1f", b"\x18\x15", b"\x1b\t",
    b"\x1b?", b"\x1b*", b"\t\t", b"\t\t\t", b"sc\t\t", b"r.\t\t", b":\t\t", b":load \t\t", b'import "\t\t', b"10.0\t\t",
    b"\x1b\n", b"\x1b\x0a", b"\x18\x12", b"\x16", b"\x11", b"\x1d", b"\x1b\x1d", b"\x0f", b"\x1br", b"\x1b<", b"\x1b>", b"\x1b.",
    b"\x1b#", b"\x1b&", b"\x1b~", b"\x1b\\", b"\x18\x18", b"\x18\x16", b"\x1bu", b"\x1bt", b"\x0b\x19\x1by", b"\x1b\x7f",
]
SIGNALS = [signal.SIGWINCH, signal.SIGCONT, signal.SIGPIPE, signal.SIGQUIT, signal.SIGTSTP]


class Fault(Exception):
    """The program did what it must not."""


# MARK: What is typed. A step is a name and its argument, so that it can be shown and repeated.


class Hand:
    """Makes steps up; the same from the same seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.kinds = [
            (20, self.entry), (8, self.command), (8, self.control), (8, self.sequence), (4, self.torn), (5, self.meta),
            (8, self.phrase), (8, self.letters), (4, self.unicode), (4, self.bytes), (4, self.paste), (2, self.torn_paste),
            (5, self.size), (2, self.stop), (1, self.suspend), (4, self.interrupts), (1, self.signal), (5, self.pause),
            (1, self.long),
        ]

    def steps(self):
        return [self.step() for _ in range(self.random.randint(3, 50))]

    def step(self):
        weights = [weight for weight, _ in self.kinds]
        return self.random.choices([make for _, make in self.kinds], weights)[0]()

    def entry(self):
        text = self.random.choice(ENTRIES).encode()
        return "keys", text + self.random.choice([b"\r", b"\r", b"\r", b"\r", b"\n", b"", b"\r\r", b" &\r", b";\r", b" & ;\r"])

    def command(self):
        return "keys", self.random.choice(COMMANDS).encode() + self.random.choice([b"\r", b"\r", b"\r", b""])

    def control(self):
        return "keys", b"".join(self.random.choices(CONTROLS, k=self.random.randint(1, 4)))

    def sequence(self):
        return "keys", self.random.choice(SEQUENCES) * self.random.choice([1, 1, 1, 5, 40])

    def torn(self):
        whole = self.random.choice(SEQUENCES + METAS)
        return "keys", whole[: self.random.randint(1, len(whole))]

    def meta(self):
        return "keys", self.random.choice(METAS)

    def phrase(self):
        return "keys", self.random.choice(PHRASES)

    def letters(self):
        text = self.random.choice(ENTRIES + COMMANDS)
        return "keys", text[: self.random.randint(0, len(text))].encode()

    def unicode(self):
        ranges = [(0x80, 0x9F), (0xA0, 0x24F), (0x300, 0x36F), (0x590, 0x6FF), (0x1100, 0x11FF), (0x200B, 0x202E), (0x4E00, 0x9FFF),
                  (0x1F300, 0x1FAFF), (0xE0000, 0xE007F), (0xFE00, 0xFE0F), (0x10FFF0, 0x10FFFF)]
        return "keys", "".join(chr(self.random.randint(*self.random.choice(ranges)))
                               for _ in range(self.random.randint(1, 12))).encode()

    def bytes(self):
        # Ctrl-Z and Ctrl-D stop and leave; both are steps of their own.
        taken = bytes(byte for byte in self.random.randbytes(self.random.choice([1, 2, 8, 64, 500])) if byte not in (4, 0x1A))
        return "keys", taken

    def pasted(self):
        kind = self.random.randrange(5)
        if kind == 0:
            return self.random.randbytes(self.random.choice([10, 1000, 70000]))
        if kind == 1:
            return "\n".join("scan> " + entry for entry in self.random.choices(ENTRIES, k=4)).encode()
        if kind == 2:
            return b"x" * self.random.choice([(1 << 20) + 1, 100000])
        line_end = self.random.choice(["\n", "\r\n", "\r"])
        return line_end.join(self.random.choices(ENTRIES, k=self.random.choice([1, 3, 30]))).encode()

    def paste(self):
        return "keys", b"\x1b[200~" + self.pasted() + b"\x1b[201~" + self.random.choice([b"", b"\r"])

    def torn_paste(self):
        cut = self.random.randint(1, 6)
        return "keys", self.random.choice([
            b"\x1b[200~" + self.pasted(), self.pasted() + b"\x1b[201~", b"\x1b[200~" + self.pasted() + b"\x1b[201~"[:cut],
            b"\x1b[200~"[:cut] + b"ab\r", b"\x1b[200~\x1b[200~a\x1b[201~\x1b[201~"])

    def size(self):
        edge = [1, 2, 3, 5, 10, 40, 80, 500]
        return "size", (self.random.choice([0, *edge]), self.random.choice([0, 1, 2, 3, 24, 200]))

    def stop(self):
        return "stop", self.random.choice([0.0, 0.02, 0.1])

    def suspend(self):
        return "keys", b"\x1a"

    def interrupts(self):
        return "keys", b"\x03" * self.random.choice([1, 1, 1, 2, 3, 10])

    def signal(self):
        return "signal", int(self.random.choice(SIGNALS))

    def pause(self):
        return "pause", self.random.choice([0.001, 0.01, 0.03, 0.06, 0.2, 0.55])

    def long(self):
        return "keys", b"1 + " * self.random.choice([100, 1000, 5000]) + b"1" + self.random.choice([b"", b"\r"])


# MARK: Sessions


class Session:
    """A session with what was asked of it."""

    def __init__(self, options, number):
        folder = os.path.join(options.folder, f"session{number}")
        os.makedirs(folder, exist_ok=True)
        network = os.path.join(folder, "net.scan")
        with open(network, "w", encoding="utf-8") as file:
            file.write(NETWORK)
        if not os.path.exists(os.path.join(folder, "pipe")):
            os.mkfifo(os.path.join(folder, "pipe"))
        self.history = os.path.join(folder, "state/scan/history")
        if os.path.exists(self.history):
            os.unlink(self.history)
        environment = {
            "PATH": "/usr/bin:/bin", "HOME": folder, "XDG_STATE_HOME": os.path.join(folder, "state"), "TMPDIR": folder,
            "XDG_CONFIG_HOME": folder, "LC_ALL": "C.UTF-8", "TERM": options.term, "INPUTRC": "/dev/null",
            "EDITOR": "/bin/true", "VISUAL": "/bin/true", "PAGER": "/bin/cat",
        }
        # For a library that was built to tell more.
        environment |= {name: value for name, value in os.environ.items() if re.match("LD_|ASAN_", name)}
        self.terminal = Terminal(
            [options.program, "repl", "--network", network, "--seed", "1"], environment, folder, patience=options.patience,
            limits=None if options.cores else lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)))
        self.entered = []
        self.question = 1000
        self.terminal.wait_for(r"^scan> ", what="the first prompt")

    def do(self, step):
        name, what = step
        terminal = self.terminal
        if name == "keys":
            terminal.send(what)
        elif name == "size":
            terminal.resize(*what)
        elif name == "signal":
            terminal.kill(what)
        elif name == "stop":
            terminal.kill(signal.SIGSTOP)
            time.sleep(what)
            terminal.kill(signal.SIGCONT)
        elif name == "pause":
            terminal.settle(what, most=what)
        terminal.read(0)

    def ask(self):
        """Gives up what is typed, and asks for a sum."""
        terminal = self.terminal
        # The rest of a paste that did not end is dropped until nothing comes for a while.
        terminal.settle(0.02, most=0.2)
        if min(os.get_terminal_size(terminal.slave)) < 40:
            terminal.resize(80, 24)
        self.question += 1
        start = len(terminal.output)
        entry = f"{self.question} * 100"
        end = time.monotonic() + terminal.patience
        while True:
            terminal.send(b"\x03")
            terminal.settle(0.35, most=terminal.patience)
            terminal.send(b"\x15" + entry.encode() + b"\r")
            try:
                terminal.wait_for(rf"^(_\d+ = )?{self.question}00$", start, 5, what=f"the answer to {entry}")
                break
            except Silent:
                # A Ctrl-C that came while a Ctrl-Z was under way was the shell's.
                if time.monotonic() > end:
                    raise
        self.entered.append(entry)

    def leave(self):
        """Ctrl-D: a clean end."""
        terminal = self.terminal
        terminal.settle(0.05)
        # Where jobs run it asks first.
        terminal.send(b"\x04")
        terminal.settle(0.1)
        terminal.send(b"\x04")
        self.end({0})

    def end(self, allowed):
        status = self.terminal.wait_end()
        code = os.waitstatus_to_exitcode(status)
        self.check_output()
        if code not in allowed:
            raise Fault(f"ended with {code}")
        if not self.terminal.is_restored():
            raise Fault("the terminal is not as it was")
        if self.terminal.faults:
            raise Fault(self.terminal.faults[0])
        self.check_history()

    def check_output(self):
        text = self.terminal.text()
        found = re.search(r"(Fatal error|Sanitizer|runtime error:|Assertion|SIG[A-Z]+ at|\*\*\* .*\*\*\*|corrupted|double free)[^\n]*",
                          text)
        if found:
            raise Fault(f"it wrote: {found.group(0)}")

    def check_history(self):
        if not os.path.exists(self.history):
            if self.entered:
                raise Fault("no history")
            return
        mode = stat.S_IMODE(os.stat(self.history).st_mode)
        if mode != 0o600:
            raise Fault(f"the history has mode {mode:o}")
        with open(self.history, "rb") as file:
            content = file.read().decode("utf-8")
        records = content.split("\x1e")
        if records[0] or not all(re.match(r"\d+\n(?s:.*)\n\Z", record) for record in records[1:]):
            raise Fault("the history is none")
        entries = [record.split("\n", 1)[1][:-1] for record in records[1:]]
        place = 0
        for entry in self.entered:
            if entry not in entries[place:]:
                raise Fault(f"the history lacks {entry!r}")
            place = entries.index(entry, place) + 1


def play(options, number, rounds):
    """A session of rounds; raises what is wrong with it."""
    session = Session(options, number)
    try:
        for steps in rounds:
            for step in steps:
                session.do(step)
                if session.terminal.status is not None:
                    break
            if session.terminal.status is None:
                try:
                    session.ask()
                except Ended:
                    pass
            if session.terminal.status is not None:
                # Ctrl-D and :quit are among what is typed.
                session.end({0})
                return
            session.check_output()
            if session.terminal.faults:
                raise Fault(session.terminal.faults[0])
        session.leave()
    except Silent as error:
        raise Fault(str(error)) from error
    finally:
        session.terminal.close()
        options.last = session.terminal.text()[-1500:]


def shortest(options, rounds):
    """The fewest steps at the end that were seen to fail alone in the time there is; `None` where that is the whole."""
    end = time.monotonic() + options.shrink
    options = argparse.Namespace(**vars(options))
    options.patience = min(options.patience, 8)

    def fails(steps):
        if time.monotonic() > end:
            return False
        try:
            play(options, "alone", [steps])
        except Fault:
            return True
        return False

    steps = [step for steps in rounds for step in steps]
    count = 1
    while count < 2 * len(steps):
        tail = steps[-count:]
        if fails(tail):
            # One after the other is left out.
            for place in range(len(tail) - 1, -1, -1):
                shorter = tail[:place] + tail[place + 1:]
                if shorter and fails(shorter):
                    tail = shorter
            return tail
        count *= 2
    return None


def keep(path, rounds):
    with open(path, "w", encoding="utf-8") as file:
        file.write(repr(rounds) + "\n")


def replay(options):
    with open(options.replay, encoding="utf-8") as file:
        # Written by `keep`, or by hand; products save typing.
        rounds = eval(file.read(), {"__builtins__": {}})  # pylint: disable=eval-used
    try:
        play(options, "replayed", rounds)
    except Fault as fault:
        print(f"FAILED: {fault}\n{options.last}")
        return 1
    print("nothing failed")
    return 0


def show(step):
    name, what = step
    if isinstance(what, bytes) and len(what) > 300:
        return f"{name} {what[:200]!r} … {what[-60:]!r} ({len(what)} bytes)"
    return f"{name} {what!r}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--folder", required=True)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=6, help="rounds of a session")
    parser.add_argument("--patience", type=float, default=30)
    parser.add_argument("--term", default="xterm-256color")
    parser.add_argument("--shrink", type=float, default=60, help="seconds to look for fewer keys that fail")
    parser.add_argument("--cores", action="store_true", help="a crash may leave a core file")
    parser.add_argument("--replay", help="the file that a failure left: type that")
    options = parser.parse_args()
    if options.replay:
        return replay(options)
    end = time.monotonic() + options.seconds
    kept = os.path.join(options.folder, "failed.keys")
    seed, sessions, typed = options.seed, 0, 0
    while time.monotonic() < end:
        hand = Hand(seed)
        rounds = [hand.steps() for _ in range(options.rounds)]
        try:
            play(options, "all", rounds)
        except Fault as fault:
            print(f"FAILED with --seed {seed}: {fault}")
            keep(kept, rounds)
            print("what it wrote last:\n  " + options.last.replace("\n", "\n  "))
            tail = shortest(options, rounds)
            print("keys that fail alone:" if tail else "only the whole session fails; its last keys:")
            for step in tail or [step for steps in rounds for step in steps][-30:]:
                print("  " + show(step))
            if tail:
                keep(kept, [tail])
            print(f"--replay {kept} types them again")
            return 1
        sessions += 1
        typed += sum(len(steps) for steps in rounds)
        seed += 1
    print(f"{sessions} sessions, {typed} steps, seeds {options.seed} to {seed - 1}: nothing failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
