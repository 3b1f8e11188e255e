// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Counters of a host whose ports may not all be kept as rows.
struct HostTally {
  /// How many ports have which verdict. A host has a handful of them: one short list, searched from its start, costs
  /// less than tables that hash, of which a /16 would have some hundred thousand.
  private var verdicts: [VerdictCount] = []
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
  var decided: UInt64 { verdicts.reduce(0) { $0 + $1.count } }

  /// Ports with exactly this state.
  func count(_ state: PortState) -> UInt64 { verdicts.reduce(0) { $1.state == state ? $0 + $1.count : $0 } }

  /// The states that ports have, by their number, and how many have each.
  var counts: [UInt8: UInt64] {
    verdicts.reduce(into: [:]) { $0[$1.state.rawValue, default: 0] += $1.count }
  }

  /// How often each reason was given for a state, the commonest first; of equals, the first in the table of reasons.
  func reasons(of state: PortState) -> [(reason: Reason, count: UInt64)] {
    verdicts.compactMap { verdict in verdict.state == state ? verdict.reason.map { ($0, verdict.count) } : nil }
      .sorted { ($1.count, $0.reason.rawValue) < ($0.count, $1.reason.rawValue) }
  }

  /// The reason that was given most often for a state.
  func commonestReason(of state: PortState) -> Reason? {
    guard verdicts.contains(where: { $0.state == state }) else { return nil }
    return reasons(of: state).first?.reason
  }

  /// Counts ports with a verdict; without a reason where none is known.
  mutating func count(_ state: PortState, _ reason: Reason?, ports: UInt64 = 1) {
    for index in verdicts.indices where verdicts[index].state == state && verdicts[index].reason == reason {
      verdicts[index].count += ports
      return
    }
    verdicts.append(VerdictCount(state: state, reason: reason, count: ports))
  }

  /// Takes in the primary technique's verdict on a port.
  mutating func take(_ evidence: Evidence) {
    count(evidence.state, evidence.reason)
    if !evidence.isTrusted { untrusted += 1 }
    loss.add(isAnswered: evidence.rtt >= 0, tries: evidence.tries)
    guard evidence.rtt >= 0 else { return }
    smallestRTT = min(smallestRTT ?? .max, evidence.rtt)
    if evidence.isFromTarget {
      hear(evidence.reason, rtt: evidence.rtt)
    } else {
      told(evidence.reason, rtt: evidence.rtt)
    }
  }

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

/// How many ports of a host have a state for a reason.
private struct VerdictCount {
  let state: PortState
  let reason: Reason?
  var count: UInt64
}
