#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a pcapng file of cooked packets as draft-ietf-opsawg-pcapng and LINKTYPE_LINUX_SLL describe them, and nothing else.

usage: pcapng.py FILE        a JSON line for each packet; exit status 1 and a reason where the file is not right

What is checked: block lengths at both ends, one section, interfaces before their packets, times that never go back, the
snap length, the direction in both headers, and the checksums of what was sent (those received may be left to hardware).
"""

import json
import socket
import struct
import sys
from typing import Iterator

import frames


class Wrong(Exception):
    pass


def need(condition: bool, what: str) -> None:
    if not condition:
        raise Wrong(what)


def blocks(data: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place < len(data):
        need(len(data) - place >= 12, f"a block is cut off at {place}")
        kind, length = struct.unpack_from("<II", data, place)
        need(length % 4 == 0 and 12 <= length <= len(data) - place, f"the block at {place} has {length} bytes")
        need(struct.unpack_from("<I", data, place + length - 4)[0] == length, f"two lengths of the block at {place}")
        yield kind, data[place + 8 : place + length - 4]
        place += length


def options(data: bytes) -> dict[int, bytes]:
    found, place = {}, 0
    while place < len(data):
        code, length = struct.unpack_from("<HH", data, place)
        need(code not in found, f"option {code} stands twice")
        found[code] = data[place + 4 : place + 4 + length]
        place += 4 + (length + 3) // 4 * 4
        if code == 0:
            break
    need(place == len(data), "options end elsewhere")
    return found


def transport(packet: bytes, outbound: bool) -> dict:
    """Addresses, protocol and ports of an IP packet; its sums are looked at where it was sent."""
    if packet[0] >> 4 == 4:
        head, length = (packet[0] & 15) * 4, struct.unpack_from("!H", packet, 2)[0]
        protocol, source, target = packet[9], packet[12:16], packet[16:20]
        family, pseudo = socket.AF_INET, source + target + struct.pack("!HH", protocol, length - head)
        need(not outbound or frames.checksum(packet[:head]) == 0, "the sum of an IPv4 header")
    else:
        head, length = 40, 40 + struct.unpack_from("!H", packet, 4)[0]
        protocol, source, target = packet[6], packet[8:24], packet[24:40]
        family, pseudo = socket.AF_INET6, source + target + struct.pack("!II", length - 40, protocol)
    # A short frame of Ethernet is filled up.
    need(length == len(packet) or not outbound and length < len(packet), f"{length} bytes of IP in {len(packet)}")
    body = packet[head:length]
    if outbound:
        sum_of = body if protocol == frames.ICMP else pseudo + body
        need(frames.checksum(sum_of) == 0, f"the sum of protocol {protocol}")
    found = {"protocol": protocol, "from": socket.inet_ntop(family, source), "to": socket.inet_ntop(family, target)}
    if protocol in (frames.TCP, frames.UDP):
        found["ports"] = list(struct.unpack_from("!HH", body))
    if protocol == frames.TCP:
        found["flags"] = body[13]
    return found


def packets(data: bytes) -> Iterator[dict]:
    interfaces: list[tuple[int, str]] = []
    last = 0
    for number, (kind, body) in enumerate(blocks(data)):
        need((kind == 0x0A0D0D0A) == (number == 0), "the section begins the file, and only that")
        if kind == 0x0A0D0D0A:
            magic, major, minor, length = struct.unpack_from("<IHHq", body)
            need((magic, major, minor, length) == (0x1A2B3C4D, 1, 0, -1), "the head of the section")
            need(options(body[16:])[4].startswith(b"scan "), "who wrote it")
        elif kind == 1:
            link, _, snap = struct.unpack_from("<HHI", body)
            said = options(body[8:])
            need(link == 113 and said[9] == b"\x09", "an interface of cooked packets, times in nanoseconds")
            interfaces.append((snap, said[2].decode()))
        else:
            need(kind == 6, f"a block of type {kind}")
            place, high, low, kept, length = struct.unpack_from("<IIIII", body)
            need(place < len(interfaces), "a packet comes before its interface")
            snap, name = interfaces[place]
            need(kept <= min(snap, length), "more was kept than there was")
            time = high << 32 | low
            need(time >= last, f"time goes back by {last - time} ns")
            last = time
            content = body[20 : 20 + kept]
            direction = struct.unpack("<I", options(body[20 + (kept + 3) // 4 * 4 :])[2])[0]
            sll, hardware, size, _, protocol = struct.unpack_from("!HHH8sH", content)
            outbound = direction == 2
            need(direction in (1, 2) and outbound == (sll == 4) and size <= 8, "which way a packet went")
            row = {"time": time, "interface": name, "out": outbound, "hardware": hardware, "kind": protocol}
            if protocol in (frames.IPV4, frames.IPV6):
                row |= transport(content[16:], outbound)
            else:
                need(protocol == frames.ARP, f"a packet of protocol {protocol:#x}")
            yield row


def main() -> int:
    with open(sys.argv[1], "rb") as file:
        data = file.read()
    try:
        for row in packets(data):
            print(json.dumps(row))
    except (Wrong, KeyError, struct.error, IndexError) as error:
        print(f"{sys.argv[1]}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
