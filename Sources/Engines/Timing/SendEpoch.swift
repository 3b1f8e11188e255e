// SPDX-License-Identifier: GPL-3.0-or-later

/// A stretch of sending at one rate, and what became of its probes.
///
/// A scan walks its jobs in an order that has nothing to do with what answers, so the answered share of one sweep is the
/// same in every stretch of it, unless the rate makes it another. Later sweeps ask those that were silent: they have a
/// share of their own. So an epoch counts the probes of the sweep that it began with, and all for its rate.
struct SendEpoch: Sendable {
  private static let rest: UInt64 = 20_000_000
  private static let shortest: UInt64 = 1_000_000

  /// When its first probe left.
  let begin: MonotonicTime
  /// The number of the try that counts.
  let tries: UInt8
  /// Whether the rate was lowered to see what that changes.
  let isTest: Bool
  /// When its last probe left so far.
  private(set) var lastSentAt: MonotonicTime
  /// Probes in all, and those that count.
  private(set) var sent = 0
  private(set) var counted = 0
  /// What became of the latter.
  private(set) var outcome = AnsweredShare()
  /// When its successor began, if it did.
  private(set) var closedAt: MonotonicTime?

  init(begin: MonotonicTime, tries: UInt8, isTest: Bool) {
    self.begin = begin
    self.tries = tries
    self.isTest = isTest
    lastSentAt = begin
  }

  /// Takes in a probe that leaves.
  mutating func add(tries: UInt8, now: MonotonicTime) {
    sent += 1
    if tries == self.tries { counted += 1 }
    lastSentAt = now
  }

  /// Takes in what became of a probe; `nil` for what tells nothing of the path.
  mutating func ended(tries: UInt8, isAnswered: Bool?) {
    guard tries == self.tries else { return }
    if let isAnswered { outcome.add(isAnswered) } else { counted = max(0, counted - 1) }
  }

  /// Ends it: another one begins.
  mutating func close(_ now: MonotonicTime) { closedAt = now }

  /// Whether all that count have ended.
  var isComplete: Bool { closedAt != nil && outcome.count >= counted }

  /// Packets a second. What lies between the last packet and the next epoch counts, unless it was a rest.
  var rate: Double {
    let end = min(closedAt ?? lastSentAt, lastSentAt.advanced(byNanoseconds: Self.rest))
    return Double(sent) * 1e9 / Double(max(end.nanoseconds(since: begin), Self.shortest))
  }
}

/// How many of so many probes were answered.
struct AnsweredShare: Hashable, Sendable {
  private(set) var answered = 0
  private(set) var count = 0

  /// Takes in another one.
  mutating func add(_ isAnswered: Bool) {
    count += 1
    if isAnswered { answered += 1 }
  }

  /// Takes in another share of the same.
  mutating func add(_ other: AnsweredShare) {
    answered += other.answered
    count += other.count
  }

  /// From 0 to 1; 0 where nothing was counted.
  var value: Double { count > 0 ? Double(answered) / Double(count) : 0 }

  /// Whether it is larger than `other` by more than chance explains: 3.3 standard deviations of the difference of two
  /// proportions, one in two thousand.
  func isAbove(_ other: AnsweredShare) -> Bool {
    guard count > 0, other.count > 0, value > other.value else { return false }
    let pooled = Double(answered + other.answered) / Double(count + other.count)
    let variance = pooled * (1 - pooled) * (1 / Double(count) + 1 / Double(other.count))
    let difference = value - other.value
    return difference * difference > 3.3 * 3.3 * variance
  }
}
