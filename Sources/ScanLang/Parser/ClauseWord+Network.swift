// SPDX-License-Identifier: GPL-3.0-or-later

/// The lines of techniques and simulated networks (language reference, sections 4 and 10).
extension ClauseWord {
  static let techniqueRows: [ClauseWord] = [
    ClauseWord(
      .technique, "send", .technique(.send), "What is sent: a TCP segment with these flags, or a payload over UDP.",
      "send FIN|PSH", as: "send FLAGS | send payload"),
    ClauseWord(
      .technique, "connect", .technique(.connect), "Asks by a full connection of the system; needs no privilege.",
      "connect"),
    ClauseWord(
      .technique, "ttl", .technique(.option), "The TTL or hop limit of the probe, 1 to 255.", "ttl 64", as: "ttl N",
      default: "the system's"),
    ClauseWord(
      .technique, "window", .technique(.option), "The TCP window of the probe.", "window 1024", as: "window N",
      default: "1024"),
    ClauseWord(
      .technique, "payload", .technique(.option), "The bytes that the probe carries.", "payload b\"\\x00\"",
      as: "payload BYTES", default: "for UDP what suits the port, else none"),
    ClauseWord(
      .technique, "source_port", .technique(.option), "The port to send from.", "source_port 53", as: "source_port N",
      default: "chosen by the engine"),
  ]

  static let networkRows: [ClauseWord] = [
    ClauseWord(
      .network, "delay", .network(.delay), "The round trip, or the ends between which it is drawn evenly.",
      "delay 5ms-20ms", as: "delay DURATION[-DURATION]", default: "0"),
    ClauseWord(
      .network, "loss", .network(.loss), "The share of packets lost, drawn from the seed.", "loss 1%",
      as: "loss PERCENT", default: "0%"),
    ClauseWord(
      .network, "host", .network(.host), "One host, and a name for it.", "host 10.0.0.10 \"web-1\" { open 80 }",
      as: "host ADDRESS [STRING] { … }"),
    ClauseWord(
      .network, "hosts", .network(.hosts), "Many hosts that behave alike.", "hosts 10.0.1.0/24 { drop else }",
      as: "hosts TARGETS { … }"),
  ]

  static let hostRows: [ClauseWord] = [
    ClauseWord(
      .host, "open", .host(.open), "Ports that answer; follow-ups see the banner or the reply.",
      "open 22 banner \"SSH-2.0-x\\r\\n\"", as: "open PORTS [banner STRING] [reply BYTES] | open else"),
    ClauseWord(
      .host, "closed", .host(.closed), "Ports that refuse: RST over TCP, ICMP port unreachable over UDP.",
      "closed else", as: "closed PORTS | closed else"),
    ClauseWord(
      .host, "drop", .host(.drop), "Ports that say nothing.", "drop 135-139", as: "drop PORTS | drop else"),
    ClauseWord(
      .host, "reject", .host(.reject), "Ports that a filter refuses with an ICMP error or a RST.",
      "reject 2000-2009 with admin", as: "reject PORTS [with KIND] | reject else [with KIND]",
      default: "with port"),
    ClauseWord(
      .host, "filter", .host(.filter),
      "A packet filter before the host: what it lets through the host answers by its other lines.",
      "filter stateless 1000-1999", as: "filter stateful | filter stateless PORTS", default: "none"),
    ClauseWord(
      .host, "limit", .host(.limit), "The most resets or ICMP errors sent in a time; what is above is dropped.",
      "limit reset 100/s", as: "limit reset RATE | limit icmp RATE", default: "none"),
    ClauseWord(
      .host, "delay", .host(.delay), "The round trip to this host.", "delay 40ms", as: "delay DURATION[-DURATION]",
      default: "the network's"),
    ClauseWord(
      .host, "loss", .host(.loss), "The share of packets lost on the way to this host.", "loss 2%",
      as: "loss PERCENT", default: "the network's"),
  ]
}
