#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times keys on a terminal while the raw engine sends and prints what it finds.

usage: raw_echo.py --keys N --folder FOLDER --scope FILE --counter COMMAND PROGRAM

The program asks 198.19.0.0/16, every host of which is up and has ports 7000 to 7019 open, with 100,000 packets a second.
COMMAND says `packets N`, how many have reached them. Writes FOLDER/raw.times, one number a line, and FOLDER/raw-events.
"""

import argparse
import os
import re
import shlex
import subprocess
import time

from echo import Terminal, echoes, write


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--keys", type=int, default=200)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--scope", required=True)
    parser.add_argument("--counter", required=True)
    parser.add_argument("program")
    options = parser.parse_args()

    def arrived():
        said = subprocess.run(shlex.split(options.counter), capture_output=True, text=True, check=True).stdout
        return int(re.search(r"packets (\d+)", said)[1])

    terminal = Terminal([options.program, "repl", "--scope", options.scope])
    terminal.until(b"> ")
    terminal.type("scan 198.19.0.0/16 ports 7000-7019 using syn "
                  "{ rate 100k/s; retries 0; discover none; on open as p { note(p.host) } } &\r")
    # Events come: the scan is under way.
    terminal.until(b"\n198.")
    packets, lines, start = arrived(), terminal.lines, time.perf_counter()
    write(options.folder, "raw", echoes(terminal, options.keys))
    elapsed = time.perf_counter() - start
    packets = arrived() - packets
    with open(os.path.join(options.folder, "raw-events"), "w", encoding="utf-8") as file:
        file.write(f"events printed meanwhile     {(terminal.lines - lines) / elapsed:.0f} lines/s for {elapsed:.1f} s\n"
                   f"probes that arrived          {packets / elapsed:.0f} packets/s\n")
    terminal.close()


if __name__ == "__main__":
    main()
