// SPDX-License-Identifier: GPL-3.0-or-later

/// One HTML page that needs nothing beside itself: no script, no font, no picture.
enum HTMLFile {
  static func text(of results: ScanResults) -> [UInt8] {
    let hosts = HostLine.all(of: results)
    var lines = [
      "<!DOCTYPE html>", "<html lang=\"en\"><head><meta charset=\"utf-8\">",
      "<meta name=\"viewport\" content=\"width=device-width\">",
      "<title>\(MarkupText.escaped("Scan of \(results.targets)"))</title>", "<style>\(style)</style></head><body>",
      "<h1>\(MarkupText.escaped("Scan of \(results.targets)"))</h1>",
      "<p>\(hosts.count) \(hosts.count == 1 ? "host" : "hosts") up, coverage \(FigureText.percent(results.coverage))"
        + (results.started.map { ", begun \($0)" } ?? "") + "</p>",
    ]
    if !hosts.isEmpty {
      lines.append("<h2>Hosts</h2>")
      lines += table(
        TextTable(
          columns: ["host", "name", "reason", "ports"],
          rows: hosts.map { ["\($0.address)", $0.name ?? "", $0.reason, $0.counts] }))
    }
    let news = TextTable(newsOf: results)
    if !news.rows.isEmpty { lines += ["<h2>Ports</h2>"] + table(news) }
    if !results.findings.isEmpty {
      lines.append("<h2>Findings</h2>")
      lines += table(
        TextTable(
          columns: ["level", "finding", "host", "port"],
          rows: results.findings.map { finding in
            [
              finding.level.rawValue, finding.text, finding.host?.description ?? "",
              finding.port.map { "\($0)" + (finding.transport.map { "/\($0)" } ?? "") } ?? "",
            ]
          }))
    }
    return Array((lines + ["</body></html>", ""]).joined(separator: "\n").utf8)
  }

  private static let style = """
    body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#222;background:#fff}\
    table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .8rem .3rem 0;border-bottom:1px solid \
    #ddd;vertical-align:top;overflow-wrap:anywhere}th{color:#555}
    """

  private static func table(_ table: TextTable) -> [String] {
    ["<table><tr>" + table.columns.map { "<th>\(MarkupText.escaped($0))</th>" }.joined() + "</tr>"]
      + table.rows.map { "<tr>" + $0.map { "<td>\(MarkupText.escaped($0))</td>" }.joined() + "</tr>" }
      + ["</table>"]
  }
}
