// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// What the script said about what it saw: records, findings, expectations.
extension TextReport {
  // MARK: Records

  /// A table for each kind of emitted record, in the order in which the kinds first came.
  func recordLines() -> [String] {
    var kinds: [String] = []
    var records: [String: [EmittedRecord]] = [:]
    for record in account.emitted {
      if records[record.kind] == nil { kinds.append(record.kind) }
      records[record.kind, default: []].append(record)
    }
    var lines: [String] = []
    for kind in kinds {
      if !lines.isEmpty { lines.append("") }
      lines.append(style.paint(TerminalText.sanitized(kind), .heading))
      lines += TableRenderer(width: width, style: style, indent: 2).lines(Self.table(records[kind] ?? []))
    }
    return lines
  }

  private static func table(_ records: [EmittedRecord]) -> TableRecord {
    var names: [String] = []
    var known: Set<String> = []
    for record in records {
      for field in record.fields where known.insert(field.name).inserted { names.append(field.name) }
    }
    // A handler that emits its own place says it once.
    let hasHost = records.contains { record in record.host.map { record.says("host", "\($0)") } == false }
    let hasPort = records.contains { record in record.port.map { record.says("port", "\($0)") } == false }
    let rows = records.map { record in
      (hasHost ? [TableRecord.Cell(text: record.host?.description ?? "")] : [])
        + (hasPort ? [TableRecord.Cell(text: record.port.map { String($0) } ?? "", isNumber: true)] : [])
        + names.map { name in TableRecord.Cell(text: record.fields.first { $0.name == name }?.text ?? "") }
    }
    return TableRecord(columns: (hasHost ? ["host"] : []) + (hasPort ? ["port"] : []) + names, rows: rows)
  }

  // MARK: Findings

  /// Findings, the worst first, in the order of the run within a level.
  func findingLines() -> [String] {
    guard !account.findings.isEmpty else { return [] }
    let column = account.findings.map { $0.level.rawValue.utf8.count }.max() ?? 0
    let sorted = account.findings.enumerated().sorted { left, right in
      (right.element.level.rank, left.offset) < (left.element.level.rank, right.offset)
    }
    return [style.paint("findings", .heading)]
      + sorted.flatMap { _, finding in
        entry(
          style.level(finding.level, finding.level.rawValue), label: finding.level.rawValue, column: column,
          text: finding.text,
          below: [
            place(finding.host, finding.port, finding.transport),
            finding.fields.map { "\($0.name): \($0.text)" }.joined(separator: ", "),
          ])
      }
  }

  // MARK: Expectations

  /// Expectations: failed ones first, then those that could not be judged, then what held.
  func expectationLines() -> [String] {
    guard !account.expectations.isEmpty else { return [] }
    func rank(_ record: ExpectRecord) -> Int { record.ok.map { $0 ? 2 : 0 } ?? 1 }
    let sorted = account.expectations.enumerated().sorted {
      (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
    }
    return [style.paint("expectations", .heading)] + sorted.flatMap { _, record in expectationEntry(record) }
  }

  /// More particulars of one expectation than this are only counted.
  private static let detailLimit = 10

  private func expectationEntry(_ record: ExpectRecord) -> [String] {
    let (word, outcome): (String, RunOutcome) =
      switch record.ok {
      case true where record.isAccepted: ("accept", .pass)
      case true: ("ok", .pass)
      case false: ("failed", .fail)
      case nil: ("unsure", .inconclusive)
      }
    let place = record.ok == true || record.place.isEmpty ? "" : "at \(record.place)"
    return entry(
      style.outcome(outcome, word), label: word, column: 6, text: record.text, below: details(record) + [place])
  }

  /// Particulars, those about ports with their places in a column of their own.
  private func details(_ record: ExpectRecord) -> [String] {
    let shown = record.detail.prefix(Self.detailLimit)
    let places = shown.map { place($0.host, $0.port, $0.transport) }
    let column = places.map(\.utf8.count).max() ?? 0
    var lines = zip(shown, places).map { detail, place in
      guard !place.isEmpty else { return detail.text }
      return place + String(repeating: " ", count: column - place.utf8.count + 2) + detail.text
    }
    let more = record.detail.count - shown.count + record.omitted
    if more > 0 { lines.append("and \(more) more") }
    return lines
  }

  /// A coloured label in its column, a text beside it, further lines below the text.
  private func entry(_ shown: String, label: String, column: Int, text: String, below: [String]) -> [String] {
    let indent = 2 + column + 2
    let texts = [text] + below.filter { !$0.isEmpty }
    let lines = texts.flatMap { TextWrapping.lines(TerminalText.sanitized($0), width: width - indent) }
    return lines.enumerated().map { index, line in
      guard index == 0 else { return String(repeating: " ", count: indent) + line }
      return "  " + shown + String(repeating: " ", count: column - label.utf8.count + 2) + line
    }
  }
}

extension EmittedRecord {
  /// Whether a field tells a place of the handler: `443`, or `443/tcp`.
  fileprivate func says(_ name: String, _ place: String) -> Bool {
    fields.contains { $0.name == name && ($0.text == place || $0.text.hasPrefix(place + "/")) }
  }
}
