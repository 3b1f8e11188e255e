// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// What a page for people holds, whatever it is written in: a title, a sentence, and tables with headings.
struct ResultsPage {
  let title: String
  let summary: String
  /// Those that have rows.
  let sections: [(heading: String, table: TextTable)]

  init(_ results: ScanResults) {
    title = "Scan of \(results.targets)"
    let hosts = HostLine.all(of: results)
    summary =
      FigureText.count(hosts.count, "host") + " up, coverage \(FigureText.percent(results.coverage))"
      + (results.started.map { ", begun \($0)" } ?? "")
    let all = [
      ("Hosts", TextTable(hosts)), ("Ports", TextTable(newsOf: results)), ("Findings", TextTable(results.findings)),
    ]
    sections = all.filter { !$0.1.rows.isEmpty }
  }
}

extension TextTable {
  fileprivate init(_ hosts: [HostLine]) {
    columns = ["host", "name", "reason", "ports"]
    rows = hosts.map { ["\($0.address)", $0.name ?? "", $0.reason, $0.counts] }
  }

  fileprivate init(_ findings: [FindingRecord]) {
    columns = ["level", "finding", "host", "port"]
    rows = findings.map { finding in
      let port = finding.port.map { "\($0)" + (finding.transport.map { "/\($0)" } ?? "") }
      return [finding.level.rawValue, finding.text, finding.host?.description ?? "", port ?? ""]
    }
  }
}
