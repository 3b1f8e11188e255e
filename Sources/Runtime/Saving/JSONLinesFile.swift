// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// The records of `scan run --json` about one scan, one a line.
struct JSONLinesFile {
  let results: ScanResults
  let allPorts: Bool
  let stores: ResultStores

  func bytes() -> [UInt8] {
    var writer = JSONWriter()
    func add(_ event: RunEvent) {
      JSONLine.write(event, to: &writer)
      writer.endLine()
    }
    add(
      .scan(
        ScanHeader(
          scan: number, targets: UInt64(clamping: results.targets.count), ports: UInt64(results.askedPorts.count),
          techniques: results.techniques.map(\.name), targetText: results.targets.description, resolved: [])))
    for row in results.ordered() {
      let record = port(row)
      if allPorts || record.isNews { add(.port(record)) }
    }
    for address in results.talliedHosts {
      guard let tally = results.tally(of: address) else { continue }
      if !allPorts || !results.keepsAll {
        add(
          .counts(
            HostCounts(
              scan: number, host: address, closed: tally.count(.closed), closedReason: nil,
              filtered: tally.count(.filtered), filteredReason: nil)))
      }
      add(
        .host(
          HostRecord(
            scan: number, host: address, name: results.hostNames[address], isUp: tally.upReason != nil,
            reason: results.hostReason(address), rtt: tally.smallestRTT.map { Int64($0) },
            proxy: results.proxy(of: address, tally))))
    }
    for record in results.emitted { add(.emit(emitted(record))) }
    for finding in results.findings { add(.finding(finding)) }
    return writer.bytes
  }

  private var number: Int { results.number + 1 }

  private func port(_ number: UInt32) -> PortRecord {
    PortRecord(results.rows[Int(number)], results.opinions(on: number), of: results, scan: self.number)
  }

  private func emitted(_ record: EmittedValue) -> EmittedRecord {
    let map = record.value.asMap
    let fields = zip(map?.keys ?? [], map?.values ?? []).map { key, value in
      FieldRecord(name: key.displayText(stores), json: value.json(stores), text: value.displayText(stores))
    }
    return EmittedRecord(kind: record.kind, host: record.host, port: record.port, fields: fields)
  }
}
