// SPDX-License-Identifier: GPL-3.0-or-later

/// The clauses and events of `scan` (language reference, section 5).
extension ClauseWord {
  static let scanRows: [ClauseWord] = [
    ClauseWord(.scan, "ports", .scan(.ports), "Which ports are asked.", "ports 22, 80-90, 53/udp except 85"),
    ClauseWord(
      .scan, "using", .scan(.using), "With which techniques, and what without privilege.",
      "using syn, udp else connect"),
    ClauseWord(
      .scan, "rate", .scan(.rate), "The most packets sent in a time, in all or to each host.",
      "rate 2k/s, 50/s per host"),
    ClauseWord(.scan, "retries", .scan(.retries), "How often a silent port is asked again.", "retries 2"),
    ClauseWord(.scan, "timeout", .scan(.timeout), "The longest wait for one answer.", "timeout 800ms"),
    ClauseWord(.scan, "deadline", .scan(.deadline), "The longest time for the whole scan.", "deadline 20m"),
    ClauseWord(.scan, "order", .scan(.order), "The order in which ports are asked.", "order random seed 7"),
    ClauseWord(
      .scan, "discover", .scan(.discover), "How hosts are found before their ports are asked.",
      "discover icmp, syn(443)"),
    ClauseWord(
      .scan, "followups", .scan(.followups), "How many handlers may wait on the network at once.",
      "followups 4 per host, 256 total"),
    ClauseWord(.scan, "confirm", .scan(.confirm), "How many passes must agree.", "confirm 2"),
    ClauseWord(.scan, "keep", .scan(.keep), "Which port results stay in memory.", "keep open"),
    ClauseWord(.scan, "via", .scan(.via), "The network interface to send through.", "via \"eth0\""),
    ClauseWord(.scan, "source_port", .scan(.sourcePort), "The port to send from.", "source_port 53"),
    ClauseWord(.scan, "ttl", .scan(.ttl), "The hop limit of what is sent.", "ttl 64"),
    ClauseWord(.scan, "shard", .scan(.shard), "Which part of the targets this run takes.", "shard 1 of 4"),
  ]

  static let handlerRows: [ClauseWord] = [
    ClauseWord(.handler, "open", .inline, "Ports that are open.", "on open 443 as p { … }"),
    ClauseWord(.handler, "closed", .inline, "Ports that are closed.", "on closed as p { … }"),
    ClauseWord(.handler, "filtered", .inline, "Ports that are filtered.", "on filtered 22 as p { … }"),
    ClauseWord(.handler, "unfiltered", .inline, "Ports that are open or closed.", "on unfiltered as p { … }"),
    ClauseWord(.handler, "any", .inline, "Ports in whatever state.", "on any 443 as p { … }"),
    ClauseWord(.handler, "host", .inline, "Hosts found up or down, or done.", "on host up, down as h { … }"),
    ClauseWord(.handler, "done", .inline, "The end of the scan.", "on done as r { … }"),
    ClauseWord(.handler, "error", .inline, "A handler that failed.", "on error as e { … }"),
  ]

  static let showRows: [ClauseWord] = [
    ClauseWord(.show, "columns", .inline, "Which columns the table has.", "columns host, port, service"),
    ClauseWord(.show, "sort", .inline, "The column to sort by.", "sort rtt desc"),
  ]
}
