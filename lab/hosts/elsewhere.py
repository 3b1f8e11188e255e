#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes datagrams on one port and answers from another, as TFTP does and a translation that loses ports; until killed.

usage: elsewhere.py ADDRESS PORT ANSWERING-PORT[,…]       prints `ready`

Several answering ports answer one after the other, each time.
"""

import socket
import sys

address, port, answering = sys.argv[1], int(sys.argv[2]), [int(text) for text in sys.argv[3].split(",")]
family = socket.AF_INET6 if ":" in address else socket.AF_INET


def bound(number: int) -> socket.socket:
    made = socket.socket(family, socket.SOCK_DGRAM)
    made.bind((address, number))
    return made


asked, others = bound(port), {number: bound(number) for number in answering if number != port}
others[port] = asked
print("ready", flush=True)
while True:
    data, sender = asked.recvfrom(2048)
    for number in answering:
        # What a TFTP server says of a file that it does not have (RFC 1350 §5).
        others[number].sendto(b"\0\5\0\1File not found\0", sender)
