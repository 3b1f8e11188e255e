# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the inputs of frontend.sh: inputs.py PROGRAM FOLDER.

FOLDER/scan holds 10 MB of conformance cases in files below the size limit of a source: those that
check without a word when they stand in a block of their own, over and over. FOLDER/py holds as many
bytes of Python's standard library.
"""

import glob
import os
import shutil
import subprocess
import sys

WANTED = 10_000_000
FILE = 1_000_000


def cases(program):
    """The cases, each in a block, that check without errors and warnings."""
    here = os.path.dirname(os.path.abspath(__file__))
    found = []
    for path in sorted(glob.glob(os.path.join(here, "../../Tests/Conformance/*/*.scan"))):
        with open(path, "rb") as file:
            text = file.read()
        if b"\r" in text or not text.isascii() or b"$PORT" in text:
            continue
        block = b"if true {\n" + b"".join(b"  " + line + b"\n" for line in text.splitlines()) + b"}\n"
        checked = subprocess.run([program, "check", "-"], input=block, capture_output=True)
        # "10 errors, 0 warnings" ends like this, too.
        if checked.returncode == 0 and checked.stderr.strip().endswith(b"0 errors, 0 warnings"):
            found.append(block)
    return found


def write_scan(program, folder):
    blocks = cases(program)
    if sum(map(len, blocks)) < 10_000:
        sys.exit(f"only {len(blocks)} cases check without a word")
    os.makedirs(folder)
    total, number, index = 0, 0, 0
    while total < WANTED:
        text = b""
        while len(text) + len(blocks[index % len(blocks)]) < FILE:
            text += blocks[index % len(blocks)]
            index += 1
        with open(os.path.join(folder, f"{number:02}.scan"), "wb") as file:
            file.write(text)
        total, number = total + len(text), number + 1
    return total


def write_python(folder, wanted):
    os.makedirs(folder)
    total = 0
    for path in sorted(glob.glob(os.path.join(os.path.dirname(os.__file__), "**/*.py"), recursive=True)):
        if "/test" in path or "lib2to3" in path:
            continue
        total += os.path.getsize(path)
        shutil.copy(path, os.path.join(folder, f"m{total:08}.py"))
        if total >= wanted:
            return
    # A small installation has less: take it again.
    names = sorted(os.listdir(folder))
    for round in range(1, 20):
        for name in names:
            source = os.path.join(folder, name)
            total += os.path.getsize(source)
            shutil.copy(source, os.path.join(folder, f"r{round}{name}"))
            if total >= wanted:
                return


program, folder = sys.argv[1:]
write_python(os.path.join(folder, "py"), write_scan(program, os.path.join(folder, "scan")))
