// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Slows resends to hosts that answer only so many probes a second, as systems limit resets and ICMP errors.
///
/// A host that answered something and is silent on many ports either drops them, or did not answer in time. The first
/// resends to it are a sample, a few at a slow pace. None answered: the silence is real, and the rest goes at full speed.
/// Nearly all answered: probes were lost, and the pace doubles from sample to sample. Some answered: the next sample goes
/// at a quarter of the pace; if that brings clearly more, the host limits its answers and is asked as fast as it
/// answers, else it is a mixture of dropped and lost, and pace has nothing to do with it.
struct ResendPacing: Sendable {
  /// What limits the answers to a probe.
  enum Limit: Sendable {
    /// Resets: some hundred a second are common.
    case resets
    /// ICMP errors: Linux sends one a second to each destination after the first six (icmp(7), icmp_ratelimit).
    case errors

    fileprivate var firstInterval: UInt64 { self == .resets ? 2_000_000 : 1_100_000_000 }
    fileprivate var sample: Int { self == .resets ? 16 : 3 }
  }

  private enum Phase: Sendable {
    /// The first sample.
    case untested
    /// The second one, after a share of so many percent.
    case doubted(share: Int)
    case limited
    case free
  }

  private struct Record: Sendable {
    var limit: Limit
    var phase = Phase.untested
    /// Nanoseconds from one resend to the next.
    var interval: UInt64
    var nextFree = MonotonicTime(nanoseconds: 0)
    var underWay = 0
    var answered = 0
    var missed = 0

    init(_ limit: Limit) {
      self.limit = limit
      interval = limit.firstInterval
    }
  }

  /// Hosts beyond this number are not paced.
  private static let mostHosts = 4096
  /// Nobody is asked more slowly than this, nor paced when asked faster than that.
  private static let longest: UInt64 = 2_200_000_000
  private static let shortest: UInt64 = 5_000
  /// No answer is waited for so long.
  private static let patience: UInt64 = 4_000_000_000

  private var records: [Address: Record] = [:]
  /// Set when a host need not be waited for any longer: whoever waits may go.
  private(set) var hasReleased = false

  /// Until when a resend to a host has to wait; nil when it may leave now.
  mutating func wait(for host: Address, limit: Limit, now: MonotonicTime) -> MonotonicTime? {
    guard records.count < Self.mostHosts || records[host] != nil else { return nil }
    return Self.wait(&records[host, default: Record(limit)], now)
  }

  private static func wait(_ record: inout Record, _ now: MonotonicTime) -> MonotonicTime? {
    if case .free = record.phase { return nil }
    // What became of a resend is not told where it was called off.
    if now.nanoseconds(since: record.nextFree) > patience { record.underWay = 0 }
    let isFull = record.underWay + record.answered + record.missed >= record.limit.sample
    guard isFull || record.nextFree > now else { return nil }
    return max(record.nextFree, now.advanced(byNanoseconds: isFull ? 5_000_000 : 0))
  }

  /// Notes that a resend to a host leaves.
  mutating func sent(to host: Address, now: MonotonicTime) {
    guard var record = records[host] else { return }
    if case .free = record.phase { return }
    record.underWay += 1
    record.nextFree = max(record.nextFree, now).advanced(byNanoseconds: record.interval)
    records[host] = record
  }

  /// Takes in what became of a resend that was let through.
  mutating func resent(to host: Address, isAnswered: Bool) {
    guard var record = records[host] else { return }
    if case .free = record.phase { return }
    record.underWay = max(0, record.underWay - 1)
    if isAnswered { record.answered += 1 } else { record.missed += 1 }
    if record.answered + record.missed >= record.limit.sample { judge(&record) }
    records[host] = record
  }

  private mutating func judge(_ record: inout Record) {
    let share = record.answered * 100 / (record.answered + record.missed)
    record.answered = 0
    record.missed = 0
    switch record.phase {
    case .untested where share == 0: free(&record)
    case .untested where share < 85:
      record.phase = .doubted(share: share)
      record.interval = min(record.interval * 4, max(Self.longest, record.interval))
    case .untested: quicken(&record, by: 2)
    case .doubted(let before) where share < before + 25 && share < 85: free(&record)
    case .doubted: record.phase = .limited
    case .limited where share >= 90: quicken(&record, by: 5, over: 4)
    // Heavy loss, taken for a limit by chance, rarely looks like this: the pace finds its way up again.
    case .limited where share < 60: record.interval = min(record.interval * 3 / 2, Self.longest)
    case .limited: break
    case .free: break
    }
  }

  private mutating func quicken(_ record: inout Record, by factor: UInt64, over divisor: UInt64 = 1) {
    record.interval = record.interval * divisor / factor
    if record.interval < Self.shortest { free(&record) }
  }

  private mutating func free(_ record: inout Record) {
    record.phase = .free
    hasReleased = true
  }

  /// Whether somebody was released since the last question.
  mutating func takeRelease() -> Bool {
    defer { hasReleased = false }
    return hasReleased
  }
}
