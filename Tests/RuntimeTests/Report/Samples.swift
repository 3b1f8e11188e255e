// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang
import Synchronization

@testable import ScanRuntime

/// Events that report tests share; addresses are those of RFC 2544 and RFC 3849.
enum Samples {
  static let header = RunHeader(
    id: "0001", script: "triage.scan", started: Instant(clamping: 1_782_864_000_000_000), version: "0.1.0",
    scopeName: "acme-2026-q3", scopeHash: "sha256:0123456789abcdef0123456789abcdef", scopeTicket: "PT-1182", seed: 7,
    isPrivileged: true)

  static func address(_ text: String) -> Address { Address(text) ?? Address(v4: 0) }

  static let host = address("198.18.0.2")

  static let scan = ScanHeader(
    scan: 1, targets: 1, ports: 65535, techniques: ["syn"], targetText: "198.18.0.2", resolved: [])

  static func port(
    _ number: UInt16, _ state: PortState = .open, _ reason: Reason = .synAck, service: String? = nil,
    host: Address = Samples.host, rtt: Int64? = 118, ttl: UInt8? = 64, tries: Int = 1,
    by: [(technique: String, state: PortState)] = []
  ) -> PortRecord {
    PortRecord(
      scan: 1, host: host, name: nil, port: number, transport: .tcp, state: state, reason: reason, technique: "syn",
      service: service, ttl: ttl, rtt: rtt, tries: tries, by: by)
  }

  static let counts = HostCounts(
    scan: 1, host: host, closed: 65525, closedReason: .reset, filtered: 0, filteredReason: nil)

  static let up = HostRecord(scan: 1, host: host, name: nil, isUp: true, reason: .reset, rtt: 97)

  static let finding = FindingRecord(
    level: .medium, text: "certificate expires soon", host: host, port: 443, transport: .tcp,
    fields: [FieldRecord(name: "expires", json: "\"2026-12-31\"", text: "2026-12-31")])

  static let summary = RunSummary(
    outcome: .pass, exit: 0, sent: 65545, received: 65535, retransmitted: 10, elapsed: 301_220, coverage: 1,
    hostsUp: 1, open: 10, reasons: [])
}

/// Output that is kept, and that can be closed like a pipe.
final class Recorder: Sendable {
  private struct State {
    var chunks: [[UInt8]] = []
    var failure: Int32 = 0
    var now: UInt64 = 0
  }
  private let state = Mutex(State())

  /// What was handed on, one entry a call.
  var chunks: [String] { state.withLock { $0.chunks.map { String(decoding: $0, as: UTF8.self) } } }
  var text: String { chunks.joined() }

  func fail(_ code: Int32) { state.withLock { $0.failure = code } }
  func advance(milliseconds: UInt64) { state.withLock { $0.now += milliseconds * 1_000_000 } }

  func writer() -> OutputWriter {
    OutputWriter(clock: Clock { [self] in MonotonicTime(nanoseconds: state.withLock(\.now)) }) { [self] bytes in
      state.withLock { state in
        if state.failure == 0 { state.chunks.append(bytes) }
        return state.failure
      }
    }
  }
}
