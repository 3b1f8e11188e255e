// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Slows resends to hosts that answer only so many probes a second, as systems limit resets and ICMP errors.
///
/// A host that answered something and is silent on many ports either drops them, or answers so many a second, or its
/// answers were lost. The first resends to it are a sample, a few at a slow pace, and what tells the three apart is how
/// the answered share follows the pace. None answered: the silence is real, and the rest goes at full speed. Most
/// answered: the next sample goes four times as fast. Where the share stays, probes are lost whatever the pace, and the
/// pace rises until it is none; where it falls as the pace rises, the host limits its answers and is asked as fast as it
/// answers. Few answered: the next sample goes at a quarter of the pace instead; where that brings clearly more, the
/// host limits its answers, else it is a mixture of dropped and lost. Rising costs a few resends and no time, so a host
/// that is held for limited is tried so again and again, ever more seldom.
struct ResendPacing: Sendable {
  /// What limits the answers to a probe.
  enum Limit: Sendable {
    /// Resets: some hundred a second are common.
    case resets
    /// ICMP errors: Linux sends one a second to each destination after the first six (icmp(7), icmp_ratelimit).
    case errors

    fileprivate var firstInterval: UInt64 { self == .resets ? 2_000_000 : 1_100_000_000 }
    fileprivate var leastSample: Int { self == .resets ? 16 : 3 }
    /// Nobody is asked more slowly than once in so many nanoseconds.
    fileprivate var longest: UInt64 { self == .resets ? 50_000_000 : 2_200_000_000 }
    /// How much faster the next sample goes when most were answered.
    fileprivate var raise: UInt64 { self == .resets ? 4 : 2 }
  }

  private enum Phase: Sendable {
    /// The first sample.
    case untested
    /// The second one, after one without an answer: others who ask the same host may have had them all.
    case silent
    /// At a quarter of the pace, after a share of so many percent.
    case doubted(share: Int)
    /// At a raised pace, after a share of so many percent at intervals of `back` nanoseconds; a host that turns out to
    /// be limited keeps that pace for `patience` samples.
    /// `isProven` says that it was answered at those for long.
    case raised(share: Int, back: UInt64, patience: Int, isProven: Bool)
    /// As fast as the host answers; raised after so many more samples, the next time after `patience`. `poor` counts the
    /// last ones of which much was not answered.
    case limited(samplesLeft: Int, patience: Int, poor: Int)
    case free
  }

  private struct Record: Sendable {
    var limit: Limit
    var phase = Phase.untested
    /// Nanoseconds from one resend to the next.
    var interval: UInt64
    var nextFree = MonotonicTime(nanoseconds: 0)
    /// The resends of this sample left from here on to there. Answers come earlier than silence is noticed, so a sample
    /// is judged when all of it is over, and not when so many are.
    var begin = MonotonicTime(nanoseconds: 0)
    var end = MonotonicTime(nanoseconds: 0)
    var sent = 0
    var answered = 0
    var missed = 0

    init(_ limit: Limit) {
      self.limit = limit
      interval = limit.firstInterval
    }

    /// Resends that are judged together: more of them where they are fast, so that chance means less; and so many of a
    /// limited host that what it has saved up is used up.
    var sample: Int {
      let (least, time) =
        switch phase {
        case .limited: (limit.leastSample, ResendPacing.limitedTime)
        case .raised: (limit.leastSample * 2, ResendPacing.sampleTime)
        default: (limit.leastSample, ResendPacing.sampleTime)
        }
      return max(least, min(ResendPacing.mostSample, Int(time / interval)))
    }

    /// Begins another sample.
    mutating func renew(_ now: MonotonicTime) {
      begin = max(now, end.advanced(byNanoseconds: 1))
      sent = 0
      answered = 0
      missed = 0
    }

    /// Whether resends stop while a sample is waited for: nothing is known yet that would hold for more of them.
    var waitsForSample: Bool {
      if case .limited(_, _, let poor) = phase { return poor > 0 }
      return true
    }
  }

  /// Hosts beyond this number are not paced.
  private static let mostHosts = 4096
  /// Who still answers at this pace is not paced.
  private static let shortest: UInt64 = 20_000
  /// No answer is waited for so long.
  private static let patience: UInt64 = 4_000_000_000
  private static let sampleTime: UInt64 = 8_000_000
  private static let limitedTime: UInt64 = 100_000_000
  private static let mostSample = 256
  /// What is behind its time by less than this is made up for; sleeping takes a while longer than asked.
  private static let slack: UInt64 = 200_000
  /// Good samples of a limited host before it is asked faster for the first time.
  private static let firstPatience = 16
  private static let mostPatience = 64
  /// After so many poor samples, each at a lower pace than the one before, the pace is doubted again.
  private static let mostPoor = 4

  private var records: [Address: Record] = [:]
  /// Hosts that ICMP errors told of: no round trip of theirs need be known.
  private var heard: Set<Address> = []
  /// Set when a host need not be waited for any longer: whoever waits may go.
  private(set) var hasReleased = false

  /// Takes in that an ICMP error told of a host.
  mutating func hear(of host: Address) {
    if heard.count < Self.mostHosts { heard.insert(host) }
  }

  /// Whether an ICMP error has told of a host.
  func hasHeard(of host: Address) -> Bool { !heard.isEmpty && heard.contains(host) }

  /// Until when a resend to a host has to wait; nil when it may leave now.
  mutating func wait(for host: Address, limit: Limit, now: MonotonicTime) -> MonotonicTime? {
    guard records.count < Self.mostHosts || records[host] != nil else { return nil }
    return Self.wait(&records[host, default: Record(limit)], now)
  }

  private static func wait(_ record: inout Record, _ now: MonotonicTime) -> MonotonicTime? {
    if case .free = record.phase { return nil }
    // What became of a resend is not told where it was called off.
    if record.sent >= record.sample, now.nanoseconds(since: record.end) > patience { record.renew(now) }
    let isFull = record.waitsForSample && record.sent >= record.sample
    guard isFull || record.nextFree > now else { return nil }
    return max(record.nextFree, now.advanced(byNanoseconds: isFull ? 5_000_000 : 0))
  }

  /// Notes that a resend to a host leaves.
  mutating func sent(to host: Address, now: MonotonicTime) {
    guard var record = records[host] else { return }
    if case .free = record.phase { return }
    if record.sent < record.sample, now >= record.begin {
      record.sent += 1
      record.end = now
    }
    let due = record.nextFree.advanced(byNanoseconds: Self.slack) < now ? now : record.nextFree
    record.nextFree = due.advanced(byNanoseconds: record.interval)
    records[host] = record
  }

  /// Takes in at `now` what became of a resend that was let through at `sentAt`.
  mutating func resent(to host: Address, isAnswered: Bool, sentAt: MonotonicTime, now: MonotonicTime) {
    guard var record = records[host] else { return }
    if case .free = record.phase { return }
    // What left at another pace says nothing of this one.
    guard sentAt >= record.begin, sentAt <= record.end else { return }
    if isAnswered { record.answered += 1 } else { record.missed += 1 }
    if record.answered + record.missed >= record.sample { judge(&record, now) }
    records[host] = record
  }

  private mutating func judge(_ record: inout Record, _ now: MonotonicTime) {
    let share = record.answered * 100 / (record.answered + record.missed)
    // What it answered while it was asked and waited for: a host that saves up answers has no more in the long run.
    let sustained = now.nanoseconds(since: record.begin) / UInt64(max(1, record.answered))
    record.renew(now)
    switch record.phase {
    case .untested where share == 0: record.phase = .silent
    case .silent where share == 0: free(&record)
    case .untested where share < 60, .silent where share < 60:
      record.phase = .doubted(share: share)
      record.interval = min(record.interval * 4, max(record.limit.longest, record.interval))
    case .untested, .silent: raise(&record, share, Self.firstPatience)
    case .doubted(let before) where share * 4 < before * 7 && share < 85:
      raise(&record, share, Self.firstPatience)
    case .doubted: limit(&record, Self.firstPatience)
    case .raised(let before, let back, let patience, _)
    where Self.isKept(share, of: before, at: record.interval, insteadOf: back):
      raise(&record, share, patience)
    case .raised(_, let back, let patience, let isProven):
      record.interval = isProven ? back : min(sustained, record.limit.longest)
      limit(&record, patience)
    case .limited(let left, let patience, let poor): follow(&record, share, left, patience, poor)
    case .free: break
    }
  }

  /// Whether a share at a raised pace is rather what it was before than what a limit would leave of it, which is as much
  /// less as the interval is: the bound is the geometric mean of the two.
  private static func isKept(_ share: Int, of before: Int, at interval: UInt64, insteadOf back: UInt64) -> Bool {
    Double(share * share) * Double(back) >= Double(before * before) * Double(interval)
  }

  /// Follows what a limited host answers: up where nearly all is answered, down where much is not. Where going down did
  /// not help, the pace may not be the reason at all.
  private mutating func follow(_ record: inout Record, _ share: Int, _ left: Int, _ patience: Int, _ poor: Int) {
    let isPoor = share < 80
    if left <= 1 || (isPoor && poor >= Self.mostPoor) || (share == 0 && poor > 0) {
      return raise(&record, share, patience, isProven: !isPoor)
    }
    record.phase = .limited(samplesLeft: left - 1, patience: patience, poor: isPoor ? poor + 1 : 0)
    if share >= 90 {
      record.interval = max(record.interval * 4 / 5, Self.shortest)
    } else if isPoor {
      // At this pace all of it would be answered, if it were the pace.
      record.interval = min(record.interval * 100 / UInt64(max(share, 50)), max(record.limit.longest, record.interval))
    }
  }

  private mutating func raise(_ record: inout Record, _ share: Int, _ patience: Int, isProven: Bool = false) {
    if record.interval <= Self.shortest { return free(&record) }
    record.phase = .raised(share: share, back: record.interval, patience: patience, isProven: isProven)
    record.interval = max(record.interval / record.limit.raise, Self.shortest)
  }

  private func limit(_ record: inout Record, _ patience: Int) {
    record.phase = .limited(samplesLeft: patience, patience: min(patience * 2, Self.mostPatience), poor: 0)
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
