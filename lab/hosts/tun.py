#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A host at the end of a tun device: every port is closed, over IPv4 and IPv6, and it answers each probe COPIES times,
SECONDS after it came.

usage: tun.py DEVICE COPIES [SECONDS]    until killed; prints `ready`. The device is made and set up by who starts it.
"""

import collections
import fcntl
import os
import select
import struct
import sys
import time

import frames

TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 1, 0x1000


def refusal(packet: bytes) -> bytes | None:
    kind = frames.IPV4 if packet[0] >> 4 == 4 else frames.IPV6
    p = frames.probe(bytes(12) + struct.pack("!H", kind) + packet)
    if p is None or p.protocol != frames.TCP:
        return None
    flags = frames.RST if p.flags & frames.ACK else frames.RST | frames.ACK
    length = bool(p.flags & frames.SYN) + bool(p.flags & frames.FIN)
    return frames.tcp(p.target, p.source, (p.to_port, p.from_port), p.acknowledged, p.sequence + length, flags)


def main() -> None:
    device = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH", sys.argv[1].encode(), IFF_TUN | IFF_NO_PI))
    delay = float(sys.argv[3]) if len(sys.argv) > 3 else 0
    waiting: collections.deque[tuple[float, bytes]] = collections.deque()
    print("ready", flush=True)
    while True:
        wait = max(0, waiting[0][0] - time.monotonic()) if waiting else None
        if select.select([device], [], [], wait)[0]:
            answer = refusal(os.read(device, 2048))
            if answer:
                waiting.append((time.monotonic() + delay, answer))
        while waiting and waiting[0][0] <= time.monotonic():
            answer = waiting.popleft()[1]
            for _ in range(int(sys.argv[2])):
                os.write(device, answer)


if __name__ == "__main__":
    main()
