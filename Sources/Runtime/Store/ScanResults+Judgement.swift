// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes

/// What expectations have said of results so far.
struct ResultsJudgement {
  /// One of them failed.
  var hasFailed = false
  /// One of them could not be judged.
  var isUnsure = false
  /// `that r.coverage >= X` held, so a coverage below 99.9 % is what the script reckons with.
  var allowsCoverage = false
}

extension ScanResults {
  /// Below it a scan is inconclusive (language reference, section 5).
  static let leastCoverage = 0.999

  /// Whether fewer verdicts can be trusted than a conclusive scan needs, and nobody said that this is enough.
  var lacksCoverage: Bool { coverage < Self.leastCoverage && !judgement.allowsCoverage }

  /// Why a scan that lacks coverage is inconclusive.
  var coverageText: String {
    guard missed > 0 else { return "coverage is below 99.9%" }
    let count = UInt64(missed.rounded())
    return "coverage is below 99.9%: about \(count) \(count == 1 ? "answer was" : "answers were") lost on the way"
  }

  /// How the scan came out, expectations included.
  var verdict: RunOutcome {
    if judgement.hasFailed { return .fail }
    return isConclusive && !lacksCoverage && !judgement.isUnsure ? .pass : .inconclusive
  }

  /// Ports of a host that were counted and not kept (`keep open`).
  struct Unkept {
    /// Whether every port of the host has a verdict, so that one without a row is one of these.
    var isComplete: Bool
    /// The states that they have.
    var states: [PortState]
    /// Whether all of them can be trusted.
    var isTrusted: Bool
  }

  /// The ports that are only counted, by host.
  func unkept() -> [Address: Unkept] {
    guard !keepsAll else { return [:] }
    var kept: [Address: HostTally] = [:]
    for row in rows {
      kept[row.host, default: HostTally()].count(row.primary.state, row.primary.reason)
      if !row.primary.isTrusted { kept[row.host, default: HostTally()].untrusted += 1 }
    }
    var result: [Address: Unkept] = [:]
    for host in talliedHosts {
      guard let tally = tally(of: host) else { continue }
      let rows = kept[host] ?? HostTally()
      let keptCounts = rows.counts
      let states = tally.counts.filter { $0.value > keptCounts[$0.key] ?? 0 }.keys.sorted()
      guard !states.isEmpty else { continue }
      result[host] = Unkept(
        isComplete: tally.decided >= UInt64(askedPorts.count), states: states.map { PortState(rawValue: $0) },
        isTrusted: tally.untrusted == rows.untrusted)
    }
    return result
  }
}

extension ScanResults {
  /// Whether everything that was asked of a host was answered, so that it is down when it is not up.
  func isSettled(_ host: Address) -> Bool {
    if foundDown.contains(host) { return true }
    guard let tally = tally(of: host) else { return false }
    return tally.decided >= UInt64(askedPorts.count) && tally.untrusted == 0
  }
}

extension ScanResults {
  /// Hosts that discovery found down: nothing was sent to their ports. Worked out when it is first asked for.
  var foundDown: TargetSet {
    if let knownDown { return knownDown }
    guard isSearched, let searched else { return TargetSet() }
    let down: TargetSet
    switch searched {
    case .all:
      down = targets - TargetSet(ranges: ledger.notDown().map { AddressRange(targets.address(at: $0)) })
    case .every(let step, let first):
      let count = UInt64(clamping: targets.count)
      let places = stride(from: first, to: count, by: Int(clamping: step)).lazy.filter { self.ledger.isDown($0) }
      down = TargetSet(ranges: places.map { AddressRange(self.targets.address(at: $0)) })
    case .these: down = TargetSet()
    }
    knownDown = down
    return down
  }
}
