// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Counters of a host whose ports may not all be kept as rows.
struct HostTally {
  var counts: [UInt8: UInt64] = [:]
  /// How often each reason was given for closed and for filtered ports.
  var closedReasons: [Reason: UInt64] = [:]
  var filteredReasons: [Reason: UInt64] = [:]
  /// Why the host is held to be up: what discovery heard, else the fastest answer; the order of arrival has no say.
  private(set) var upReason: Reason?
  private var upRTT: Int32 = .max
  /// What others said of it, the fastest first: an ICMP error of a router on the way.
  private(set) var report: (reason: Reason, rtt: Int32)?
  /// Smallest round trip in microseconds.
  var smallestRTT: Int32?
  /// Ports whose verdict is not to be trusted.
  var untrusted: UInt64 = 0
  /// What the tries of its answers say about loss, second opinions included.
  var loss = LossEstimate()
  /// Ports with a verdict.
  var decided: UInt64 { counts.values.reduce(0, +) }

  /// Ports with exactly this state.
  func count(_ state: PortState) -> UInt64 { counts[state.rawValue] ?? 0 }

  /// Takes in an answer that shows the host alive; `rtt` is in microseconds, -1 for discovery's.
  mutating func hear(_ reason: Reason, rtt: Int32) {
    guard upReason == nil || (rtt, reason.rawValue) < (upRTT, upReason?.rawValue ?? .max) else { return }
    (upReason, upRTT) = (reason, rtt)
  }

  /// Takes in what somebody else said of the host.
  mutating func told(_ reason: Reason, rtt: Int32) {
    guard report.map({ (rtt, reason.rawValue) < ($0.rtt, $0.reason.rawValue) }) ?? true else { return }
    report = (reason, rtt)
  }

  /// Takes what a saved document says: up for a reason, or down.
  mutating func settle(_ reason: Reason?) { upReason = reason }
}
