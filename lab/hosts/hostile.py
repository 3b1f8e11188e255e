#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hosts that lie: answers a scanner's probes with truncated, forged, duplicated, reordered and foreign packets.

usage: hostile.py DEVICE NETWORK-V4 NETWORK-V6       198.18.77 fd00:198:18:77:     until killed; prints `ready`

Addresses NETWORK.100 and up (NETWORK:100 and up, written the same) are nobody's but this program's: it answers for them on
the link too. What each does, and what a scan must say of it, is the table HOSTS, printed as JSON lines by --truth; the
technique `service` is `udp` to the ports of datagrams.py.
"""

import json
import random
import socket
import sys
import time
from typing import Callable, Iterator

import datagrams
import frames
from frames import ACK, FIN, RST, SYN, TCP, UDP, Probe

chance = random.Random(4)


def answer(p: Probe, flags: int, *, source: str = "", ports: tuple[int, int] = (0, 0), skew: int = 0) -> bytes:
    """A segment as the probed port would send it; `skew` falsifies the numbers that prove that the probe was seen."""
    ports = ports if ports != (0, 0) else (p.to_port, p.from_port)
    if flags & RST and p.flags & ACK:  # RFC 9293 §3.10.7.1: the number that the probe acknowledged, and no ACK
        return frames.tcp(source or p.target, p.source, ports, p.acknowledged + skew, 0, RST)
    length = bool(p.flags & SYN) + bool(p.flags & FIN)
    sequence = 0 if flags & RST else chance.getrandbits(32)
    return frames.tcp(source or p.target, p.source, ports, sequence, p.sequence + length + skew, flags | ACK)


def refusal(p: Probe) -> bytes:
    """What a host says that has nothing behind the port."""
    return answer(p, RST) if p.protocol == TCP else frames.unreachable(p.target, p.source, "port", p.packet)


def elsewhere(p: Probe) -> str:
    """Another address of the network, which nobody was asked to scan."""
    before, mark, _ = p.target.rpartition(":" if ":" in p.target else ".")
    return f"{before}{mark}199"


def forged(p: Probe) -> Iterator[bytes]:
    """Nothing of this proves that the probe was seen."""
    if p.protocol == UDP:
        yield frames.udp(p.target, p.source, (p.to_port + 1, p.from_port + 1), b"forged")
        yield frames.udp(elsewhere(p), p.source, (p.to_port, p.from_port), b"forged")
        yield frames.udp(p.target, p.source, (p.to_port, p.from_port ^ 0x1555), b"forged")
    else:
        for flags in (SYN, RST):
            # Far enough from the true one that it is not that of another try either.
            for skew in (64, -64, 0x10000, chance.getrandbits(31) | 0x100):
                yield answer(p, flags, skew=skew)
            yield answer(p, flags, source=elsewhere(p))
            yield answer(p, flags, ports=(p.to_port ^ 0x2000, p.from_port))
            yield answer(p, flags, ports=(p.to_port, p.from_port ^ 0x1555))
    yield from strangers(p)


def strangers(p: Probe) -> Iterator[bytes]:
    """ICMP errors about packets that were never sent."""
    body = bytearray(p.packet)
    for offset, length in ((p.head_length, 2), (p.head_length + 2, 2), (p.head_length + 4, 4 if p.protocol == TCP else 0)):
        for i in range(length):
            body[offset + i] ^= 0x5A
        if length:
            yield frames.unreachable(p.target, p.source, chance.choice(["port", "admin"]), bytes(body))
        body = bytearray(p.packet)
    # A quotation that ends before the ports.
    yield frames.unreachable(p.target, p.source, "admin", p.packet[: p.head_length + 2])
    # Somebody else's probe.
    yield frames.unreachable(p.target, p.source, "port", frames.udp(elsewhere(p), p.target, (1, 2), b""))


def truncated(p: Probe) -> Iterator[bytes]:
    """The right answer, cut off everywhere, and with lengths that lie."""
    whole = answer(p, SYN) if p.protocol == TCP else frames.unreachable(p.target, p.source, "port", p.packet)
    end = p.head_length + (20 if p.protocol == TCP else 8 + p.head_length + 4)
    for length in range(0, end):
        yield whole[:length]
    if ":" not in p.target:
        yield bytes([0x4F]) + whole[1:]  # 60 bytes of header
        yield bytes([0x40]) + whole[1:]  # none
        yield whole[:2] + b"\0\0" + whole[4:]  # a total length of nothing
        yield whole[:6] + b"\x20\x01" + whole[8:]  # a fragment from the middle
    if p.protocol == TCP:
        offset = p.head_length + 12
        yield whole[:offset] + b"\0" + whole[offset + 1 :]  # a TCP header of nothing
        yield whole[:offset] + b"\xf0" + whole[offset + 1 :]  # longer than the packet


def damaged(p: Probe) -> Iterator[bytes]:
    """A refusal that became an offer on the way: its checksum tells."""
    if p.protocol == TCP:
        whole, offset = answer(p, RST), p.head_length + 13
        yield whole[:offset] + bytes([SYN | ACK]) + whole[offset + 1 :]


def lied_then_true(p: Probe) -> Iterator[bytes]:
    yield from forged(p)
    yield refusal(p)


def stray_then_true(p: Probe) -> Iterator[bytes]:
    """First a segment that says nothing of the port, like the ACK of an old connection (RFC 5961 §4)."""
    if p.protocol == TCP:
        yield answer(p, 0)
    yield refusal(p)


def duplicated(p: Probe) -> Iterator[bytes]:
    yield from [refusal(p)] * 50


def storm(p: Probe) -> Iterator[bytes]:
    for _ in range(20):
        yield from strangers(p)
    yield refusal(p)


def short_quote(p: Probe) -> Iterator[bytes]:
    """Eight bytes of the probe's segment are all that a router has to quote (RFC 792)."""
    yield frames.unreachable(p.target, p.source, "admin", p.packet[: p.head_length + 8])


def echoed(p: Probe) -> Iterator[bytes]:
    """The probe itself comes back, as from a loop or a switch that mirrors."""
    yield p.packet


def opened_then_reset(p: Probe) -> Iterator[bytes]:
    """The offer of a connection, then its end: as some servers do that dislike the client."""
    if p.protocol == TCP:
        yield answer(p, SYN)
    yield refusal(p)


def served(p: Probe) -> Iterator[bytes]:
    """What the usual service of the port answers."""
    service = datagrams.SERVICES[p.to_port]
    yield frames.udp(p.target, p.source, (p.to_port, p.from_port), service.answer(service.read(p.data)))


def served_by_liars(p: Probe) -> Iterator[bytes]:
    """From the right address and port, but nobody has seen the question."""
    for forgery in datagrams.forgeries(datagrams.SERVICES[p.to_port], p.data):
        yield frames.udp(p.target, p.source, (p.to_port, p.from_port), forgery)


def served_in_the_end(p: Probe) -> Iterator[bytes]:
    yield from served_by_liars(p)
    yield from served(p)


silent = {"syn": ("filtered", "no-response"), "fin": ("open|filtered", "no-response"),
          "ack": ("filtered", "no-response"), "udp": ("open|filtered", "no-response")}
refused = {"syn": ("closed", "reset"), "fin": ("closed", "reset"), "ack": ("unfiltered", "reset"),
           "udp": ("closed", "port-unreach")}
prohibited = {technique: ("filtered", "admin-prohibited") for technique in silent}
offered = {"syn": ("open", "syn-ack")}
syn_only = {"syn": silent["syn"]}
# `udp` to the ports whose protocol repeats something of the question.
service = {"service": ("open", "udp-response")}
no_service = {"service": ("open|filtered", "no-response")}

HOSTS: dict[int, tuple[str, Callable[[Probe], Iterator[bytes]], dict[str, tuple[str, str]]]] = {
    100: ("forged", forged, silent),
    101: ("truncated", truncated, silent),
    102: ("lied then true", lied_then_true, refused),
    103: ("duplicated", duplicated, refused),
    104: ("storm", storm, refused),
    105: ("short quote", short_quote, prohibited),
    106: ("echoed", echoed, silent),
    107: ("reordered", lambda p: iter([refusal(p)]), refused),
    108: ("damaged", damaged, syn_only),
    109: ("opened then reset", opened_then_reset, refused | offered),
    110: ("stray then true", stray_then_true, refused),
    111: ("served", served, service),
    112: ("served by liars", served_by_liars, no_service),
    113: ("served in the end", served_in_the_end, service),
    114: ("tagged", lambda p: iter([refusal(p)]), silent),
}
REORDERED, HELD = 107, 0.05  # seconds for which it collects answers, to send the last first
# Answers in a VLAN (IEEE 802.1Q) that the scanner is not in: what is said there is nothing of the link below.
TAGGED, TAG = 114, b"\x81\0\0\x0a"


def addresses(v4: str, v6: str) -> dict[str, int]:
    return {f"{v4}.{n}": n for n in HOSTS} | {socket.inet_ntop(socket.AF_INET6, frames.packed(f"{v6}:{n}")): n for n in HOSTS}


def truth(v4: str, v6: str) -> None:
    for address, number in addresses(v4, v6).items():
        name, _, verdicts = HOSTS[number]
        for technique, (state, reason) in verdicts.items():
            ports = list(datagrams.SERVICES) if technique == "service" else [7, 80, 443]
            print(json.dumps({"host": address, "name": name, "technique": technique, "ports": ports, "state": state,
                              "reason": reason}))


def serve(device: str, mine: dict[str, int]) -> None:
    sock = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
    sock.bind((device, 0))
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 23)
    mac = sock.getsockname()[4]
    held: list[bytes] = []
    release = 0.0
    print("ready", flush=True)
    while True:
        sock.settimeout(max(0.001, release - time.monotonic()) if held else None)
        try:
            frame, sender = sock.recvfrom(65536)
        except TimeoutError:
            for reply in reversed(held):
                sock.send(reply)
            held = []
            continue
        if sender[2] == socket.PACKET_OUTGOING:
            continue
        if reply := frames.neighbour_answer(frame, mac, set(mine)):
            sock.send(reply)
            continue
        p = frames.probe(frame)
        # Only a probe gets an answer: never the RST by which the scanner's kernel refuses an offer.
        if p is None or p.target not in mine or p.flags & RST:
            continue
        head = frame[6:12] + mac + (TAG if mine[p.target] == TAGGED else b"") + frame[12:14]
        for reply in HOSTS[mine[p.target]][1](p):
            if mine[p.target] == REORDERED:
                if not held:
                    release = time.monotonic() + HELD
                held.append(head + reply)
            else:
                try:
                    sock.send(head + reply)
                except OSError:  # the kernel refuses a frame without a payload
                    pass


if __name__ == "__main__":
    if sys.argv[1] == "--truth":
        truth(*sys.argv[2:4])
    else:
        serve(sys.argv[1], addresses(*sys.argv[2:4]))
