// SPDX-License-Identifier: GPL-3.0-or-later

/// An option of nmap's command line, and what says the same in a playbook.
struct NmapOption: Sendable {
  /// How the option begins: `-sS`, `--max-rate`.
  let option: String
  /// What says it here.
  let meaning: Meaning
  /// What is attached to it or follows as a word of its own.
  let value: Value

  /// What says the same as an option.
  enum Meaning: Sendable {
    /// A clause on the line of the scan.
    case clause(String)
    /// A clause with the option's value in place of `{}`, and the value where none is given.
    case filled(String, Form, default: String?)
    /// Something that does not stand on the line of the scan, as a remark.
    case elsewhere(String)
    /// Nothing needs to be said.
    case nothing
  }

  /// What the value of an option is.
  enum Form: Sendable {
    case number, duration, targets, word
  }

  /// Where the value of an option stands.
  enum Value: Sendable {
    case none
    /// Directly behind, if at all: `-T4`.
    case attached
    /// Directly behind or as the next word.
    case next
  }

  private init(_ option: String, _ clause: String) {
    self.init(option, .clause(clause), .none)
  }

  private init(_ option: String, _ meaning: Meaning, _ value: Value = .none) {
    self.option = option
    self.meaning = meaning
    self.value = value
  }

  private init(_ option: String, _ clause: String, _ form: Form) {
    self.init(option, .filled(clause, form, default: nil), .next)
  }

  /// What takes the place of the option with this value, which may be empty; `nil` where nothing concrete can be said.
  func replacement(for value: String) -> String? {
    switch meaning {
    case .clause(let text): return text
    case .elsewhere, .nothing: return ""
    case .filled(let text, let form, let otherwise):
      guard let written = value.isEmpty ? otherwise : Self.written(value, form) else { return nil }
      return text.replacing("{}", with: written)
    }
  }

  /// A value of nmap's as a playbook writes it.
  private static func written(_ value: String, _ form: Form) -> String? {
    let digits = value.prefix { $0.isASCII && $0.isNumber }
    switch form {
    case .number: return digits.count == value.count && !value.hasPrefix("0") ? value : nil
    case .duration:
      guard !digits.isEmpty, !digits.hasPrefix("0") else { return nil }
      let unit = value.dropFirst(digits.count)
      return unit.isEmpty ? value + "s" : ["ms", "s", "m", "h"].contains(unit) ? value : nil
    case .targets:
      return value.allSatisfy { $0.isASCII && ($0.isHexDigit || ".:/,-".contains($0)) } ? value : nil
    case .word:
      return value.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || ".-_".contains($0)) } ? value : nil
    }
  }

  private static let service = Meaning.elsewhere("a handler asks with `service(p)` which program answers")
  private static let probing = Meaning.elsewhere("a handler asks more of a port: `on open as p { … }`")

  /// Options that can be told from a minus and a name wherever they stand.
  static let certain: [NmapOption] = techniques + discovery + pace + files + others

  private static let techniques: [NmapOption] = [
    NmapOption("-sS", "using syn"), NmapOption("-sT", "using connect"), NmapOption("-sU", "using udp"),
    NmapOption("-sA", "using ack"), NmapOption("-sF", "using fin"), NmapOption("-sN", "using null"),
    NmapOption("-sX", "using xmas"), NmapOption("-sW", "using window"), NmapOption("-sM", "using maimon"),
    NmapOption("-sV", service), NmapOption("-sC", probing), NmapOption("--script", probing, .next),
    NmapOption("-sL", .elsewhere("`scan plan FILE` lists what a playbook would ask")),
    NmapOption("-sO", .elsewhere("IP protocols are not scanned: ports of TCP and UDP are")),
    NmapOption("--scanflags", .elsewhere("flags stand in `using flags(SYN|PSH, silence: filtered)`"), .next),
  ]

  private static let discovery: [NmapOption] = [
    NmapOption("-sn", "discover auto"), NmapOption("-sP", "discover auto"), NmapOption("-Pn", "discover none"),
    NmapOption("-P0", "discover none"), NmapOption("-PE", "discover icmp"), NmapOption("-PR", "discover arp"),
    NmapOption("-PS", .filled("discover syn({})", .number, default: "443"), .attached),
    NmapOption("-PA", .filled("discover ack({})", .number, default: "80"), .attached),
    NmapOption("-PU", .filled("discover udp({})", .number, default: "53"), .attached),
  ]

  private static let pace: [NmapOption] = [
    NmapOption("-T0", "rate 1/m"), NmapOption("-T1", "rate 4/m"), NmapOption("-T2", "rate 2/s"),
    NmapOption("-T3", "rate 10k/s"), NmapOption("-T4", "rate 10k/s"), NmapOption("-T5", "rate 10k/s"),
    NmapOption("--max-rate", "rate {}/s", .number),
    NmapOption("--min-rate", .elsewhere("there is no least rate: `rate` is the most that is sent"), .next),
    NmapOption("--max-retries", "retries {}", .number), NmapOption("--host-timeout", "deadline {}", .duration),
    NmapOption("--max-rtt-timeout", "timeout {}", .duration),
    NmapOption("--scan-delay", .elsewhere("what one host gets is bounded by `rate 1/s per host`"), .next),
  ]

  private static let files: [NmapOption] = [
    NmapOption("-oX", .elsewhere("results are written by `save seen to \"out.xml\" as nmap`"), .next),
    NmapOption("-oN", .elsewhere("results are written by `save seen to \"out.md\"`"), .next),
    NmapOption("-oG", .elsewhere("results are written by `save seen to \"out.csv\"`"), .next),
    NmapOption("-oA", .elsewhere("results are written by `save seen to \"out.json\"`"), .next),
    NmapOption("-iL", .elsewhere("targets from a file: `targets known = read_lines(\"hosts.txt\")`"), .next),
  ]

  private static let others: [NmapOption] = [
    NmapOption("--top-ports", "ports top_ports({})", .number), NmapOption("--open", "keep open"),
    NmapOption("--exclude", "except {}", .targets), NmapOption("--randomize-hosts", "order random"),
    NmapOption("--ttl", "ttl {}", .number), NmapOption("--source-port", "source_port {}", .number),
    NmapOption("--reason", .elsewhere("`show seen.open columns host, port, reason` shows it")),
  ]

  /// Options that are also a minus and a name; read as options only behind an operand.
  static let behindOperand: [NmapOption] = [
    NmapOption("-A", service), NmapOption("-F", "ports top_ports(100)"), NmapOption("-n", .nothing),
    NmapOption("-v", .nothing), NmapOption("-vv", .nothing),
    NmapOption("-O", .elsewhere("operating systems are not guessed")), NmapOption("-e", "via \"{}\"", .word),
    NmapOption("-g", "source_port {}", .number), NmapOption("-r", "order sequential"),
  ]
}
