// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// An observation as an exchange: every packet sent, the answer decoded, and how the technique reads it.
struct ShownExchange {
  let stores: ResultStores
  let style: TerminalStyle

  /// The exchange as lines; `nil` for a value that is no observation.
  func lines(_ value: Value) -> [String]? {
    guard let record = value.asRecord, record.recordKind == .observation,
      let technique = record.fields[.technique]?.asTechnique
    else { return nil }
    let name = technique.name.isEmpty ? "a technique without a name" : technique.name
    return ["exchange by \(name):"] + packets(record, technique) + ["reading:"] + reading(record, technique)
      + ["state: \(state(record)), \(text(.reason, of: record))"]
  }

  // MARK: Packets

  private func packets(_ record: RecordObject, _ technique: Technique) -> [String] {
    var tries = 1
    if case .int(let count) = record.fields[.tries] ?? .none { tries = max(1, count) }
    let hasAnswer = !(record.fields[.rtt] ?? .none).isNone || record.fields[.reply]?.asRecord != nil
    return (1...tries).flatMap { number -> [String] in
      let answer = number == tries && hasAnswer ? answer(record) : style.apply(.dim, to: "no answer")
      return ["  → \(sent(technique))", "  ← \(answer)"]
    }
  }

  private func sent(_ technique: Technique) -> String {
    let options = technique.options
    var parts: [String]
    switch technique.send {
    case .flags(let flags): parts = [flags.isEmpty ? "TCP without flags" : "TCP \(flags)"]
    case .payload: parts = ["UDP datagram"]
    case .connect: parts = ["connection by the system: SYN"]
    case .echo: parts = ["ICMP echo request"]
    case .neighbour: parts = ["ARP or neighbour request"]
    }
    if let ttl = options.ttl { parts.append("ttl \(ttl)") }
    if let window = options.window { parts.append("window \(window)") }
    if let port = options.sourcePort { parts.append("from port \(port)") }
    if let payload = options.payload { parts.append("\(payload.count) bytes") }
    return parts.joined(separator: ", ")
  }

  private func answer(_ record: RecordObject) -> String {
    var parts: [String] = []
    if let reply = record.fields[.reply]?.asRecord {
      parts.append("TCP \(text(.flags, of: reply)), window \(text(.window, of: reply))")
      if let mss = reply.fields[.mss], !mss.isNone { parts.append("mss \(mss.literal(stores))") }
      if let options = reply.fields[.options]?.asList, !options.items.isEmpty {
        parts.append("options " + options.items.map { $0.displayText(stores) }.joined(separator: " "))
      }
    } else {
      parts.append(text(.reason, of: record))
    }
    if let ttl = record.fields[.ttl], !ttl.isNone { parts.append("ttl \(ttl.literal(stores))") }
    if let rtt = record.fields[.rtt], !rtt.isNone { parts.append("after \(rtt.literal(stores))") }
    return parts.joined(separator: ", ")
  }

  // MARK: Reading

  /// The rows of the technique, the one that took the answer marked.
  private func reading(_ record: RecordObject, _ technique: Technique) -> [String] {
    let taken = technique.arms.firstIndex { takes($0, record) }
    let width = technique.arms.map { "\($0.answer)".count }.max() ?? 0
    return technique.arms.enumerated().map { number, arm in
      let answer = "\(arm.answer)"
      let condition = arm.condition.map { " if \($0)" } ?? ""
      let row = answer + String(repeating: " ", count: width - answer.count) + condition + " => \(arm.state)"
      return number == taken ? "▸ " + style.state(arm.state, row) : "  " + style.apply(.dim, to: row)
    }
  }

  private func takes(_ arm: Technique.Arm, _ record: RecordObject) -> Bool {
    guard case .state(let state) = record.fields[.state] ?? .none, arm.state == state else { return false }
    let isSilent = text(.reason, of: record) == Reason.noResponse.description
    switch arm.answer {
    case .silence: return isSilent
    case .flags(let wanted):
      guard case .flags(let flags) = record.fields[.reply]?.asRecord?.fields[.flags] ?? .none else { return false }
      return flags.isSuperset(of: wanted)
    default: return !isSilent && record.fields[.reply]?.asRecord == nil
    }
  }

  private func state(_ record: RecordObject) -> String {
    guard case .state(let state) = record.fields[.state] ?? .none else { return "unknown" }
    return style.state(state, state.description)
  }

  private func text(_ field: FieldName, of record: RecordObject) -> String {
    TerminalText.sanitized((record.fields[field] ?? .none).displayText(stores))
  }
}
