#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A session on a terminal that prints an event for each open port, while the terminal takes no output for a while.

usage: flood.py SECONDS ENTRY COMMAND…

ENTRY is typed; it prints lines `at HOST PORT/PROTOCOL`, until there is a value. The terminal stops by Ctrl-S where the scan
is in front, and by not being read where ENTRY ends with `&`; it stands so for SECONDS. Then the session must go on. Prints as
JSON: events that came, events that came twice, the growth of the resident set in KiB while the terminal stood, and the program's exit status.
"""

import fcntl
import json
import os
import pty
import re
import select
import struct
import sys
import termios
import time

seconds, entry, command = float(sys.argv[1]), sys.argv[2], sys.argv[3:]
child, end = pty.fork()
if child == 0:
    os.environ.update(TERM="xterm", LC_ALL="C.UTF-8", INPUTRC="/dev/null")
    os.execvp(command[0], command)
fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 200, 0, 0))
text = bytearray()


def read(wait):
    if select.select([end], [], [], wait)[0]:
        text.extend(os.read(end, 1 << 16))


def until(done, limit, what):
    stop = time.monotonic() + limit
    while not done():
        if time.monotonic() > stop:
            sys.exit(f"flood.py: {what} does not come; last: {bytes(text[-300:])!r}")
        read(0.2)


def resident():
    with open(f"/proc/{child}/status", encoding="ascii") as file:
        return int(re.search(r"VmRSS:\s+(\d+)", file.read())[1])


def events():
    return re.findall(rb"at (\d+\.\d+\.\d+\.\d+ \d+/tcp)", text)


until(lambda: b"> " in text, 30, "the prompt")
os.write(end, entry.encode() + b"\r")
until(lambda: len(events()) > 1000, 30, "the first events")
in_front = not entry.rstrip().endswith("&")
if in_front:
    os.write(end, b"\x13")
start = most = resident()
stop = time.monotonic() + seconds
while time.monotonic() < stop:
    # What the kernel had taken before Ctrl-S may still come.
    if in_front:
        read(0.1)
    time.sleep(0.1)
    most = max(most, resident())
if in_front:
    os.write(end, b"\x11")
until(lambda: re.search(rb"_1 =.*results of", text[-4096:]), 300, "the end")
os.write(end, b"\x15note(\"still\", \"here\")\r")
until(lambda: b"\rstill here" in text, 30, "an answer afterwards")
os.write(end, b"\x03\x15:quit\r")
# A program that leaves may close the terminal before all is read.
try:
    while True:
        read(1)
except OSError:
    pass
_, status = os.waitpid(child, 0)
found = events()
print(json.dumps({"events": len(found), "twice": len(found) - len(set(found)), "growth": most - start,
                  "status": os.waitstatus_to_exitcode(status)}))
