// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// What a run has told, gathered for the report at its end.
struct RunAccount {
  /// One host of one scan.
  struct Host {
    var record: HostRecord?
    var counts: HostCounts?
    var ports: [PortRecord] = []

    /// Name under which the host was asked for.
    var name: String? { record?.name ?? ports.lazy.compactMap(\.name).first }
    /// Whether anything came back from it.
    var isUp: Bool { record?.isUp ?? !ports.isEmpty }
  }

  /// One scan.
  struct Scan {
    var header: ScanHeader?
    var hosts: [Address: Host] = [:]
    /// Hosts that are only counted, because they said nothing.
    var silentHosts: UInt64 = 0
  }

  var header: RunHeader?
  var scans: [Int: Scan] = [:]
  var emitted: [EmittedRecord] = []
  var findings: [FindingRecord] = []
  var expectations: [ExpectRecord] = []
  /// Whether there is nothing but scans.
  var hasOnlyScans: Bool { emitted.isEmpty && findings.isEmpty && expectations.isEmpty }
  var errorCount = 0

  private let allPorts: Bool

  /// An empty account; with `allPorts` plain closed and filtered ports are kept one by one.
  init(allPorts: Bool = false) {
    self.allPorts = allPorts
  }

  /// Whether there is nothing to report about.
  var isEmpty: Bool { scans.isEmpty && emitted.isEmpty && findings.isEmpty && expectations.isEmpty && errorCount == 0 }

  /// Takes an event into account.
  mutating func add(_ event: RunEvent) {
    switch event {
    case .run(let header): self.header = header
    case .scan(let header): scans[header.scan, default: Scan()].header = header
    case .port(let record):
      guard allPorts || record.isNews else { return }
      change(record.scan, record.host) { $0.ports.append(record) }
    case .counts(let counts):
      guard !allPorts else { return }
      change(counts.scan, counts.host) { $0.counts = counts }
    case .host(let record): change(record.scan, record.host) { $0.record = record }
    case .silence(let record): scans[record.scan, default: Scan()].silentHosts += record.hosts
    case .emit(let record): emitted.append(record)
    case .finding(let record): findings.append(record)
    case .expect(let record): expectations.append(record)
    case .error(let record): errorCount += record.count
    case .text, .table, .summary: break
    }
  }

  private mutating func change(_ scan: Int, _ host: Address, _ body: (inout Host) -> Void) {
    body(&scans[scan, default: Scan()].hosts[host, default: Host()])
  }
}
