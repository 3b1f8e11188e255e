# SPDX-License-Identifier: GPL-3.0-or-later
"""What UDP services answer to a scanner's questions, and what of a question each gives back: read by hand from the standards.

SERVICES: port -> (name, what the question holds that the answer repeats, the answer made of it).
"""

import re
from typing import Callable, NamedTuple


class Service(NamedTuple):
    name: str
    read: Callable[[bytes], bytes]
    answer: Callable[[bytes], bytes]


def integer(message: bytes, behind: int) -> bytes:
    """The contents of an INTEGER in BER whose lengths are short: the first of the outer sequence, or of the one behind it."""
    assert message[0] == 0x30
    place = 2
    for _ in range(behind):
        place += 2 + message[place + 1]
    if behind:
        assert message[place] == 0x30
        place += 2
    assert message[place] == 2
    return message[place + 2 : place + 2 + message[place + 1]]


def tlv(tag: int, *parts: bytes, long: bool = False) -> bytes:
    body = b"".join(parts)
    return bytes([tag, 0x82, len(body) >> 8, len(body) & 0xFF] if long else [tag, len(body)]) + body


def snmp(message_id: bytes) -> bytes:
    """RFC 3414 §3.2: a report of unknown engines; one length is written the long way, as some agents do."""
    head = tlv(0x30, tlv(2, message_id), tlv(2, b"\0\xff\xe3"), tlv(4, b"\0"), tlv(2, b"\3"))
    security = tlv(4, tlv(0x30, tlv(4, b"engine"), tlv(2, b"\1"), tlv(2, b"\1"), tlv(4), tlv(4), tlv(4)))
    report = tlv(0xA8, tlv(2, b"\0"), tlv(2, b"\0"), tlv(2, b"\0"), tlv(0x30))
    return tlv(0x30, tlv(2, b"\3"), head, security, tlv(0x30, tlv(4, b"engine"), tlv(4), report), long=True)


def sip(call: bytes) -> bytes:
    return b"SIP/2.0 404 Not Found\r\nVia: SIP/2.0/UDP scan;branch=z9hG4bKscan;rport=1\r\nCall-ID: " + call + b"\r\n\r\n"


def call_number(question: bytes) -> bytes:
    found = re.search(rb"\r\nCall-ID: ([0-9a-f]{16})\r\n", question)
    assert found
    return found[1]


def at(start: int, length: int) -> Callable[[bytes], bytes]:
    return lambda question: question[start : start + length]


DNS_REFUSED = b"\x80\x05\0\0\0\0\0\0\0\0"
SERVICES: dict[int, Service] = {
    53: Service("dns", at(0, 2), lambda i: i + DNS_REFUSED),
    111: Service("rpc", at(0, 4), lambda i: i + b"\0\0\0\1" + bytes(16)),
    # Origin timestamp at byte 24 (RFC 5905 §7.3); our own transmit timestamp where the question had its.
    123: Service("ntp", at(40, 8), lambda i: b"\x24\2\6\xec" + bytes(20) + i + bytes(8) + b"transmit"),
    137: Service("netbios", at(0, 2), lambda i: i + b"\x84\0\0\0\0\1\0\0\0\0"),
    161: Service("snmp", lambda q: integer(q, 1), snmp),
    389: Service("cldap", lambda q: integer(q, 0), lambda i: tlv(0x30, tlv(2, i), tlv(0x65, b"\x0a\1\0\4\0\4\0"))),
    443: Service(
        "quic", at(15, 8), lambda i: b"\xca\0\0\0\0\x08" + i + b"\x08probeone\0\0\0\1" if len(i) == 8 else b""
    ),
    500: Service("ike", at(0, 8), lambda i: i + b"\1" * 8 + b"\x29\x20\x22\x20" + bytes(4) + b"\0\0\0\x24" + bytes(8)),
    4500: Service("ike behind NAT", at(4, 8), lambda i: bytes(4) + i + b"\1" * 8 + b"\x29\x20\x22\x20" + bytes(8)),
    623: Service("ipmi", at(9, 1), lambda i: b"\6\0\xff\6\0\0\x11\xbe\x40" + i + b"\0\x10" + bytes(16)),
    # Opcode, own session, one acknowledged packet, the session that is answered.
    1194: Service("openvpn", at(1, 8), lambda i: b"\x40ownowown\1\0\0\0\0" + i + bytes(4)),
    3478: Service("stun", at(8, 8), lambda i: b"\1\1\0\0\x21\x12\xa4\x42" + i + b"uest"),
    5060: Service("sip", call_number, sip),
    5353: Service("mdns", at(0, 2), lambda i: i + b"\x84\0\0\0\0\0\0\0\0\0"),
    5683: Service("coap", at(2, 2), lambda i: b"\x70\0" + i),
    11211: Service("memcached", at(0, 2), lambda i: i + b"\0\0\0\1\0\0VERSION 1.6\r\n"),
}


def forgeries(service: Service, question: bytes) -> list[bytes]:
    """Answers whose repeated field is another: one bit off, nothing, somebody else's, and none of it at all."""
    true = service.read(question)
    wrong = [true[:-1] + bytes([true[-1] ^ 1]), bytes(len(true)), bytes([true[0] ^ 0x20]) + true[1:], b"\x55" * len(true)]
    answers = [service.answer(field) for field in wrong]
    return [*answers, service.answer(true)[:1], b"", b"forged", bytes(512)]
