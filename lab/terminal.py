# SPDX-License-Identifier: GPL-3.0-or-later
"""A program on a pseudo-terminal, as lab/repl-*.py drive it: keys go in, what is written is gathered, nothing blocks.

Between the terminal and the program stands a small process that does what a shell does: it gives the program the
terminal, and lets it go on when it was stopped by Ctrl-Z.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

# What a terminal shows differently but does not write: colours, movements, titles.
ESCAPES = re.compile(rb"\x1b(\[[0-9;?<=>]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[=>c]|[()][0AB])")


class Ended(Exception):
    """The program is gone."""


class Silent(Exception):
    """What was waited for does not come."""


class Terminal:
    """A program with a terminal of its own; all times are in seconds."""

    def __init__(self, words, environment, folder, size=(80, 24), limits=None, patience=20):
        self.patience = patience
        self.output = bytearray()
        self.sent = 0
        self.status = None
        self.faults = []
        self.master, self.slave = pty.openpty()
        # What a shell leaves behind, and the same each time.
        self.resize(*size)
        self.before = termios.tcgetattr(self.slave)
        self.told, tell = os.pipe()
        self.keeper = os.fork()
        if self.keeper == 0:
            try:
                _keep(self.slave, self.master, tell, words, environment, folder, limits)
            finally:
                os._exit(70)
        os.close(tell)
        os.set_blocking(self.master, False)
        os.set_blocking(self.told, False)
        self.child = int(self._message("pid"))

    # Keys

    def send(self, keys, patience=None):
        """Types bytes. A terminal that takes no more is read meanwhile."""
        end = time.monotonic() + (patience or self.patience)
        while keys:
            self.read(0, wants_room=True)
            try:
                count = os.write(self.master, keys[:4096])
                self.sent += count
                keys = keys[count:]
            except BlockingIOError:
                self.read(0.05, wants_room=True)
            except OSError:
                return
            if self.status is not None:
                return
            if time.monotonic() > end:
                raise Silent("no more keys are taken")

    def resize(self, columns, rows):
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def kill(self, number):
        try:
            os.kill(self.child, number)
        except ProcessLookupError:
            pass

    # What is written

    def read(self, seconds, wants_room=False):
        """Takes what comes within so many seconds; whether something came."""
        ready, room, _ = select.select(
            [self.master, self.told], [self.master] if wants_room else [], [], seconds)
        if self.told in ready:
            self._messages()
        if self.master not in ready:
            return False
        try:
            chunk = os.read(self.master, 1 << 16)
        except OSError:
            return False
        self.output += chunk
        return bool(chunk)

    def settle(self, quiet=0.1, most=5):
        """Reads until nothing came for a while."""
        end = time.monotonic() + most
        while self.read(quiet) and time.monotonic() < end:
            pass

    def wait_for(self, pattern, start=0, patience=None, what=None):
        """Waits for what matches on the lines written since byte `start`; gives the match."""
        end = time.monotonic() + (patience or self.patience)
        pattern = re.compile(pattern, re.MULTILINE)
        while True:
            found = pattern.search(self.text(start))
            if found:
                return found
            if self.status is not None:
                raise Ended(f"{what or pattern.pattern}: the program ended with {self.status}")
            if time.monotonic() > end:
                raise Silent(f"{what or pattern.pattern}: does not come")
            self.read(0.1)

    def text(self, start=0):
        """What was written as lines, without what only moves the cursor."""
        plain = ESCAPES.sub(b"", bytes(self.output[start:]))
        return plain.replace(b"\r\n", b"\n").replace(b"\r", b"\n").decode("utf-8", "replace")

    # Its end

    def wait_end(self, patience=None):
        """Waits until the program is gone; gives its status as `wait` has it."""
        end = time.monotonic() + (patience or self.patience)
        while self.status is None and time.monotonic() < end:
            self.read(0.05)
        if self.status is None:
            raise Silent("the program does not end")
        self.settle(0.02)
        return self.status

    def is_restored(self):
        """Whether the terminal is set as it was."""
        return termios.tcgetattr(self.slave) == self.before

    def hang_up(self):
        """Closes the terminal's window."""
        os.close(self.master)
        os.close(self.slave)
        self.master = self.slave = None

    def close(self):
        if self.status is None:
            self.kill(signal.SIGCONT)
            self.kill(signal.SIGKILL)
        for end in (self.master, self.slave):
            if end is not None:
                os.close(end)
        self.master = self.slave = None
        try:
            os.waitpid(self.keeper, 0)
        except ChildProcessError:
            pass
        os.close(self.told)

    # What the keeper tells: `pid N`, `end STATUS`, `fault TEXT`, a line each.

    def _message(self, name):
        end = time.monotonic() + self.patience
        while time.monotonic() < end:
            if select.select([self.told], [], [], 0.1)[0]:
                for line in os.read(self.told, 4096).decode().splitlines():
                    word, _, rest = line.partition(" ")
                    if word == name:
                        return rest
                    raise SystemExit(f"terminal.py: {line}")
        raise SystemExit("terminal.py: the program does not start")

    def _messages(self):
        try:
            lines = os.read(self.told, 4096).decode().splitlines()
        except BlockingIOError:
            return
        for line in lines:
            word, _, rest = line.partition(" ")
            if word == "end":
                self.status = int(rest)
            elif word == "fault":
                self.faults.append(rest)
        if not lines and self.status is None:
            self.status = -1


def _keep(slave, master, tell, words, environment, folder, limits):
    """What the process in between does; it never returns."""
    os.close(master)
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    # It has the terminal itself for a moment, when the program is stopped.
    shell = (signal.SIGTTOU, signal.SIGTTIN, signal.SIGTSTP, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
    for number in shell:
        signal.signal(number, signal.SIG_IGN)
    before = termios.tcgetattr(slave)
    gate, opened = os.pipe()
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        # Not before it has the terminal.
        os.close(opened)
        os.read(gate, 1)
        for number in (*shell, signal.SIGPIPE):
            signal.signal(number, signal.SIG_DFL)
        for end in (0, 1, 2):
            os.dup2(slave, end)
        os.closerange(3, 64)
        os.chdir(folder)
        if limits:
            limits()
        try:
            os.execve(words[0], words, environment)
        except OSError as error:
            print(error, file=sys.stderr)
        os._exit(71)
    os.setpgid(child, child)
    os.tcsetpgrp(slave, child)
    os.close(gate)
    os.close(opened)

    def say(line):
        try:
            os.write(tell, (line + "\n").encode())
        except OSError:
            pass

    say(f"pid {child}")
    while True:
        _, status = os.waitpid(child, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            break
        if os.WSTOPSIG(status) == signal.SIGSTOP:
            # Whoever sent that continues it.
            continue
        # As a shell takes its terminal back, and gives it again with `fg`.
        try:
            if termios.tcgetattr(slave) != before:
                say("fault stopped by Ctrl-Z, the terminal is not as it was")
            os.tcsetpgrp(slave, os.getpgrp())
            time.sleep(0.02)
            os.tcsetpgrp(slave, child)
        except (OSError, termios.error):
            pass
        os.kill(child, signal.SIGCONT)
    say(f"end {status}")
    os._exit(0)
