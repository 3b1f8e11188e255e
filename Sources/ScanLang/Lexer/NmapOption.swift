// SPDX-License-Identifier: GPL-3.0-or-later

/// An option of nmap's command line, and what says the same in a playbook.
struct NmapOption: Sendable {
  /// How the option begins: `-sS`, `--max-rate`.
  let option: String
  /// The clause that stands for it.
  let clause: String
  /// What is attached to it or follows as a word of its own.
  let value: Value

  /// Where the value of an option stands.
  enum Value: Sendable {
    case none
    /// Directly behind, if at all: `-T4`.
    case attached
    /// Directly behind or as the next word.
    case next
  }

  private init(_ option: String, _ clause: String, _ value: Value = .none) {
    self.option = option
    self.clause = clause
    self.value = value
  }

  /// Options that can be told from a minus and a name wherever they stand.
  static let certain: [NmapOption] = [
    NmapOption("-sS", "using syn"), NmapOption("-sT", "using connect"), NmapOption("-sU", "using udp"),
    NmapOption("-sA", "using ack"), NmapOption("-sF", "using fin"), NmapOption("-sN", "using null"),
    NmapOption("-sX", "using xmas"), NmapOption("-sW", "using window"), NmapOption("-sM", "using maimon"),
    NmapOption("-sn", "discover auto"), NmapOption("-sP", "discover auto"), NmapOption("-sV", "service(p)"),
    NmapOption("-sC", "on open as p { }"), NmapOption("-sL", "scan plan"), NmapOption("-sO", "using syn"),
    NmapOption("-Pn", "discover none"), NmapOption("-P0", "discover none"), NmapOption("-PE", "discover icmp"),
    NmapOption("-PS", "discover syn(443)", .attached), NmapOption("-PA", "discover ack(80)", .attached),
    NmapOption("-PU", "discover udp(53)", .attached), NmapOption("-PR", "discover arp"),
    NmapOption("-T0", "rate 1/m"), NmapOption("-T1", "rate 4/m"), NmapOption("-T2", "rate 2/s"),
    NmapOption("-T3", "rate 10k/s"), NmapOption("-T4", "rate 10k/s"), NmapOption("-T5", "rate 10k/s"),
    NmapOption("-oX", "save seen to \"out.xml\" as nmap", .next), NmapOption("-oN", "save seen to \"out.md\"", .next),
    NmapOption("-oG", "save seen to \"out.csv\"", .next), NmapOption("-oA", "save seen to \"out.json\"", .next),
    NmapOption("-iL", "read_lines(\"hosts.txt\")", .next), NmapOption("--top-ports", "ports top_ports(100)", .next),
    NmapOption("--open", "keep open"), NmapOption("--max-rate", "rate 1k/s", .next),
    NmapOption("--min-rate", "rate 1k/s", .next), NmapOption("--max-retries", "retries 2", .next),
    NmapOption("--host-timeout", "deadline 10m", .next), NmapOption("--max-rtt-timeout", "timeout 1s", .next),
    NmapOption("--scan-delay", "rate 1/s per host", .next), NmapOption("--exclude", "except 192.0.2.1", .next),
    NmapOption("--scanflags", "using flags(SYN|PSH)", .next), NmapOption("--randomize-hosts", "order random"),
    NmapOption("--source-port", "source_port 53", .next), NmapOption("--ttl", "ttl 64", .next),
    NmapOption("--reason", "show seen.open columns host, port, reason"),
    NmapOption("--script", "on open as p { }", .next),
  ]

  /// Options that are also a minus and a name; read as options only behind an operand.
  static let behindOperand: [NmapOption] = [
    NmapOption("-A", "on open as p { }"), NmapOption("-F", "ports top_ports(100)"), NmapOption("-n", ""),
    NmapOption("-v", ""), NmapOption("-vv", ""), NmapOption("-O", ""), NmapOption("-e", "via \"eth0\"", .next),
    NmapOption("-g", "source_port 53", .next), NmapOption("-r", "order sequential"),
  ]
}
