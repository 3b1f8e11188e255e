// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// Packet rates, driven by hand.
struct PacingTests {
  private let second: UInt64 = 1_000_000_000

  @Test func lowRateLetsOnePacketOutAtATime() {
    let rule = Pacing(.perSecond(10))
    var state = Pacing.State()
    #expect(rule.burst == 1)
    #expect(rule.wait(for: 1, in: state, now: second) == nil)
    rule.take(1, from: &state, now: second)
    #expect(rule.wait(for: 1, in: state, now: second) == second + 100_000_000)
    #expect(rule.wait(for: 1, in: state, now: second + 100_000_000) == nil)
  }

  @Test func burstIsFourMillisecondsWorth() {
    let rule = Pacing(.perSecond(1000))
    var state = Pacing.State()
    var sent = 0
    while rule.wait(for: 1, in: state, now: second) == nil {
      rule.take(1, from: &state, now: second)
      sent += 1
    }
    #expect(sent == 4)
  }

  @Test(arguments: [1, 3, 7, 999, 10_000, 1_234_567] as [UInt32])
  func longRunKeepsTheRate(_ perSecond: UInt32) {
    let rule = Pacing(.perSecond(perSecond))
    var state = Pacing.State()
    var now = second
    let packets = 3 * UInt64(perSecond)
    for _ in 0..<packets {
      if let until = rule.wait(for: 1, in: state, now: now) { now = until }
      rule.take(1, from: &state, now: now)
    }
    let span = now - second
    let least = (packets - rule.burst) * second / UInt64(perSecond)
    #expect(span + rule.burst + 1 >= least)
    #expect(span <= 3 * second)
  }

  @Test func hourlyRateIsExact() throws {
    let rule = Pacing(try #require(Rate(count: 7, per: .hour)))
    var state = Pacing.State()
    var now: UInt64 = 0
    for _ in 0..<7 {
      now = rule.wait(for: 1, in: state, now: now) ?? now
      rule.take(1, from: &state, now: now)
    }
    #expect(rule.wait(for: 1, in: state, now: now) == 3_600 * second)
  }

  @Test func zeroNeverSends() throws {
    let rule = Pacing(try #require(Rate(count: 0, per: .second)))
    #expect(rule.wait(for: 1, in: Pacing.State(), now: second) == .max)
  }

  @Test func givenBackPacketsMaySendAgain() {
    let rule = Pacing(.perSecond(1))
    var state = Pacing.State()
    rule.take(1, from: &state, now: second)
    #expect(rule.wait(for: 1, in: state, now: second) != nil)
    rule.giveBack(1, to: &state)
    #expect(rule.wait(for: 1, in: state, now: second) == nil)
  }

  @Test func idleHostsAreForgotten() {
    var hosts = HostPacing(.perSecond(1000))
    for number in 0..<5000 as Range<UInt32> {
      hosts.take(1, for: Address(v4: number), now: UInt64(number) * 1_000_000_000)
    }
    #expect(hosts.remembered <= 1024)
  }
}
