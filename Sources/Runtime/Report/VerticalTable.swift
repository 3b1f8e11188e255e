// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// A table as its records one below the other, a line for each field, each under a rule with its number.
struct VerticalTable {
  private let width: Int?
  private let style: TerminalStyle
  private let rule: String

  /// As wide as a rule is where there is room.
  private static let ruleWidth = 32
  /// Longer names have their values on the next line.
  private static let nameLimit = 24
  private static let gap = 2

  init(_ renderer: TableRenderer) {
    width = renderer.width.map { max(1, $0 - renderer.indent) }
    style = renderer.style
    rule = renderer.layout.hasBoxCharacters ? "─" : "-"
  }

  /// The records as lines.
  func lines(_ table: TableRecord) -> [String] {
    let names = table.columns.map { TerminalText.sanitized($0) }
    let column = min(Self.nameLimit, names.map { TerminalText.width($0) }.max() ?? 0)
    return table.rows.enumerated().flatMap { number, row in
      [heading(number + 1)]
        + names.enumerated().flatMap { place, name in
          field(name, place < row.count ? row[place] : TableRecord.Cell(text: ""), column)
        }
    }
  }

  private func heading(_ number: Int) -> String {
    let text = "\(rule) \(number) "
    let length = min(Self.ruleWidth, width ?? Self.ruleWidth)
    return style.paint(text + String(repeating: rule, count: max(0, length - TerminalText.width(text))), .faint)
  }

  private func field(_ name: String, _ cell: TableRecord.Cell, _ column: Int) -> [String] {
    let text = TerminalText.sanitized(cell.text)
    let room = width.map { max(8, $0 - column - Self.gap) }
    let values = room.map { TextWrapping.lines(text, width: $0) } ?? [text]
    let margin = String(repeating: " ", count: column + Self.gap)
    let padding = String(repeating: " ", count: max(0, column - TerminalText.width(name)))
    let label = style.paint(name, .faint)
    func shown(_ value: String) -> String { cell.state.map { style.state($0, value) } ?? value }
    guard let first = values.first, !first.isEmpty else { return [label] }
    let rest = values.dropFirst().map { margin + shown($0) }
    if TerminalText.width(name) > column { return [label, margin + shown(first)] + rest }
    return [label + padding + String(repeating: " ", count: Self.gap) + shown(first)] + rest
  }
}
