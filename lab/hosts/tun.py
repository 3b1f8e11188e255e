#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A host at the end of a tun device: every port is closed, over IPv4 and IPv6, and it answers each probe COPIES times.

usage: tun.py DEVICE COPIES        until killed; prints `ready`. The device is made and set up by who starts it.
"""

import fcntl
import os
import struct
import sys

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
    print("ready", flush=True)
    while True:
        answer = refusal(os.read(device, 2048))
        for _ in range(int(sys.argv[2]) if answer else 0):
            os.write(device, answer)


if __name__ == "__main__":
    main()
