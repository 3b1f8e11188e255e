// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Lays out a table in aligned columns, two blanks between them, and wraps cells where the line would be too long.
struct TableRenderer {
  /// Columns of the terminal; `nil` never wraps.
  var width: Int?
  /// Colours.
  var style: TerminalStyle
  /// Blanks before every line.
  var indent = 0

  private static let gap = 2
  /// A column is not made narrower than this to save room.
  private static let least = 8

  /// The table as lines, headings first; `(none)` where it has no rows.
  func lines(_ table: TableRecord) -> [String] {
    if table.rows.isEmpty { return [indented("(none)")] }
    let headings = table.columns.map { TableRecord.Cell(text: TerminalText.sanitized($0.uppercased())) }
    let rows = table.rows.map { row in
      headings.indices.map { $0 < row.count ? safe(row[$0]) : TableRecord.Cell(text: "") }
    }
    let numeric = headings.indices.map { column in
      rows.allSatisfy { $0[column].isNumber || $0[column].text.isEmpty }
    }
    let widths = fitted(headings, rows, numeric: numeric)
    let head = line(headings, widths, numeric).map { style.apply(.bold, to: $0) }
    return (head + rows.flatMap { line($0, widths, numeric) }).map(indented)
  }

  private func safe(_ cell: TableRecord.Cell) -> TableRecord.Cell {
    TableRecord.Cell(text: TerminalText.sanitized(cell.text), state: cell.state, isNumber: cell.isNumber)
  }

  private func indented(_ line: String) -> String {
    line.isEmpty ? line : String(repeating: " ", count: indent) + line
  }

  /// Natural widths, the widest text columns narrowed until the line fits.
  private func fitted(_ headings: [TableRecord.Cell], _ rows: [[TableRecord.Cell]], numeric: [Bool]) -> [Int] {
    var widths = headings.map { TerminalText.width($0.text) }
    for row in rows {
      for (column, cell) in row.enumerated() { widths[column] = max(widths[column], TerminalText.width(cell.text)) }
    }
    guard let width else { return widths }
    var excess = widths.reduce(0, +) + Self.gap * max(0, widths.count - 1) + indent - width
    while excess > 0 {
      let shrinkable = widths.indices.filter { !numeric[$0] && widths[$0] > Self.least }
      guard let widest = shrinkable.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  /// One row as one line, or several where cells are wrapped.
  private func line(_ cells: [TableRecord.Cell], _ widths: [Int], _ numeric: [Bool]) -> [String] {
    let wrapped = cells.indices.map { TextWrapping.lines(cells[$0].text, width: widths[$0]) }
    let height = wrapped.map(\.count).max() ?? 0
    return (0..<height).map { part in
      var line = ""
      // Blanks are written only before the next text, so that no line ends in one.
      var blanks = 0
      for (column, cell) in cells.enumerated() {
        let text = part < wrapped[column].count ? wrapped[column][part] : ""
        let padding = widths[column] - TerminalText.width(text)
        let before = numeric[column] ? padding : 0
        if !text.isEmpty {
          line += String(repeating: " ", count: max(0, blanks + before))
          line += cell.state.map { style.state($0, text) } ?? text
          blanks = 0
        } else {
          blanks += before
        }
        blanks += padding - before + Self.gap
      }
      return line
    }
  }
}
