// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Lays out a table: in aligned columns whose cells are wrapped where the line would be too long, or in one of the other
/// ways of `TableLayout`.
public struct TableRenderer {
  /// Columns of the terminal; `nil` never wraps.
  var width: Int?
  /// Colours.
  var style: TerminalStyle
  /// Blanks before every line.
  var indent = 0
  /// How it is laid out.
  var layout = TableLayout.plain

  /// A column is not made narrower than this to save room.
  private static let least = 8

  init(width: Int?, style: TerminalStyle, indent: Int = 0, layout: TableLayout = .plain) {
    self.width = width
    self.style = style
    self.indent = indent
    self.layout = layout
  }

  /// A renderer as a session shows values.
  public init(_ display: ValueDisplay) {
    self.init(width: display.width, style: display.style, layout: display.table)
  }

  /// The table as lines, headings first; `(none)` where it has no rows.
  public func lines(_ table: TableRecord) -> [String] {
    switch layout.style {
    case .csv: return CSVFile.lines(TextTable(table))
    case .tsv: return ([table.columns] + TextTable(table).rows).map { tabbed($0) }
    case .markdown: return MarkdownFile.lines(TextTable(table))
    case .auto, .plain, .lines, .box, .vertical: break
    }
    if table.rows.isEmpty { return [indented("(none)")] }
    let isVertical =
      layout.style == .vertical || layout.style == .auto && !Columns(table).fits(width.map { $0 - indent })
    return (isVertical ? VerticalTable(self).lines(table) : aligned(table)).map(indented)
  }

  private func tabbed(_ cells: [String]) -> String {
    cells.map { TerminalText.sanitized($0) }.joined(separator: "\t")
  }

  private func indented(_ line: String) -> String {
    line.isEmpty ? line : String(repeating: " ", count: indent) + line
  }

  // MARK: Columns

  /// A table as it is written in columns: everything safe for a terminal, every row as long as the headings.
  private struct Columns {
    let headings: [TableRecord.Cell]
    let rows: [[TableRecord.Cell]]
    let isNumeric: [Bool]
    /// As wide as each column would be.
    let widths: [Int]

    init(_ table: TableRecord) {
      let headings = table.columns.map { TableRecord.Cell(text: TerminalText.sanitized($0.uppercased())) }
      let rows = table.rows.map { row in
        headings.indices.map { $0 < row.count ? Self.safe(row[$0]) : TableRecord.Cell(text: "") }
      }
      isNumeric = headings.indices.map { column in
        rows.allSatisfy { $0[column].isNumber || $0[column].text.isEmpty }
      }
      var widths = headings.map { TerminalText.width($0.text) }
      for row in rows {
        for (column, cell) in row.enumerated() { widths[column] = max(widths[column], TerminalText.width(cell.text)) }
      }
      (self.headings, self.rows, self.widths) = (headings, rows, widths)
    }

    private static func safe(_ cell: TableRecord.Cell) -> TableRecord.Cell {
      TableRecord.Cell(text: TerminalText.sanitized(cell.text), state: cell.state, isNumber: cell.isNumber)
    }

    /// The longest word of each column: narrower, words are broken.
    var words: [Int] {
      headings.indices.map { column in
        if isNumeric[column] { return widths[column] }
        let cells = [headings[column]] + rows.map { $0[column] }
        return cells.map { $0.text.split(separator: " ").map { TerminalText.width(String($0)) }.max() ?? 0 }.max() ?? 0
      }
    }

    /// Whether no word needs to be broken within so many columns.
    func fits(_ width: Int?) -> Bool {
      guard let width else { return true }
      let gaps = TableRuling(.plain).overhead(columns: widths.count)
      return widths.reduce(gaps, +) <= width || words.reduce(gaps, +) <= width
    }
  }

  private func aligned(_ table: TableRecord) -> [String] {
    let columns = Columns(table)
    let ruling = TableRuling(layout)
    let widths = fitted(columns, ruling)
    let head = line(columns.headings, widths, columns.isNumeric, ruling)
    let rows = columns.rows.flatMap { line($0, widths, columns.isNumeric, ruling) }
    func rule(_ rule: TableRuling.Rule?) -> [String] { rule.map { [$0.text(widths)] } ?? [] }
    return rule(ruling.top) + head.map { style.paint($0, .heading) } + rule(ruling.head) + rows + rule(ruling.foot)
  }

  /// Natural widths, the widest text columns narrowed until the line fits.
  private func fitted(_ columns: Columns, _ ruling: TableRuling) -> [Int] {
    var widths = columns.widths
    guard let width else { return widths }
    let least = layout.style == .auto ? columns.words : widths.map { min($0, Self.least) }
    var excess = widths.reduce(0, +) + ruling.overhead(columns: widths.count) + indent - width
    while excess > 0 {
      let shrinkable = widths.indices.filter { !columns.isNumeric[$0] && widths[$0] > least[$0] }
      guard let widest = shrinkable.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  /// One row as one line, or several where cells are wrapped.
  private func line(
    _ cells: [TableRecord.Cell], _ widths: [Int], _ numeric: [Bool], _ ruling: TableRuling
  ) -> [String] {
    let wrapped = cells.indices.map { TextWrapping.lines(cells[$0].text, width: widths[$0]) }
    let height = wrapped.map(\.count).max() ?? 0
    return (0..<height).map { part in
      let texts = wrapped.map { part < $0.count ? $0[part] : "" }
      // No line ends in blanks, unless a line is drawn behind them.
      let isOpen = ruling.right.isEmpty
      let last = ruling.isBlank ? texts.lastIndex { !$0.isEmpty } ?? -1 : texts.count - 1
      let pieces = texts.indices.prefix(last + 1).map { column in
        let blanks = String(repeating: " ", count: max(0, widths[column] - TerminalText.width(texts[column])))
        let text = cells[column].state.map { style.state($0, texts[column]) } ?? texts[column]
        return numeric[column] ? blanks + text : isOpen && column == last ? text : text + blanks
      }
      return ruling.left + pieces.joined(separator: ruling.middle) + ruling.right
    }
  }
}

extension TableRuling.Rule {
  /// The rule across columns of these widths.
  fileprivate func text(_ widths: [Int]) -> String {
    left + widths.map { String(repeating: line, count: $0) }.joined(separator: middle) + right
  }
}
