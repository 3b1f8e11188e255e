# SPDX-License-Identifier: GPL-3.0-or-later
"""Ethernet frames of TCP, UDP, ICMP, ARP and neighbour discovery, built and read by hand, for hosts that misbehave."""

import socket
import struct
from typing import NamedTuple

FIN, SYN, RST, PSH, ACK = 1, 2, 4, 8, 16
TCP, UDP, ICMP, ICMP6 = 6, 17, 1, 58
IPV4, ARP, IPV6 = 0x0800, 0x0806, 0x86DD


def checksum(data: bytes) -> int:
    """RFC 1071."""
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def packed(address: str) -> bytes:
    return socket.inet_pton(socket.AF_INET6 if ":" in address else socket.AF_INET, address)


def ip(source: str, target: str, protocol: int, payload: bytes, ttl: int = 64) -> bytes:
    if ":" in source:
        return struct.pack("!IHBB", 6 << 28, len(payload), protocol, ttl) + packed(source) + packed(target) + payload
    head = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(payload), 0, 0, ttl, protocol, 0) + packed(source) + packed(target)
    return head[:10] + struct.pack("!H", checksum(head)) + head[12:] + payload


def pseudo(source: str, target: str, protocol: int, length: int) -> bytes:
    if ":" in source:
        return packed(source) + packed(target) + struct.pack("!II", length, protocol)
    return packed(source) + packed(target) + struct.pack("!HH", protocol, length)


def tcp(
    source: str, target: str, ports: tuple[int, int], sequence: int, acknowledged: int, flags: int, window: int = 64240
) -> bytes:
    """A whole packet; ports are (from, to). What resets has no window."""
    head = struct.pack(
        "!HHIIBBHHH", *ports, sequence % 2**32, acknowledged % 2**32, 5 << 4, flags,
        0 if flags & RST else window, 0, 0,
    )
    total = checksum(pseudo(source, target, TCP, len(head)) + head)
    return ip(source, target, TCP, head[:16] + struct.pack("!H", total) + head[18:])


def udp(source: str, target: str, ports: tuple[int, int], data: bytes) -> bytes:
    head = struct.pack("!HHHH", *ports, 8 + len(data), 0)
    total = checksum(pseudo(source, target, UDP, len(head) + len(data)) + head + data) or 0xFFFF
    return ip(source, target, UDP, head[:6] + struct.pack("!H", total) + data)


def unreachable(source: str, target: str, kind: str, quoted: bytes) -> bytes:
    """An ICMP error; kind is `port` or `admin`."""
    if ":" in source:
        body = struct.pack("!BBHI", 1, {"port": 4, "admin": 1}[kind], 0, 0) + quoted
        total = checksum(pseudo(source, target, ICMP6, len(body)) + body)
        return ip(source, target, ICMP6, body[:2] + struct.pack("!H", total) + body[4:])
    body = struct.pack("!BBHI", 3, {"port": 3, "admin": 13}[kind], 0, 0) + quoted
    return ip(source, target, ICMP, body[:2] + struct.pack("!H", checksum(body)) + body[4:])


class Probe(NamedTuple):
    """What a scanner sent: the packet without its Ethernet header, and what is in it."""

    packet: bytes
    source: str
    target: str
    protocol: int
    from_port: int
    to_port: int
    sequence: int
    acknowledged: int
    flags: int

    @property
    def data(self) -> bytes:
        """What a datagram carries."""
        return self.packet[self.head_length + 8 :]

    @property
    def head_length(self) -> int:
        return 40 if ":" in self.source else 20


def probe(frame: bytes) -> Probe | None:
    """The TCP segment or datagram in a frame, if one is; extension headers and fragments are not read."""
    kind, packet = struct.unpack("!H", frame[12:14])[0], frame[14:]
    if kind == IPV4 and len(packet) >= 28 and packet[0] == 0x45:
        source, target = (socket.inet_ntop(socket.AF_INET, packet[i : i + 4]) for i in (12, 16))
        protocol, body = packet[9], packet[20:]
        packet = packet[: struct.unpack("!H", packet[2:4])[0]]
    elif kind == IPV6 and len(packet) >= 48:
        source, target = (socket.inet_ntop(socket.AF_INET6, packet[i : i + 16]) for i in (8, 24))
        protocol, body = packet[6], packet[40:]
    else:
        return None
    ports = struct.unpack("!HH", body[:4])
    if protocol == TCP and len(body) >= 20:
        return Probe(packet, source, target, protocol, *ports, *struct.unpack("!II", body[4:12]), body[13])
    if protocol == UDP:
        return Probe(packet, source, target, protocol, *ports, 0, 0, 0)
    return None


def neighbour_answer(frame: bytes, mac: bytes, mine: set[str]) -> bytes | None:
    """The answer to "who has this address", ARP (RFC 826) or a neighbour solicitation (RFC 4861), for what is mine."""
    kind = struct.unpack("!H", frame[12:14])[0]
    if kind == ARP and len(frame) >= 42 and frame[20:22] == b"\0\1":
        wanted = socket.inet_ntop(socket.AF_INET, frame[38:42])
        if wanted in mine:
            body = frame[14:20] + b"\0\2" + mac + frame[38:42] + frame[22:32]
            return frame[6:12] + mac + struct.pack("!H", ARP) + body
    if kind == IPV6 and len(frame) >= 78 and frame[20] == ICMP6 and frame[54] == 135:
        wanted, asker = (socket.inet_ntop(socket.AF_INET6, frame[i : i + 16]) for i in (62, 22))
        if wanted in mine:
            body = struct.pack("!BBHI", 136, 0, 0, 0x60000000) + packed(wanted) + b"\2\1" + mac
            total = checksum(pseudo(wanted, asker, ICMP6, len(body)) + body)
            body = body[:2] + struct.pack("!H", total) + body[4:]
            return frame[6:12] + mac + struct.pack("!H", IPV6) + ip(wanted, asker, ICMP6, body, ttl=255)
    return None
