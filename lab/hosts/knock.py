#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sends datagrams to a closed port of an address until it says so, at most five seconds; else exit status 1.

usage: knock.py ADDRESS

The kernels on the way ask for their neighbours meanwhile, so that a later first packet is not the one that waits.
"""

import select
import socket
import sys
import time

family = socket.AF_INET6 if ":" in sys.argv[1] else socket.AF_INET
sock = socket.socket(family, socket.SOCK_DGRAM)
sock.connect((sys.argv[1], 9))
poll = select.poll()
poll.register(sock, select.POLLIN)
until = time.monotonic() + 5
while time.monotonic() < until:
    try:
        sock.send(b"knock")
        poll.poll(100)
        sock.recv(1, socket.MSG_DONTWAIT)
    except ConnectionRefusedError:
        sys.exit(0)  # port unreachable: it got there and back
    except OSError:
        time.sleep(0.05)
sys.exit(1)
