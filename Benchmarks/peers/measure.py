#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command and appends its wall-clock and processor seconds, and its largest resident set in KiB, to files.

usage: measure.py PREFIX COMMAND…      PREFIX.times, .cpu and .rss get a line; PREFIX.out, .err are overwritten

The clock starts behind all set-up of this program, such as entering a network namespace. A command that has not ended
after LIMIT seconds (environment, default 300) is ended and counts as failed. Exit status: that of the command.
"""

import os
import resource
import signal
import subprocess
import sys
import time

prefix, command = sys.argv[1], sys.argv[2:]
with open(prefix + ".out", "wb") as out, open(prefix + ".err", "wb") as err:
    start = time.perf_counter()
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
    # An alarm, not wait(timeout), which looks every 50 ms and would round every time up to that.
    signal.signal(signal.SIGALRM, lambda *_: child.kill())
    signal.setitimer(signal.ITIMER_REAL, float(os.environ.get("LIMIT", "300")))
    status = child.wait()
    end = time.perf_counter()
    if signal.setitimer(signal.ITIMER_REAL, 0)[0] == 0:
        status = 124
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
if status == 0:
    with open(prefix + ".times", "a") as file:
        print(f"{end - start:.6f}", file=file)
    with open(prefix + ".cpu", "a") as file:
        print(f"{usage.ru_utime + usage.ru_stime:.6f}", file=file)
    with open(prefix + ".rss", "a") as file:
        print(usage.ru_maxrss, file=file)
sys.exit(status if status >= 0 else 128 - status)
