// SPDX-License-Identifier: GPL-3.0-or-later

/// The lines of techniques and simulated networks (language reference, sections 4 and 10).
extension ClauseWord {
  static let techniqueRows: [ClauseWord] = [
    ClauseWord(
      .technique, "send", .technique(.send), "What is sent: TCP flags, or a payload over UDP.",
      "send FIN|PSH"),
    ClauseWord(.technique, "connect", .technique(.connect), "Asks by a full connection of the system.", "connect"),
    ClauseWord(.technique, "ttl", .technique(.option), "The hop limit of the probe.", "ttl 64"),
    ClauseWord(.technique, "window", .technique(.option), "The TCP window of the probe.", "window 1024"),
    ClauseWord(.technique, "payload", .technique(.option), "The bytes that the probe carries.", "payload b\"\\x00\""),
    ClauseWord(.technique, "source_port", .technique(.option), "The port to send from.", "source_port 53"),
  ]

  static let networkRows: [ClauseWord] = [
    ClauseWord(
      .network, "delay", .network(.delay), "The round trip, or the ends between which it is drawn.",
      "delay 5ms-20ms"),
    ClauseWord(.network, "loss", .network(.loss), "The share of packets lost.", "loss 1%"),
    ClauseWord(.network, "host", .network(.host), "One host.", "host 10.0.0.10 \"web-1\" { open 80 }"),
    ClauseWord(
      .network, "hosts", .network(.hosts), "Many hosts that behave alike.",
      "hosts 10.0.1.0/24 { drop else }"),
  ]

  static let hostRows: [ClauseWord] = [
    ClauseWord(.host, "open", .host(.open), "Ports that answer.", "open 22 banner \"SSH-2.0-x\\r\\n\""),
    ClauseWord(.host, "closed", .host(.closed), "Ports that refuse.", "closed else"),
    ClauseWord(.host, "drop", .host(.drop), "Ports that say nothing.", "drop 135-139"),
    ClauseWord(.host, "reject", .host(.reject), "Ports that answer with an error.", "reject 2000-2009 with admin"),
    ClauseWord(.host, "filter", .host(.filter), "A packet filter before the host.", "filter stateless 1000-1999"),
    ClauseWord(.host, "limit", .host(.limit), "A ceiling on resets or ICMP errors.", "limit reset 100/s"),
    ClauseWord(.host, "delay", .host(.delay), "The round trip to this host.", "delay 40ms"),
    ClauseWord(.host, "loss", .host(.loss), "The share of packets lost on the way to this host.", "loss 2%"),
  ]
}
