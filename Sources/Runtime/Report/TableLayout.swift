// SPDX-License-Identifier: GPL-3.0-or-later

/// How tables are laid out for whoever reads a session.
public struct TableLayout: Hashable, Sendable {
  /// The ways to lay out a table.
  public enum Style: String, CaseIterable, Sendable {
    case auto, plain, lines, box, vertical, markdown, csv, tsv

    /// One line on it.
    public var documentation: String {
      switch self {
      case .auto: "plain while no word must be broken for it, else vertical"
      case .plain: "columns with blanks between them; long cells are wrapped"
      case .lines: "the same with lines between the columns"
      case .box: "the same with lines all around"
      case .vertical: "each record below the other, a line for each of its fields"
      case .markdown: "a Markdown table, for tickets and wikis"
      case .csv: "comma-separated values (RFC 4180), for spreadsheets"
      case .tsv: "values with a tab between them"
      }
    }
  }

  /// The way.
  public var style: Style
  /// Whether lines are drawn with the box characters of Unicode, else with those of ASCII.
  public var hasBoxCharacters: Bool

  /// Makes a layout.
  public init(_ style: Style = .plain, hasBoxCharacters: Bool = true) {
    self.style = style
    self.hasBoxCharacters = hasBoxCharacters
  }

  /// Columns with blanks between them.
  public static let plain = TableLayout()
}

/// What stands before, between and behind the columns of a line, and the lines between lines.
struct TableRuling {
  var left = ""
  var middle = "  "
  var right = ""
  /// Above the headings, below them, and at the foot: the line and its crossings, from left to right.
  var top: Rule?
  var head: Rule?
  var foot: Rule?

  /// A line across a table.
  struct Rule {
    let left, line, middle, right: String
  }

  /// The ruling of a layout.
  init(_ layout: TableLayout) {
    let isUnicode = layout.hasBoxCharacters
    let (bar, line, cross) = isUnicode ? ("│", "─", "┼") : ("|", "-", "+")
    switch layout.style {
    case .lines:
      middle = " \(bar) "
      head = Rule(left: "", line: line, middle: line + cross + line, right: "")
    case .box:
      (left, middle, right) = ("\(bar) ", " \(bar) ", " \(bar)")
      func rule(_ left: String, _ middle: String, _ right: String) -> Rule {
        isUnicode
          ? Rule(left: left + line, line: line, middle: line + middle + line, right: line + right)
          : Rule(left: "+-", line: "-", middle: "-+-", right: "-+")
      }
      (top, head, foot) = (rule("┌", "┬", "┐"), rule("├", "┼", "┤"), rule("└", "┴", "┘"))
    default: break
    }
  }

  /// Whether columns are told apart by blanks alone: then nothing is written behind the last text of a line.
  var isBlank: Bool { head == nil }

  /// Columns beside those of the cells.
  func overhead(columns: Int) -> Int { left.count + right.count + middle.count * max(0, columns - 1) }
}
