// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// Per host a table of the ports that matter and one line for the rest.
extension TextReport {
  /// Hosts without an answer beyond this number are only counted.
  private static let silentLimit = 8
  /// Open ports of a host that a proxy answers for are only counted beyond this number.
  private static let offerLimit = 16

  /// A section for each host, with a heading for each scan where there are several.
  func scanSections() -> [[String]] {
    let numbers = account.scans.keys.sorted()
    return numbers.flatMap { number -> [[String]] in
      guard let scan = account.scans[number] else { return [] }
      let heading = numbers.count > 1 || !(scan.header?.resolved.isEmpty ?? true) ? [headingLines(number, scan)] : []
      return heading + hostSections(scan)
    }
  }

  private func headingLines(_ number: Int, _ scan: RunAccount.Scan) -> [String] {
    guard let header = scan.header else { return [] }
    let what = [
      header.targetText, FigureText.count(header.ports, "port"), header.techniques.joined(separator: " "),
    ]
    let names = header.resolved.map { name, addresses in
      "\(name) is " + (addresses.isEmpty ? "unknown" : addresses.map(\.description).joined(separator: ", "))
    }
    return wrapped("scan \(number): " + what.joined(separator: ", "), indent: 0).map { style.paint($0, .heading) }
      + names.flatMap { wrapped($0, indent: 2) }
  }

  private func hostSections(_ scan: RunAccount.Scan) -> [[String]] {
    let hosts = scan.hosts.sorted { $0.key < $1.key }
    let silent = hosts.filter { !$0.value.isUp && $0.value.ports.isEmpty }
    let isCounted = silent.count > Self.silentLimit && !isVerbose
    let shown = isCounted ? hosts.filter { $0.value.isUp || !$0.value.ports.isEmpty } : hosts
    var sections: [[String]] = []
    // Hosts without a table stand together, one line each.
    var brief: [String] = []
    for (address, host) in shown {
      if host.ports.isEmpty {
        brief += wrapped("\(title(address, host, isBrief: true)), \(rest(host.counts) ?? "no ports asked")", indent: 0)
      } else {
        if !brief.isEmpty { sections.append(brief) }
        brief = []
        sections.append(section(address, host))
      }
    }
    brief += countLines(isCounted ? silent.map(\.value) : [], others: scan.silentHosts)
    return brief.isEmpty ? sections : sections + [brief]
  }

  /// Hosts that are down, counted: those without an answer, then those of which somebody else spoke, by what they said.
  private func countLines(_ hosts: [RunAccount.Host], others: UInt64) -> [String] {
    var counts: [Reason: UInt64] = [.noResponse: others]
    for host in hosts { counts[host.record?.reason ?? .noResponse, default: 0] += 1 }
    return counts.filter { $0.value > 0 }.sorted { $0.key.rawValue < $1.key.rawValue }.map { reason, count in
      FigureText.count(count, "host") + (reason == .noResponse ? " without an answer" : " down (\(reason.word))")
    }
  }

  private func section(_ address: Address, _ host: RunAccount.Host) -> [String] {
    let ports = host.ports.sorted { ($0.port, $0.transport.rawValue) < ($1.port, $1.transport.rawValue) }
    let head = wrapped(title(address, host), indent: 0).map { style.paint($0, .heading) }
    let offers = ports.filter(\.isPlainOffer)
    let isFolded = host.record?.proxy != nil && offers.count > Self.offerLimit && !isVerbose
    let listed = isFolded ? ports.filter { !$0.isPlainOffer } : ports
    let table =
      listed.isEmpty ? [] : TableRenderer(width: width, style: style, indent: 2).lines(PortTable.table(listed))
    let counted = [
      isFolded ? "\(offers.count) open (\(Reason.synAck.word)), listed with --verbose" : nil, rest(host.counts),
    ].compactMap { $0 }
    return head + remark(host.record?.proxy, offers) + table
      + (counted.isEmpty ? [] : wrapped(counted.joined(separator: ", "), indent: 2))
  }

  /// What is to be known before the open ports of a host are read.
  private func remark(_ proxy: AnsweringProxy?, _ offers: [PortRecord]) -> [String] {
    guard let proxy else { return [] }
    return wrapped(proxy.remark(open: UInt64(offers.count)), indent: 2).map { style.paint($0, .doubtful) }
  }

  /// `127.0.0.1 (localhost): up, reset, 97us`
  private func title(_ address: Address, _ host: RunAccount.Host, isBrief: Bool = false) -> String {
    let name = host.name.map { " (\($0))" } ?? ""
    let reason = host.record?.reason ?? .noResponse
    var facts = [host.isUp ? "up" : reason == .noResponse ? "no answer" : "down, \(reason.word)"]
    if host.isUp, !isBrief, let record = host.record {
      facts.append(record.reason.word)
      if let rtt = record.rtt { facts.append(FigureText.time(rtt)) }
    }
    return "\(address)\(name): " + facts.joined(separator: ", ")
  }

  /// `65525 closed (reset), 3 filtered (no-response)`, or nothing.
  private func rest(_ counts: HostCounts?) -> String? {
    guard let counts, counts.closed + counts.filtered > 0 else { return nil }
    var parts: [String] = []
    func add(_ number: UInt64, _ state: String, _ reason: Reason?) {
      guard number > 0 else { return }
      parts.append("\(number) \(state)" + (reason.map { " (\($0.word))" } ?? ""))
    }
    add(counts.closed, "closed", counts.closedReason)
    add(counts.filtered, "filtered", counts.filteredReason)
    return parts.joined(separator: ", ")
  }
}

extension PortRecord {
  /// Whether all that is known of the port is that a connection was offered.
  fileprivate var isPlainOffer: Bool { transport == .tcp && state == .open && reason == .synAck }
}

/// The columns of a host's table; those that would be empty for all its ports are left out.
enum PortTable {
  /// Ports in order as a table, one column for each technique that gave a second opinion.
  static func table(_ ports: [PortRecord]) -> TableRecord {
    var columns: [(heading: String, cell: (PortRecord) -> TableRecord.Cell)] = [
      ("port", { TableRecord.Cell(text: "\($0.port)/\($0.transport.description)") }),
      ("state", { TableRecord.Cell(text: $0.state.description, state: $0.state) }),
      ("service", { TableRecord.Cell(text: $0.service ?? "") }),
      (
        "reason",
        { port in
          TableRecord.Cell(text: port.reason.word + (port.answeredFrom.map { " (from \($0))" } ?? ""))
        }
      ),
      ("ttl", { TableRecord.Cell(text: $0.ttl.map { String($0) } ?? "", isNumber: true) }),
      ("rtt", { TableRecord.Cell(text: $0.rtt.map(FigureText.time) ?? "", isNumber: true) }),
    ]
    if ports.contains(where: { $0.tries > 1 }) {
      columns.append(("tries", { TableRecord.Cell(text: String($0.tries), isNumber: true) }))
    }
    for technique in opinions(ports) {
      columns.append(
        (
          technique,
          { port in
            let state = port.by.first { $0.technique == technique }?.state
            return TableRecord.Cell(text: state?.description ?? "", state: state)
          }
        ))
    }
    let rows = ports.map { port in columns.map { $0.cell(port) } }
    let used = columns.indices.filter { column in column < 2 || rows.contains { !$0[column].text.isEmpty } }
    return TableRecord(
      columns: used.map { columns[$0].heading }, rows: rows.map { row in used.map { row[$0] } })
  }

  private static func opinions(_ ports: [PortRecord]) -> [String] {
    var names: [String] = []
    for port in ports {
      for (technique, _) in port.by where !names.contains(technique) { names.append(technique) }
    }
    return names
  }
}
