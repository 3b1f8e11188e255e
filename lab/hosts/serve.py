#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Listeners of a lab host, on every address of its namespace; prints `ready`, serves until killed.

usage: serve.py [--tcp PORTS] [--udp-echo PORTS] [--udp-silent PORTS] [--udp-elsewhere PORTS]

tcp: accepts and closes · udp-echo: sends every datagram back (RFC 862) · udp-silent: takes datagrams and says nothing,
like syslog · udp-elsewhere: answers from another port, like TFTP (RFC 1350). PORTS: 22,80-82
"""

import argparse
import os
import select
import signal
import socket

BACKLOG = 65535


def numbers(text: str) -> list[int]:
    found: list[int] = []
    for part in filter(None, text.split(",")):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def bound(family: int, kind: int, port: int) -> socket.socket:
    sock = socket.socket(family, kind)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    sock.bind(("", port))
    if kind == socket.SOCK_STREAM:
        sock.listen(BACKLOG)
    sock.setblocking(False)
    return sock


def accept_all(sock: socket.socket) -> None:
    while True:
        client, _ = sock.accept()
        client.close()


def datagrams(sock: socket.socket, reply_from: dict[int, socket.socket] | None) -> None:
    while True:
        data, sender = sock.recvfrom(65536)
        if reply_from is not None:
            reply_from.get(sock.family, sock).sendto(data, sender)


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("--tcp", "--udp-echo", "--udp-silent", "--udp-elsewhere"):
        parser.add_argument(name, default="")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))

    families = [socket.AF_INET, socket.AF_INET6]
    elsewhere = {family: bound(family, socket.SOCK_DGRAM, 0) for family in families}
    poll = select.epoll()
    serve = {}
    for text, kind, action in [
        (options.tcp, socket.SOCK_STREAM, accept_all),
        (options.udp_echo, socket.SOCK_DGRAM, lambda sock: datagrams(sock, {})),
        (options.udp_silent, socket.SOCK_DGRAM, lambda sock: datagrams(sock, None)),
        (options.udp_elsewhere, socket.SOCK_DGRAM, lambda sock: datagrams(sock, elsewhere)),
    ]:
        for port in numbers(text):
            for family in families:
                sock = bound(family, kind, port)
                serve[sock.fileno()] = (sock, action)
                poll.register(sock.fileno(), select.EPOLLIN)
    print("ready", flush=True)
    while True:
        for descriptor, _ in poll.poll():
            sock, action = serve[descriptor]
            try:
                action(sock)
            except OSError:  # nothing left, or the client is gone already
                pass


if __name__ == "__main__":
    main()
