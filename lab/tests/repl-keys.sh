#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Any keys at all: a session answers behind each round of them, leaves with Ctrl-D, and the terminal is as it was.
#   FUZZ_SEED=7 SECONDS_OF_KEYS=600 lab/tests/repl-keys.sh
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
need_program
need_command python3

# Random keys are typed by hand: they find something new now and then, which is no fault of the change under test.
seconds=${SECONDS_OF_KEYS:-0}
if [[ $seconds != 0 ]]; then
  limit=$((${seconds%.*} + 240))
  capture python3 "$lab/repl-keys.py" "$scan" --folder "$work" --seconds "$seconds" --seed "${FUZZ_SEED:-1}"
  check_code 0 "keys of all kinds"
  ((code == 0)) || tail -n 60 "$out" | cut -c1-300 | sed 's/^/#   /' >&2
fi

# What once brought a session to a stop, or the program to its end.
cat >"$work/cases" <<'CASES'
[
  # Several lines at once: nothing waits for a further key.
  [("keys", b"(\r1\r)\r"), ("keys", b"1\r\r\r2\r")],
  # Half a character in a search, then Ctrl-C.
  [("keys", b"\x12\xc3")], [("keys", b"\x1d\xc3")], [("keys", b"\x1b\nr\xc3")],
  # A paste whose first mark comes in pieces, and never ends.
  [("keys", b"\x1b["), ("pause", 0.2), ("keys", b"200~x")],
  # Bytes that are no characters, and moves over them.
  [("keys", b"1 \x84\xe1\x84 2\x1b\x1bW"), ("keys", b"\x1bBBWWbbxX")],
  [("keys", b"&x^\xfa3,\xdc\x9buh\x1b\xe1\x84\x8cW\xe0\x8b\xa1\x06\x94g\r\x18\xd9~"), ("keys", b"\x13\x17\x18\x02")],
  # A key of several bytes in a search: readline 8.2 crashed over those that mean nothing.
  [("keys", b"\x12\x18\x02")], [("keys", b"\x13a\x18\x18\x02\x12\x18\xc3\xa9")],
  # A key that readline puts back, then one that means nothing: it crashed, now and then.
  [("keys", b"\x1d"), ("keys", b"\x1b"), ("keys", b"sc\t\t"), ("keys", b'import "\t\t'), ("keys", b"# a remark;\r")],
  [("keys", b"\x16"), ("keys", b"\x1b"), ("keys", b"s\x1f\x1b\x1f")],
  # One column, and two.
  [("size", (2, 1)), ("keys", b"1 + 1 + 1"), ("size", (1, 2)), ("keys", b" + 1\x01\x05\r"), ("size", (80, 24))],
  # A job that computes without end.
  [("keys", b"while true { } &\r"), ("pause", 0.1), ("keys", b"1 + 1\r")],
  # Lines, and Ctrl-S, while an entry runs; Ctrl-C ends it.
  [("keys", b"while true { }\r"), ("pause", 0.2), ("keys", b"print(1)\r" * 3000)],
  [("keys", b"while true { }\r"), ("pause", 0.2), ("keys", b"\x13" + b"print(1)\r" * 3000)],
  # What nobody knows the end of.
  [("keys", b":load pipe\r")], [("keys", b":load -\r")], [("keys", b'import "pipe"\r')],
  # An error in a line of 1 MB.
  [("keys", b"\x1b[200~" + b"x " * 500000 + b"\x1b[201~\r")],
]
CASES
sed -E 's/^ *#.*//' "$work/cases" >"$work/all.keys"
limit=240
capture python3 "$lab/repl-keys.py" "$scan" --folder "$work" --replay "$work/all.keys"
check_code 0 "keys that once did harm"
