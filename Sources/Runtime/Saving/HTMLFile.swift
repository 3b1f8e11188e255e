// SPDX-License-Identifier: GPL-3.0-or-later

/// One HTML page that needs nothing beside itself: no script, no font, no picture.
enum HTMLFile {
  static func text(of results: ScanResults) -> [UInt8] {
    let page = ResultsPage(results)
    let title = MarkupText.escaped(page.title)
    var lines = [
      "<!DOCTYPE html>", "<html lang=\"en\"><head><meta charset=\"utf-8\">",
      "<meta name=\"viewport\" content=\"width=device-width\">", "<title>\(title)</title>",
      "<style>\(style)</style></head><body>", "<h1>\(title)</h1>", "<p>\(MarkupText.escaped(page.summary))</p>",
    ]
    for (heading, table) in page.sections { lines += ["<h2>\(heading)</h2>"] + self.table(table) }
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
