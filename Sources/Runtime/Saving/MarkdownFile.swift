// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Markdown with tables, for tickets and wikis.
enum MarkdownFile {
  static func text(of table: TextTable) -> [UInt8] { Array((lines(table).joined(separator: "\n") + "\n").utf8) }

  static func text(of results: ScanResults) -> [UInt8] {
    let hosts = HostLine.all(of: results)
    var lines = ["# Scan of \(escaped(results.targets.description))", ""]
    lines.append(
      "\(hosts.count) \(hosts.count == 1 ? "host" : "hosts") up, coverage \(FigureText.percent(results.coverage)).")
    if !hosts.isEmpty {
      lines += ["", "## Hosts", ""]
      lines += self.lines(
        TextTable(
          columns: ["host", "name", "reason", "ports"],
          rows: hosts.map { ["\($0.address)", $0.name ?? "", $0.reason, $0.counts] }))
    }
    let news = TextTable(newsOf: results)
    if !news.rows.isEmpty { lines += ["", "## Ports", ""] + self.lines(news) }
    if !results.findings.isEmpty {
      lines += ["", "## Findings", ""]
      for finding in results.findings {
        let place = finding.host.map { " (\($0)" + (finding.port.map { " port \($0)" } ?? "") + ")" } ?? ""
        lines.append("- **\(finding.level.rawValue)** \(escaped(finding.text))\(escaped(place))")
      }
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private static func lines(_ table: TextTable) -> [String] {
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
