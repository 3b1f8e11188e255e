// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// An exchange packet by packet, and how the technique reads it.
struct ShownExchange {
  let account: ExchangeTrace.Account
  let style: TerminalStyle
  /// Columns; `nil` does not wrap.
  let width: Int?

  /// The exchange as lines; `nil` where nothing was asked.
  var lines: [String]? {
    guard let technique = account.technique, let target = account.target, !account.entries.isEmpty else { return nil }
    let name = technique.name.isEmpty ? "a technique without a name" : technique.name
    let place = account.port.map { "\(target) port \($0)" } ?? "\(target)"
    return ["exchange by \(name) with \(place):"] + events + reading(technique)
  }

  // MARK: Events

  private var events: [String] {
    let start = account.entries.first?.time ?? 0
    let runs = runs
    let times = runs.map { FigureText.time(Int64(clamping: ($0.entry.time - start) / 1000)) }
    let column = max(5, times.map(\.count).max() ?? 0)
    let blank = String(repeating: " ", count: column + 2)
    var lines = zip(times, runs).flatMap { time, run in
      let lead = "  " + time + String(repeating: " ", count: column - time.count)
      let more = run.count > 1 ? [style.paint("\(blank)   and \(run.count - 1) more like it", .faint)] : []
      return wrapped(ShownEvent(run.entry.event, probe: probe), lead: lead) + more
    }
    if account.omitted > 0 { lines.append("\(blank)   … and \(account.omitted) more") }
    if account.reading?.answer == .silence { lines.append("\(blank) ← " + style.paint("no answer", .faint)) }
    return lines
  }

  /// The entries; of equal ones behind each other the first, and how many there are.
  private var runs: [(entry: ExchangeTrace.Entry, count: Int)] {
    account.entries.reduce(into: []) { runs, entry in
      if let last = runs.last, last.entry.event == entry.event {
        runs[runs.count - 1].count += 1
      } else {
        runs.append((entry, 1))
      }
    }
  }

  /// The segment that asked last: what an answer must acknowledge.
  private var probe: TracedPacket.Segment? {
    let sent = account.entries.compactMap { entry -> TracedPacket.Segment? in
      guard case .sent(let packet, _) = entry.event, case .segment(let segment) = packet.body else { return nil }
      return segment
    }
    return sent.last
  }

  private func wrapped(_ event: ShownEvent, lead: String) -> [String] {
    let arrow = style.paint(lead, .faint) + " \(event.arrow) "
    let indent = String(repeating: " ", count: lead.count + 3)
    let room = width.map { max(20, $0 - indent.count) }
    var lines = Self.filled(event.parts, width: room)
    lines += event.payload.map { TextWrapping.prefix(of: $0, width: room ?? .max) }
    let quote = Self.filled(event.quote, width: room).map { style.paint($0, .faint) }
    let remarks = quote + event.remarks.flatMap { folded($0, width: room) }
    return (lines + remarks).enumerated().map { ($0 == 0 ? arrow : indent) + $1 }
  }

  /// Parts behind each other, as many as fit on a line.
  static func filled(_ parts: [String], width: Int?) -> [String] {
    guard let width else { return parts.isEmpty ? [] : [parts.joined(separator: ", ")] }
    var lines: [String] = []
    for (place, part) in parts.enumerated() {
      let part = place < parts.count - 1 ? part + "," : part
      if let last = lines.last, TerminalText.width(last) + 1 + TerminalText.width(part) <= width {
        lines[lines.count - 1] = "\(last) \(part)"
      } else {
        lines += TextWrapping.lines(part, width: width)
      }
    }
    return lines
  }

  // MARK: Reading

  /// The rows of the technique, the one that took the answer marked, and what it comes to.
  private func reading(_ technique: Technique) -> [String] {
    guard let reading = account.reading else { return [] }
    let taken = technique.arms.firstIndex { arm in
      arm.answer.matches(reading.answer) && arm.condition?.holds(for: reading.answer) ?? true
    }
    let width = technique.arms.map { "\($0.answer)".count }.max() ?? 0
    let rows = technique.arms.enumerated().map { number, arm in
      let answer = "\(arm.answer)"
      let condition = arm.condition.map { " if \($0)" } ?? ""
      let row = answer + String(repeating: " ", count: width - answer.count) + condition + " => \(arm.state)"
      return number == taken ? "▸ " + style.state(arm.state, row) : "  " + style.paint(row, .faint)
    }
    var lines = ["reading, the first row that takes the answer counts:"] + rows
    if let state = reading.state {
      lines.append("state: \(style.state(state, state.description)), \(reading.reason)")
    } else {
      lines.append("no row takes the answer, so it counts as none")
    }
    return lines + sentence(reading.reason)
  }

  private func sentence(_ reason: Reason) -> [String] {
    folded("\(reason): \(reason.meaning)", width: width.map { max(20, $0 - 2) }).map { "  " + $0 }
  }

  private func folded(_ text: String, width: Int?) -> [String] {
    (width.map { TextWrapping.lines(text, width: $0) } ?? [text]).map { style.paint($0, .faint) }
  }
}
