#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Offers a connection to every SYN for an address, as a SYN proxy or a tarpit does, and says nothing else; until killed.

usage: offer.py DEVICE ADDRESS [WINDOW]       prints `ready`

Without a window there is none, as in what Linux says for a host that it has not asked yet. LaBrea offers 10 bytes.
"""

import socket
import sys

import frames
from frames import ACK, FIN, RST, SYN, TCP

device, address, window = sys.argv[1], sys.argv[2], int((sys.argv[3:] or ["0"])[0])
sock = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
sock.bind((device, 0))
sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 23)
print("ready", flush=True)
while True:
    frame, sender = sock.recvfrom(65536)
    probe = None if sender[2] == socket.PACKET_OUTGOING else frames.probe(frame)
    if probe and probe.protocol == TCP and probe.target == address and probe.flags & (FIN | SYN | RST | ACK) == SYN:
        ports = (probe.to_port, probe.from_port)
        # A number that needs no memory, as a SYN cookie is; a proxy that goes on would have to recognise it.
        number = hash((probe.source, ports, probe.sequence)) & 0xFFFFFFFF
        offered = frames.tcp(address, probe.source, ports, number, probe.sequence + 1, SYN | ACK, window)
        sock.send(frame[6:12] + frame[:6] + frame[12:14] + offered)
