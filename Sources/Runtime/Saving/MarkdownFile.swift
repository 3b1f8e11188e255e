// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Markdown with tables, for tickets and wikis.
enum MarkdownFile {
  static func text(of table: TextTable) -> [UInt8] { Array((lines(table).joined(separator: "\n") + "\n").utf8) }

  static func text(of results: ScanResults) -> [UInt8] {
    let page = ResultsPage(results)
    var lines = ["# \(escaped(page.title))", "", escaped(page.summary) + "."]
    for (heading, table) in page.sections { lines += ["", "## \(heading)", ""] + self.lines(table) }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// A table as lines, headings first.
  static func lines(_ table: TextTable) -> [String] {
    [row(table.columns), "| " + table.columns.map { _ in "---" }.joined(separator: " | ") + " |"] + table.rows.map(row)
  }

  private static func row(_ cells: [String]) -> String { "| " + cells.map(escaped).joined(separator: " | ") + " |" }

  /// Text as text: nothing of it makes a table, a link, HTML or anything else.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in TerminalText.sanitized(text).unicodeScalars {
      if "\\`*_{}[]<>#|~&!".unicodeScalars.contains(scalar) { result.append("\\") }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
