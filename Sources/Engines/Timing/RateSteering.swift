// SPDX-License-Identifier: GPL-3.0-or-later

/// Lowers the rate of a scan where sending faster only loses more, and raises it again where it does not.
///
/// A path that carries so many packets a second answers so many, however many are sent; a path that loses at random
/// answers the same share at every rate; and silence is neither. So where some probes of a sweep are answered and some are
/// not, a few are sent at an eighth of the rate. If they are answered as those before were, the rate is not the reason: it
/// stays, and the question is not asked again soon. If clearly more of them are answered, the rate falls to what the
/// path has shown to carry; and where the lowered rate does not bring what the test brought, it was not the reason
/// either. From then on the rate rises in small steps now and then, and where that loses more it falls again, by the
/// same proof. Where everything is answered, and where nothing is, nothing is tried.
///
/// Packets that this machine itself lost need no such proof: the rate falls at once, and comes back by and by.
/// It may only slow down: the ceilings of the send gate hold besides. Rates are packets a second.
struct RateSteering: Sendable {
  /// A test that was begun, and what made it worth while.
  private struct Test: Sendable {
    let seen: AnsweredShare
    let seenRate: Double
    let tries: UInt8
    let rate: Double
    /// Whether its probes have left, or leave now.
    var hasBegun = false
  }

  /// What the path carries.
  private struct Ceiling: Sendable {
    var rate: Double
    /// What is answered of a sweep at this rate, or was in the test that led to it.
    var share: AnsweredShare
    var tries: UInt8
    /// What was answered before; set while the rate has yet to bring what the test did.
    var doubt: AnsweredShare?
    /// The ceiling that was there before, if there was one.
    var former: Double?
    /// Epochs that began earlier say nothing of it.
    var since: MonotonicTime
    /// When it may rise.
    var risesAt: MonotonicTime
  }

  /// An epoch is at least so long and has at least so many probes that count.
  private static let epochTime: UInt64 = 20_000_000
  private static let epochProbes = 64
  /// The first test has to be quick, those that follow precise.
  private static let testProbes = (first: 128, later: 384)
  private static let longestTest: UInt64 = 400_000_000
  /// What became of a probe may never be told, where it was called off.
  private static let patience: UInt64 = 1_500_000_000
  /// So many answers are evidence; fewer are silence.
  private static let leastAnswers = 16
  /// A share from here on is full: nothing is lost that a resend would not bring.
  private static let full = 0.98
  /// A share that fell below so much of what it was may be worth another test.
  private static let kept = 0.97
  /// How many times more a slow test has to bring to slow the sending, at first and where the path is known to be slow.
  private static let gain = (first: 1.2, later: 1.02)
  /// Who answers fewer than so many probes a second is a host that limits its answers, and slowed for by `ResendPacing`.
  static let leastPathRate = 1_000.0
  /// Slower sending is not tested for what even slower sending would bring.
  private static let leastTestedRate = 4_000.0
  private static let firstBackoff: UInt64 = 500_000_000
  private static let longestBackoff: UInt64 = 32_000_000_000
  private static let firstHold: UInt64 = 2_000_000_000

  /// So many nanoseconds' worth of packets may leave at once, or four.
  private let burstTime: UInt64
  private var epochs: [SendEpoch] = []
  private var lastSentAt = MonotonicTime(nanoseconds: 0)
  /// Whether probes leave at a test's rate.
  private var isTesting = false
  private var ceiling: Ceiling?
  private var test: Test?
  private var nextTestAt = MonotonicTime(nanoseconds: 0)
  private var backoff = firstBackoff
  /// How long a rate is kept before it rises; longer each time that it had to fall.
  private var hold = firstHold
  private var lastTestedTries: UInt8 = 0
  private var highestRate = 0.0
  private var local = LocalSlowing()
  private var nextFree = MonotonicTime(nanoseconds: 0)
  /// The lowest rate that it came down to, and why.
  private(set) var slowed: SlowedSending?

  /// Lets out at once what `burstTime` nanoseconds are worth: paths that carry so many a second carry few at once.
  init(burstTime: UInt64 = 100_000) { self.burstTime = burstTime }

  /// The rate that holds now; nil where nothing slows the sending.
  var rate: Double? {
    if ceiling == nil, local.ceiling == nil, !isTesting { return nil }
    let tested = isTesting ? test?.rate : nil
    return min(ceiling?.rate ?? .infinity, local.ceiling ?? .infinity, tested ?? .infinity)
  }

  /// The same without tests, which are over soon.
  var steadyRate: Double? { [ceiling?.rate, local.ceiling].compactMap { $0 }.min() }

  // MARK: Sending

  /// Until when the next packet has to wait; nil when it may leave now.
  @inline(__always)
  func wait(_ now: MonotonicTime) -> MonotonicTime? {
    guard let rate else { return nil }
    let early = max(3 * UInt64(1e9 / rate), burstTime)
    guard nextFree > now.advanced(byNanoseconds: early) else { return nil }
    return MonotonicTime(nanoseconds: nextFree.nanoseconds - early)
  }

  /// Takes in that a probe leaves, the `tries`-th of its job; 0 for one that counts for nothing but the rate.
  mutating func sent(tries: UInt8, now: MonotonicTime) {
    if let rate { nextFree = max(nextFree, now).advanced(byNanoseconds: UInt64(1e9 / rate)) }
    if now > lastSentAt {
      if tries > 0 { turn(tries, now) }
      lastSentAt = now
    }
    if !epochs.isEmpty { epochs[epochs.count - 1].add(tries: tries, now: now) }
  }

  /// Takes back the last probe: it has not left.
  mutating func unsent(tries: UInt8) {
    if !epochs.isEmpty { epochs[epochs.count - 1].ended(tries: tries, isAnswered: nil) }
  }

  /// Begins another epoch where the last is long enough, at a moment at which nothing has left yet.
  private mutating func turn(_ tries: UInt8, _ now: MonotonicTime) {
    guard let open = epochs.last else { return begin(tries, now) }
    let age = now.nanoseconds(since: open.begin)
    let isTestDue = !open.isTest && test.map { !$0.hasBegun && $0.tries == tries } ?? false
    guard isTestDue || isOver(open, age: age, tries) else { return }
    epochs[epochs.count - 1].close(now)
    begin(tries, now)
    local.recover(now, highest: highestRate)
    judgeAll(now)
  }

  private func isOver(_ open: SendEpoch, age: UInt64, _ tries: UInt8) -> Bool {
    if open.isTest {
      return open.counted >= (ceiling == nil ? Self.testProbes.first : Self.testProbes.later) || age >= Self.longestTest
    }
    // A sweep whose probes have become rare is not waited for.
    return age >= Self.patience || (age >= Self.epochTime && (open.counted >= Self.epochProbes || open.tries != tries))
  }

  private mutating func begin(_ tries: UInt8, _ now: MonotonicTime) {
    isTesting = false
    if let wanted = test, !wanted.hasBegun {
      isTesting = wanted.tries == tries
      // Another sweep has begun: what would be learnt comes too late.
      if isTesting { test?.hasBegun = true } else { test = nil }
    }
    epochs.append(SendEpoch(begin: now, tries: tries, isTest: isTesting))
  }

  // MARK: Evidence

  /// Takes in at `now` what became of a probe that left at `sentAt`; `isAnswered` is nil where that tells nothing of the
  /// path, as an ICMP error does: its sender limits those.
  mutating func ended(tries: UInt8, sentAt: MonotonicTime, isAnswered: Bool?, now: MonotonicTime) {
    guard let place = place(of: sentAt) else { return }
    epochs[place].ended(tries: tries, isAnswered: isAnswered)
    if epochs[place].isComplete { judge(epochs.remove(at: place), now) }
  }

  private func place(of sentAt: MonotonicTime) -> Int? {
    guard let first = epochs.first, sentAt >= first.begin else { return nil }
    let place = epochs.count > 1 && sentAt < epochs[1].begin ? 0 : epochs.lastIndex { sentAt >= $0.begin }
    return place.flatMap { sentAt <= epochs[$0].lastSentAt ? $0 : nil }
  }

  /// Takes in that this machine lost packets of its own.
  mutating func lostHere(_ cause: SlowedSending.Cause, now: MonotonicTime) {
    guard let open = epochs.last, open.sent > 0 else { return }
    let current = min(open.rate, rate ?? open.rate)
    guard let lowered = local.lower(from: current, now) else { return }
    note(SlowedSending(rate: lowered, cause: cause))
  }

  /// Judges what is complete, or will never be.
  private mutating func judgeAll(_ now: MonotonicTime) {
    var place = 0
    while place < epochs.count {
      let epoch = epochs[place]
      let isForgotten = epoch.closedAt != nil && now.nanoseconds(since: epoch.lastSentAt) > Self.patience
      if epoch.isComplete || isForgotten { judge(epochs.remove(at: place), now) } else { place += 1 }
    }
  }

  private mutating func judge(_ epoch: SendEpoch, _ now: MonotonicTime) {
    if epoch.isTest { return judgeTest(epoch, now) }
    highestRate = max(highestRate, epoch.rate)
    guard epoch.outcome.count >= Self.epochProbes, test == nil else { return }
    var isSuspect = false
    if let current = ceiling {
      guard epoch.begin >= current.since else { return }
      isSuspect = follow(current, epoch, now)
    }
    let isDue = isSuspect || now >= nextTestAt || epoch.tries != lastTestedTries
    guard isDue, epoch.outcome.answered >= Self.leastAnswers, epoch.outcome.value < Self.full,
      epoch.rate >= Self.leastTestedRate
    else { return }
    test = Test(
      seen: epoch.outcome, seenRate: epoch.rate, tries: epoch.tries, rate: epoch.rate / (ceiling == nil ? 8 : 4))
    lastTestedTries = epoch.tries
  }

  /// Holds what a ceiling brings against what it should; true when a test has to tell whether it is too high.
  private mutating func follow(_ current: Ceiling, _ epoch: SendEpoch, _ now: MonotonicTime) -> Bool {
    let share = epoch.outcome
    if let before = current.doubt, epoch.tries == current.tries {
      let isKept = share.value * 2 >= before.value + current.share.value
      if isKept || share.answered < Self.leastAnswers { settle(isKept, now) }
      return !isKept
    }
    // Another sweep has a share of its own, and one that falls: those that were lost come first.
    guard epoch.tries == current.tries || share.value >= Self.full else { return false }
    if epoch.tries == current.tries {
      if current.share.isAbove(share), share.value < Self.kept * current.share.value { return true }
      if share.isAbove(current.share) { ceiling?.share = share }
    }
    if now >= current.risesAt, epoch.rate >= 0.8 * current.rate, share.answered >= Self.leastAnswers { rise(now) }
    return false
  }

  /// Keeps a ceiling that brought what the test had brought, or lifts one that did not.
  private mutating func settle(_ isKept: Bool, _ now: MonotonicTime) {
    if isKept, let kept = ceiling {
      ceiling?.doubt = nil
      note(SlowedSending(rate: kept.rate, cause: .path))
      backoff = Self.firstBackoff
      nextTestAt = now
    } else {
      lift(now)
      putOffTest(now)
    }
  }

  /// Gives up a ceiling that is in doubt for the one before.
  private mutating func lift(_ now: MonotonicTime) {
    guard let former = ceiling?.former else { return ceiling = nil }
    ceiling?.rate = former
    ceiling?.doubt = nil
    ceiling?.since = now
  }

  private mutating func rise(_ now: MonotonicTime) {
    guard let current = ceiling else { return }
    ceiling?.rate = current.rate * 1.05
    ceiling?.since = now
    if current.rate > 1.2 * highestRate { ceiling = nil }
  }

  /// Compares what a low rate brought with what made it worth trying.
  private mutating func judgeTest(_ epoch: SendEpoch, _ now: MonotonicTime) {
    guard let test else { return }
    self.test = nil
    let brought = epoch.outcome
    guard brought.count >= Self.epochProbes else {
      nextTestAt = now.advanced(byNanoseconds: Self.firstBackoff)
      return
    }
    let carried = test.seenRate * test.seen.value / max(brought.value, 0.001)
    // Once the path is known to carry only so many, less is enough to believe that it carries fewer.
    let gain = ceiling.map { $0.doubt == nil } ?? false ? Self.gain.later : Self.gain.first
    if brought.isAbove(test.seen), brought.value > gain * test.seen.value, carried >= Self.leastPathRate {
      slow(to: 0.95 * carried, test, brought, now)
    } else {
      if ceiling?.doubt != nil { lift(now) }
      ceiling?.tries = test.tries
      ceiling?.share = test.seen
      ceiling?.share.add(brought)
      putOffTest(now)
    }
  }

  private mutating func putOffTest(_ now: MonotonicTime) {
    nextTestAt = now.advanced(byNanoseconds: backoff)
    backoff = min(backoff * 2, Self.longestBackoff)
  }

  private mutating func slow(to rate: Double, _ test: Test, _ brought: AnsweredShare, _ now: MonotonicTime) {
    let isKnown = ceiling.map { $0.doubt == nil } ?? false
    if isKnown { hold = min(hold * 2, Self.longestBackoff) }
    let lowered = min(rate, ceiling?.rate ?? rate)
    ceiling = Ceiling(
      rate: lowered, share: brought, tries: test.tries, doubt: test.seen,
      former: isKnown ? ceiling?.rate : ceiling?.former, since: now, risesAt: now.advanced(byNanoseconds: hold))
    nextFree = now
  }

  private mutating func note(_ new: SlowedSending) {
    if let slowed, slowed.rate <= new.rate { return }
    slowed = new
  }
}
