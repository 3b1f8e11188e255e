#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sends segments that look like answers to a scan and are none, as fast as it can.

usage: flood.py DEVICE FROM TO MAC COUNT
"""

import random
import socket
import struct
import sys

import frames

device, source, target, mac, count = sys.argv[1:]
chance = random.Random(5)
sock = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
sock.bind((device, 0))
head = bytes.fromhex(mac.replace(":", "")) + sock.getsockname()[4] + struct.pack("!H", frames.IPV4)
# A few thousand different ones, again and again: building each would take longer than sending it.
segments = [
    head
    + frames.tcp(
        source,
        target,
        (chance.randrange(1, 65536), chance.randrange(1024, 65536)),
        0,
        chance.getrandbits(32),
        chance.choice([frames.RST | frames.ACK, frames.SYN | frames.ACK]),
    )
    for _ in range(4000)
]
for i in range(int(count)):
    sock.send(segments[i % len(segments)])
