#!/usr/bin/env python3
"""TCP listeners for tests: prints one port a line, then `ready`, then serves until killed.

usage: listen.py [--host A]… [--count N] [--port P] [--mode silent|close|say] [--say HEX] [--peak FILE]

silent: accept and never speak · close: accept and close · say: send the bytes, then stay
--count N listeners on each host; --peak FILE keeps the most connections open at once in FILE.
"""

import argparse
import os
import select
import signal
import socket
import sys


def listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    sock.bind((host, port))
    sock.listen(65535)
    sock.setblocking(False)
    return sock


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", action="append")
    parser.add_argument("--count", type=int, default=1)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--mode", choices=["silent", "close", "say"], default="silent")
    parser.add_argument("--say", default="")
    parser.add_argument("--peak")
    options = parser.parse_args()
    greeting = bytes.fromhex(options.say)

    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    poll = select.epoll()
    sockets: dict[int, socket.socket] = {}
    for host in options.host or ["127.0.0.1"]:
        for index in range(options.count):
            sock = listener(host, options.port + index if options.port else 0)
            sockets[sock.fileno()] = sock
            poll.register(sock.fileno(), select.EPOLLIN)
            print(sock.getsockname()[1])
    print("ready", flush=True)

    connections: dict[int, socket.socket] = {}
    peak = written = 0
    while True:
        for descriptor, _ in poll.poll():
            if descriptor in sockets:
                try:
                    while True:
                        client, _ = sockets[descriptor].accept()
                        if options.mode == "close":
                            client.close()
                            continue
                        if greeting:
                            client.send(greeting)
                        client.setblocking(False)
                        connections[client.fileno()] = client
                        poll.register(client.fileno(), select.EPOLLIN | select.EPOLLRDHUP)
                except OSError:  # nothing left to accept, or the client is gone already
                    pass
                if len(connections) > peak:
                    peak = len(connections)
            else:
                client = connections[descriptor]
                try:
                    gone = not client.recv(65536)
                except BlockingIOError:
                    gone = False
                except OSError:
                    gone = True
                if gone:
                    poll.unregister(descriptor)
                    del connections[descriptor]
                    client.close()
                    if options.peak and peak > written:
                        # Renamed into place: a reader never sees half a number.
                        with open(options.peak + ".new", "w") as file:
                            file.write(str(peak))
                        os.replace(options.peak + ".new", options.peak)
                        written = peak


if __name__ == "__main__":
    sys.exit(main())
