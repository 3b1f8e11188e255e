// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes

/// nmap's XML output, version 1.05 of its document type: one `host` element a host.
///
/// The one deviation is `scanner`, which says who wrote it; ndiff, python-libnmap and Metasploit read past it.
struct NmapXMLFile {
  let results: ScanResults
  let version: String

  static func text(of results: ScanResults, version: String) -> [UInt8] {
    NmapXMLFile(results: results, version: version).bytes()
  }

  private var startSeconds: Int64 { (results.started?.microseconds ?? 0) / 1_000_000 }
  private var endSeconds: Int64 { startSeconds + results.elapsed / 1_000_000 }

  private func bytes() -> [UInt8] {
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<!DOCTYPE nmaprun>",
      element(
        "nmaprun",
        [
          ("scanner", "scan"), ("args", "scan run"), ("start", "\(startSeconds)"), ("startstr", time(startSeconds)),
          ("version", version), ("xmloutputversion", "1.05"),
        ], open: true),
    ]
    lines += results.techniques.compactMap(scanInfo)
    lines += [element("verbose", [("level", "0")]), element("debugging", [("level", "0")])]
    results.forEachHost { lines += host($0, $1, $2) }
    lines += end()
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private func scanInfo(_ technique: Technique) -> String? {
    let known = ["syn", "ack", "connect", "null", "xmas", "window", "maimon", "fin", "udp"]
    guard known.contains(technique.name) else { return nil }
    let ranges = results.askedPorts.ranges.filter { $0.proto == technique.transport }
    let services = ranges.map { $0.first == $0.last ? "\($0.first)" : "\($0.first)-\($0.last)" }
    return element(
      "scaninfo",
      [
        ("type", technique.name), ("protocol", "\(technique.transport)"),
        ("numservices", "\(ranges.reduce(0) { $0 + $1.count })"), ("services", services.joined(separator: ",")),
      ])
  }

  // MARK: Hosts

  private func host(_ address: Address, _ tally: HostTally, _ rows: ArraySlice<UInt32>) -> [String] {
    let isUp = tally.upReason != nil
    var lines = [
      element("host", [("starttime", "\(startSeconds)"), ("endtime", "\(endSeconds)")], open: true),
      element(
        "status",
        [("state", isUp ? "up" : "down"), ("reason", results.hostReason(address).word), ("reason_ttl", "0")]),
      // XML readers know addresses without a zone alone.
      element("address", [("addr", "\(address.withoutZone)"), ("addrtype", address.isV4 ? "ipv4" : "ipv6")]),
    ]
    if let name = results.hostNames[address] {
      lines.append("<hostnames>" + element("hostname", [("name", name), ("type", "user")]) + "</hostnames>")
    }
    lines += ports(tally, rows)
    if let rtt = tally.smallestRTT {
      lines.append(element("times", [("srtt", "\(rtt)"), ("rttvar", "\(rtt)"), ("to", "1000000")]))
    }
    return lines + ["</host>"]
  }

  /// Plain closed and filtered ports are counted, the others stand one by one.
  private func ports(_ tally: HostTally, _ rows: ArraySlice<UInt32>) -> [String] {
    var lines = ["<ports>"]
    for state in [PortState.closed, .filtered] {
      guard tally.count(state) > 0 else { continue }
      lines.append(
        element("extraports", [("state", "\(state)"), ("count", "\(tally.count(state))")], open: true)
          + tally.reasons(of: state).map { reason, count in
            element("extrareasons", [("reason", reason.word), ("count", "\(count)")])
          }.joined() + "</extraports>")
    }
    for number in rows {
      let row = results.rows[Int(number)]
      guard row.primary.state.isNews else { continue }
      lines.append(port(row))
    }
    return lines + ["</ports>"]
  }

  private func port(_ row: PortRow) -> String {
    let state = element(
      "state",
      [
        ("state", "\(row.primary.state)"), ("reason", row.primary.reason.word), ("reason_ttl", "\(row.primary.ttl)"),
      ])
    let service = results.service(of: row).map {
      element("service", [("name", $0), ("method", "table"), ("conf", "3")])
    }
    return element("port", [("protocol", "\(row.transport)"), ("portid", "\(row.port)")], open: true) + state
      + (service ?? "") + "</port>"
  }

  // MARK: The end

  private func end() -> [String] {
    let up = results.hostsUp.count
    let total = Int(clamping: results.targets.count)
    let elapsed = Double(results.elapsed) / 1_000_000
    let isComplete = results.end?.cause == .completed
    let summary = "\(total) addresses, \(up) up, in \(elapsed) seconds"
    return [
      "<runstats>"
        + element(
          "finished",
          [
            ("time", "\(endSeconds)"), ("timestr", time(endSeconds)), ("summary", summary), ("elapsed", "\(elapsed)"),
            ("exit", isComplete ? "success" : "error"),
          ])
        + element("hosts", [("up", "\(up)"), ("down", "\(max(0, total - up))"), ("total", "\(total)")])
        + "</runstats>", "</nmaprun>",
    ]
  }

  private func time(_ seconds: Int64) -> String { Instant(clamping: seconds * 1_000_000).description }

  private func element(_ name: String, _ attributes: [(String, String)], open: Bool = false) -> String {
    "<\(name)" + attributes.map { " \($0)=\"\(MarkupText.escaped($1))\"" }.joined() + (open ? ">" : "/>")
  }
}
