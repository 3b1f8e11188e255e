# SPDX-License-Identifier: GPL-3.0-or-later
"""nmap as a peer: one technique on one host, and host discovery, read from its XML."""

import re
import subprocess
import xml.etree.ElementTree as ET

from truth import Presence, numbers

TECHNIQUES = {
    "syn": ["-sS"],
    "fin": ["-sF"],
    "null": ["-sN"],
    "xmas": ["-sX"],
    "maimon": ["-sM"],
    "ack": ["-sA"],
    "window": ["-sW"],
    "flags": ["-sF", "--scanflags", "FINURG"],
    "connect": ["-sT"],
    "udp": ["-sU"],
}
DISCOVERY = {"icmp": "-PE", "arp": "-PR", "syn": "-PS", "ack": "-PA", "udp": "-PU"}


def run(address: str, family: str, *options: str) -> ET.Element:
    command = ["nmap", "-n", "-T4", "--reason", "-oX", "-", *options, address]
    if family == "6":
        command.insert(1, "-6")
    output = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=300, check=True).stdout
    return ET.fromstring(output)


def ports(address: str, family: str, technique: str, wanted: list[int]) -> dict[tuple[str, int], tuple[str, str]]:
    """(address, port) → (state, reason)."""
    tree = run(address, family, "-Pn", *TECHNIQUES[technique], "-p", ",".join(map(str, wanted)))
    found = {}
    for port in tree.iter("port"):
        state = port.find("state").attrib
        found[(address, int(port.get("portid")))] = (state["state"], state["reason"])
    # Ports that are many and alike are folded.
    for group in tree.iter("extraports"):
        for reasons in group.iter("extrareasons"):
            for number in numbers(reasons.get("ports")):
                found[(address, number)] = (group.get("state"), singular(reasons.get("reason")))
    return found


def singular(reason: str) -> str:
    return re.sub(r"(unreach|response|reset|refused|prohibited|exceeded|ack|route)e?s$", r"\1", reason)


def presence(wanted: Presence) -> tuple[str, str | None]:
    """(state, reason) of the host; nmap gives no reason for what is down but `no-response`."""
    method, _, port = wanted.method.rstrip(")").partition("(")
    # Without this nmap asks by ARP whatever it is told, where the host shares its link.
    plain = [] if method == "arp" else ["--disable-arp-ping"]
    tree = run(wanted.address, wanted.family, "-sn", *plain, DISCOVERY[method] + port)
    status = tree.find("host/status")
    if status is None or status.get("state") != "up":
        return "down", None
    return "up", status.get("reason")
