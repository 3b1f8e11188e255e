// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// Resends to hosts that drop, lose, or limit what they answer, on a clock moved by hand.
struct ResendPacingTests {
  private let host = Address(v4: 0x0a00_0001)

  /// Resends `count` probes to a host that answers as told; how long that takes, in nanoseconds, and how many are answered.
  private func drive(
    _ count: Int, limit: ResendPacing.Limit = .resets, answers: (UInt64) -> Bool
  ) -> (time: UInt64, answered: Int) {
    var pacing = ResendPacing()
    let start = MonotonicTime(nanoseconds: 1_000_000_000)
    var now = start
    var outcomes = TimerHeap<(isAnswered: Bool, sentAt: MonotonicTime)>()
    var answered = 0
    var left = count
    while left > 0 || outcomes.count > 0 {
      while let outcome = outcomes.popDue(now) {
        pacing.resent(to: host, isAnswered: outcome.isAnswered, sentAt: outcome.sentAt, now: now)
      }
      if left > 0, pacing.wait(for: host, limit: limit, now: now) == nil {
        pacing.sent(to: host, now: now)
        let isAnswered = answers(now.nanoseconds - start.nanoseconds)
        answered += isAnswered ? 1 : 0
        outcomes.add((isAnswered, now), due: now.advanced(byNanoseconds: isAnswered ? 1_000_000 : 100_000_000))
        left -= 1
        continue
      }
      let next = outcomes.nextDue ?? now
      let step = now.advanced(byNanoseconds: limit == .resets ? 20_000 : 500_000)
      now = next > now && next < step ? next : step
    }
    return (now.nanoseconds - start.nanoseconds, answered)
  }

  @Test func silenceIsBelievedAfterOneSample() {
    let (time, _) = drive(60_000) { _ in false }
    #expect(time < 400_000_000)
  }

  @Test func lossIsNoReasonToSlowDown() {
    var generator = SeededGenerator(seed: 1)
    let (time, answered) = drive(4_000) { _ in Int.random(in: 0..<100, using: &generator) >= 4 }
    #expect(time < 2_000_000_000)
    #expect(answered > 3_700)
  }

  /// Loss of a tenth each way leaves 81 % of the answers, which by chance may look like a limit: that must not last. The
  /// 12,000 resends would take 0.24 s at the pace at which nobody is held back any more.
  @Test(arguments: UInt64(1)...30, [81, 64, 50])
  func heavyLossIsNoLimit(_ seed: UInt64, _ share: Int) {
    var generator = SeededGenerator(seed: seed)
    let (time, _) = drive(12_000) { _ in Int.random(in: 0..<100, using: &generator) < share }
    #expect(time < 12_000_000_000)
  }

  @Test(arguments: [60, 100, 200, 350, 420, 480, 1_000, 5_000], [10.0, 20])
  func aHostThatAnswersSoManyASecondIsAskedAsOften(_ rate: Int, _ burst: Double) {
    var tokens = burst
    var last: UInt64 = 0
    let count = rate < 1_000 ? 1_000 : 10_000
    let (time, answered) = drive(count) { moment in
      tokens = min(burst, tokens + Double(moment - last) / 1e9 * Double(rate))
      last = moment
      if tokens < 1 { return false }
      tokens -= 1
      return true
    }
    #expect(answered > count * 11 / 20)
    #expect(Double(time) < 1e9 * (4 + 1.5 * Double(count) / Double(rate)))
  }

  @Test func aHostThatAnswers200ASecondIsAskedAsOften() {
    var tokens = 20.0
    var last: UInt64 = 0
    let (time, answered) = drive(1_000) { moment in
      tokens = min(20, tokens + Double(moment - last) / 1e9 * 200)
      last = moment
      if tokens < 1 { return false }
      tokens -= 1
      return true
    }
    #expect(answered > 600)
    #expect(time < 30_000_000_000)
  }

  @Test func linuxSendsOneErrorASecond() {
    var tokens = 0.0
    var last: UInt64 = 0
    let (time, answered) = drive(30, limit: .errors) { moment in
      tokens = min(6, tokens + Double(moment - last) / 1e9)
      last = moment
      if tokens < 1 { return false }
      tokens -= 1
      return true
    }
    #expect(answered > 20)
    #expect(time < 120_000_000_000)
  }

  @Test(arguments: UInt64(1)...20)
  func aMixtureOfDroppedAndLostIsNotSlowedDown(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let (time, _) = drive(30_000) { _ in Int.random(in: 0..<100, using: &generator) < 30 }
    #expect(time < 5_000_000_000)
  }

  @Test func whatWasCalledOffIsNotWaitedForForEver() {
    var pacing = ResendPacing()
    var now = MonotonicTime(nanoseconds: 1_000_000_000)
    var sent = 0
    for _ in 0..<3_000 {
      if pacing.wait(for: host, limit: .resets, now: now) == nil {
        pacing.sent(to: host, now: now)
        sent += 1
      }
      now = now.advanced(byNanoseconds: 5_000_000)
    }
    #expect(sent > 30)
  }
}
