// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// Results or a list as rows of texts, for the formats that are tables.
struct TextTable {
  var columns: [String]
  var rows: [[String]]
}

extension TextTable {
  /// Every port that is kept.
  init(everyPortOf results: ScanResults) { self.init(ports: results.ordered().map { (results, $0) }) }

  /// Ports by their rows, with the state of each technique that gave a second opinion in a column of its own.
  init(ports: [(results: ScanResults, row: UInt32)]) {
    var others: [String] = []
    for (results, row) in ports {
      for name in results.opinions(on: row).map({ results.techniques[Int($0.technique)].name })
      where !others.contains(name) { others.append(name) }
    }
    columns =
      ["host", "name", "port", "protocol", "state", "reason", "service", "technique", "ttl", "rtt_us", "tries"]
      + ["trusted"] + others
    rows = ports.map { results, number in
      let row = results.rows[Int(number)]
      let opinions = results.opinions(on: number)
      return [
        "\(row.host)", TerminalText.sanitized(results.hostNames[row.host] ?? ""), "\(row.port)", "\(row.transport)",
        "\(row.primary.state)",
        row.primary.reason.word, TerminalText.sanitized(results.service(of: row) ?? ""),
        results.techniques[Int(row.primary.technique)].name, row.primary.ttl == 0 ? "" : "\(row.primary.ttl)",
        row.primary.rtt < 0 ? "" : "\(row.primary.rtt)", "\(row.primary.tries)", "\(row.primary.isTrusted)",
      ]
        + others.map { other in
          opinions.first { results.techniques[Int($0.technique)].name == other }.map { "\($0.state)" } ?? ""
        }
    }
  }

  /// The ports that a person wants to see: those whose state is not plain closed or filtered.
  init(newsOf results: ScanResults) {
    columns = ["host", "port", "state", "service", "reason"]
    rows = results.ordered().compactMap { number in
      let row = results.rows[Int(number)]
      guard row.primary.state.isNews else { return nil }
      return [
        "\(row.host)", "\(row.port)/\(row.transport)", "\(row.primary.state)",
        TerminalText.sanitized(results.service(of: row) ?? ""), row.primary.reason.word,
      ]
    }
  }

  /// A table as `show` makes it.
  init(_ table: TableRecord) {
    // Keys of maps are texts from anywhere, as the cells are.
    columns = table.columns.map(TerminalText.sanitized)
    rows = table.rows.map { $0.map { TerminalText.sanitized($0.text) } }
  }
}

/// Hosts with what is said of them beside their ports.
struct HostLine {
  let address: Address
  let name: String?
  let reason: String
  /// `998 closed, 3 filtered`.
  let counts: String

  /// The hosts that are up, by address.
  static func all(of results: ScanResults) -> [HostLine] {
    results.hostsUp.map { host in
      let tally = results.tally(of: host) ?? HostTally()
      let counts = [(PortState.open, "open"), (.closed, "closed"), (.filtered, "filtered")].compactMap { state, word in
        let count = tally.count(state)
        return count == 0 ? nil : "\(count) \(word)"
      }
      return HostLine(
        address: host, name: results.hostNames[host], reason: results.hostReason(host).word,
        counts: counts.joined(separator: ", "))
    }
  }
}
