// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

extension PortRecord {
  /// A row of results with its second opinions, as reports and files tell it; `scan` is the number of the scan.
  init(_ row: PortRow, _ opinions: [Evidence], of results: ScanResults, scan: Int) {
    let evidence = row.primary
    func name(_ evidence: Evidence) -> String { results.techniques[Int(evidence.technique)].name }
    self.init(
      scan: scan, host: row.host, name: results.hostNames[row.host], port: row.port, transport: row.transport,
      state: evidence.state, reason: evidence.reason, technique: name(evidence), service: results.service(of: row),
      ttl: evidence.ttl == 0 ? nil : evidence.ttl, rtt: evidence.rtt < 0 ? nil : Int64(evidence.rtt),
      tries: Int(evidence.tries), by: opinions.map { (name($0), $0.state) }, answeredFrom: evidence.answeredFrom)
  }

  /// Whether the port is worth a line of its own.
  var isNews: Bool { state.isNews }
}

extension PortState {
  /// Whether a port in this state is worth a line of its own: it is not plain `closed` or `filtered`.
  var isNews: Bool { self != .closed && self != .filtered }
}

extension Value {
  /// Whether it is a port of some results.
  var isPortResult: Bool {
    if case .portResult = self { return true }
    return false
  }
}
