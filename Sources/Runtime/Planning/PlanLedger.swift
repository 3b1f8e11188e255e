// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// What a piece of a playbook would send: scans, follow-ups and look-ups, each by its place in the source.
///
/// Ledgers add up, and a ledger of what is done once becomes one of what is done some times by `times`: loops and
/// handlers are walked once and multiplied.
struct PlanLedger {
  private(set) var scans: [PlannedScan] = []
  private(set) var followUps: [PlannedFollowUp] = []
  private(set) var lookups = CountBounds.zero

  /// Packets in all.
  var packets: CountBounds { scanPackets + followUpPackets }
  /// Packets of scans.
  var scanPackets: CountBounds { scans.reduce(.zero) { $0 + $1.packets } }
  /// Packets of follow-ups.
  var followUpPackets: CountBounds { followUps.reduce(.zero) { $0 + $1.packets } }
  /// What the kernel sends by itself.
  var kernel: CountBounds {
    scans.reduce(.zero) { $0 + $1.kernel } + followUps.reduce(.zero) { $0 + $1.kernel }
  }

  /// Adds a scan; the same scan once more counts beside the earlier time.
  mutating func add(_ scan: PlannedScan) {
    if let place = scans.firstIndex(where: { $0.node == scan.node }) {
      scans[place].add(scan)
    } else {
      scans.append(scan)
    }
  }

  /// Adds a follow-up; the same one once more counts beside the earlier time.
  mutating func add(_ followUp: PlannedFollowUp) {
    if let place = followUps.firstIndex(where: { $0.node == followUp.node }) {
      followUps[place].runs += followUp.runs
      followUps[place].packets += followUp.packets
      followUps[place].kernel += followUp.kernel
      followUps[place].mostEach = larger(followUps[place].mostEach, followUp.mostEach)
    } else {
      followUps.append(followUp)
    }
  }

  /// Adds look-ups of names.
  mutating func addLookups(_ count: CountBounds) { lookups += count }

  /// Adds everything of another ledger.
  mutating func add(_ other: PlanLedger) {
    for scan in other.scans { add(scan) }
    for followUp in other.followUps { add(followUp) }
    lookups += other.lookups
  }

  /// The ledger of doing the same so many times.
  func times(_ count: CountBounds) -> PlanLedger {
    if count == .one { return self }
    var result = self
    for place in scans.indices { result.scans[place].multiply(by: count) }
    for place in followUps.indices {
      result.followUps[place].runs = followUps[place].runs * count
      result.followUps[place].packets = followUps[place].packets * count
      result.followUps[place].kernel = followUps[place].kernel * count
    }
    result.lookups = lookups * count
    return result
  }

  /// Notes that everything in it stands in a handler.
  func within(_ handler: String) -> PlanLedger {
    var result = self
    for place in scans.indices where scans[place].handler == nil { result.scans[place].handler = handler }
    for place in followUps.indices where followUps[place].handler == nil { result.followUps[place].handler = handler }
    return result
  }

  /// The ledger of something that was not followed to its end: there may be more of all that is not nothing.
  var withoutMost: PlanLedger {
    var result = self
    for place in scans.indices {
      result.scans[place].runs = scans[place].runs.withoutMost
      result.scans[place].packets = scans[place].packets.withoutMost
      result.scans[place].kernel = scans[place].kernel.withoutMost
      result.scans[place].time = scans[place].time.withoutMost
    }
    for place in followUps.indices {
      result.followUps[place].runs = followUps[place].runs.withoutMost
      result.followUps[place].packets = followUps[place].packets.withoutMost
      result.followUps[place].kernel = followUps[place].kernel.withoutMost
    }
    result.lookups.most = nil
    return result
  }

  private func larger(_ left: UInt64?, _ right: UInt64?) -> UInt64? {
    guard let left, let right else { return nil }
    return max(left, right)
  }
}

extension PlannedScan {
  /// Counts another run of the same scan in, whose settings may differ.
  fileprivate mutating func add(_ other: PlannedScan) {
    runs += other.runs
    packets += other.packets
    kernel += other.kernel
    time += other.time
    targets = targets.joined(other.targets)
    ports = ports.joined(other.ports)
    if targetText != other.targetText { targetText = nil }
    if portText != other.portText { portText = nil }
    for technique in other.techniques where !techniques.contains(technique) { techniques.append(technique) }
    retries = max(retries, other.retries)
    confirm = max(confirm, other.confirm)
    if let theirs = other.bandwidth { bandwidth = max(bandwidth ?? 0, theirs) }
    for (place, handler) in other.handlers.enumerated() where place < handlers.count {
      handlers[place].instances += handler.instances
      handlers[place].each = handlers[place].each.joined(handler.each)
    }
  }

  fileprivate mutating func multiply(by count: CountBounds) {
    runs = runs * count
    packets = packets * count
    kernel = kernel * count
    time = time * count
    for place in handlers.indices { handlers[place].instances = handlers[place].instances * count }
  }
}
