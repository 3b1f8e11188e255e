// SPDX-License-Identifier: GPL-3.0-or-later

/// The clauses and events of `scan`, the clauses of `show` (language reference, sections 5 and 7).
extension ClauseWord {
  static let scanRows: [ClauseWord] = [
    ClauseWord(
      .scan, "ports", .scan(.ports),
      """
      Which ports are asked. A bare number is a TCP port if a technique of the scan speaks TCP, else a port of the \
      techniques' protocol; `53/udp` is a UDP port only.
      """,
      "ports 22, 80-90, 53/udp except 85", as: "ports SET", default: "top_ports(1000)"),
    ClauseWord(
      .scan, "using", .scan(.using),
      """
      With which techniques each port is asked. The first of each protocol is the primary and decides the state, the \
      others are second opinions, read by `p.by(ack)`. `else` names what stands in for techniques that need raw \
      sockets when the run has none.
      """,
      "using syn, udp else connect", as: "using TECHNIQUE, … [else TECHNIQUE]",
      default: "syn else connect; udp too when a UDP port is named"),
    ClauseWord(
      .scan, "rate", .scan(.rate),
      "The most packets sent in a time (connection attempts, for `connect`): in all, to each host, or both.",
      "rate 2k/s, 50/s per host", as: "rate RATE [per host], …",
      default: "as the path carries on loopback and attached private networks, else 10k/s"),
    ClauseWord(
      .scan, "retries", .scan(.retries), "How often a silent port is asked again before its silence is believed.",
      "retries 2", as: "retries N", default: "2"),
    ClauseWord(
      .scan, "timeout", .scan(.timeout),
      "The longest wait for one answer; below it the wait follows the round-trip times measured.", "timeout 800ms",
      as: "timeout DURATION", default: "1s"),
    ClauseWord(
      .scan, "deadline", .scan(.deadline),
      "The longest time for the whole scan; reaching it makes the run inconclusive.", "deadline 20m",
      as: "deadline DURATION", default: "none"),
    ClauseWord(
      .scan, "order", .scan(.order),
      "The order in which ports are asked. The same seed gives the same order.", "order random seed 7",
      as: "order random [seed N] | order sequential", default: "random"),
    ClauseWord(
      .scan, "discover", .scan(.discover),
      "How hosts are found before their ports are asked; hosts that do not answer are down and are not asked further.",
      "discover none", as: "discover none | auto | PROBE, …", default: "none for one address, else auto"),
    ClauseWord(
      .scan, "followups", .scan(.followups), "How many handlers may wait on the network at once.",
      "followups 4 per host, 256 total", as: "followups N per host, N total", default: "4 per host, 256 total"),
    ClauseWord(
      .scan, "confirm", .scan(.confirm),
      """
      How many passes must agree. Where they differ the state is the union of what they said, and the port is not \
      trusted.
      """,
      "confirm 2", as: "confirm N", default: "1"),
    ClauseWord(
      .scan, "keep", .scan(.keep),
      "Which port results stay in memory. Lists that are not kept have `.count` alone.", "keep open",
      as: "keep all | open", default: "all below 10 M ports, then open"),
    ClauseWord(
      .scan, "via", .scan(.via), "The network interface to send through.", "via \"eth0\"", as: "via STRING",
      default: "chosen by route"),
    ClauseWord(
      .scan, "source_port", .scan(.sourcePort), "The port to send from.", "source_port 53", as: "source_port N",
      default: "chosen by the system"),
    ClauseWord(
      .scan, "ttl", .scan(.ttl), "The TTL or hop limit of what is sent.", "ttl 64", as: "ttl N",
      default: "the system's"),
    ClauseWord(
      .scan, "shard", .scan(.shard),
      "Which part of the targets and ports this run takes, counted from 1; all parts together ask everything once.",
      "shard 1 of 4", as: "shard I of N", default: "1 of 1"),
  ]

  static let handlerRows: [ClauseWord] = [
    ClauseWord(
      .handler, "open", .inline, "Runs once for each port that is open.", "on open 443 as p { print(p.port) }",
      as: "on STATES [PORTS] [as NAME] { … }"),
    ClauseWord(
      .handler, "closed", .inline, "Runs once for each port that is closed.", "on closed as p { print(p.port) }",
      as: "on STATES [PORTS] [as NAME] { … }"),
    ClauseWord(
      .handler, "filtered", .inline, "Runs once for each port that is filtered.",
      "on filtered 22 as p { print(p.port) }", as: "on STATES [PORTS] [as NAME] { … }"),
    ClauseWord(
      .handler, "unfiltered", .inline,
      "Runs once for each port that is exactly `unfiltered`: open or closed, not known which.",
      "using ack\non unfiltered as p { print(p.port) }", as: "on STATES [PORTS] [as NAME] { … }"),
    ClauseWord(
      .handler, "any", .inline, "Runs once for each port, whatever its state.", "on any 443 as p { print(p.state) }",
      as: "on any [PORTS] [as NAME] { … }"),
    ClauseWord(
      .handler, "host", .inline,
      "Runs once for each host: when it is found up, when it is found down, or when all of its ports are decided.",
      "on host up, down as h { print(h.address, h.state) }", as: "on host up | down | done [as NAME] { … }"),
    ClauseWord(
      .handler, "done", .inline, "Runs once, at the end of the scan; the name is given the results.",
      "on done as r { print(r.open.count) }", as: "on done [as NAME] { … }"),
    ClauseWord(
      .handler, "error", .inline,
      "Runs once for each kind of error in the other handlers, with how often it happened.",
      "on error as e { print(e.text, e.count) }", as: "on error [as NAME] { … }"),
  ]

  static let showRows: [ClauseWord] = [
    ClauseWord(
      .show, "columns", .inline,
      "Which columns the table has: fields of the rows, or techniques of the scan.", "columns host, port, service",
      as: "columns NAME, …", default: "what is known of the rows"),
    ClauseWord(
      .show, "sort", .inline, "The column to sort by; `desc` turns the order round.", "sort rtt desc",
      as: "sort NAME [desc]", default: "the order of the list"),
  ]
}
