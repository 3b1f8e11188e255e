// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// The one door, with a clock moved by hand.
struct SendGateTests {
  private let start = MonotonicTime(nanoseconds: 1_000_000_000)
  private let home = Address(v4: 0x7f00_0001)
  private let other = Address(v4: 0x7f00_0002)

  @Test func countsWhatItLetsThrough() {
    let gate = SendGate(scope: .local)
    #expect(gate.admit(home, now: start) == .send)
    #expect(gate.admit(home, packets: 3, now: start) == .send)
    #expect(gate.sent == 4)
    gate.refund(packets: 2)
    #expect(gate.sent == 2)
  }

  /// What leaves in a packet's place is none of the scan's, but takes its time.
  @Test func exchangedPacketsKeepTheirTime() {
    let gate = SendGate(scope: .local, packetLimit: 1, rate: .perSecond(10))
    let child = gate.narrowed(rate: nil, perHost: nil)
    #expect(child.admit(home, now: start) == .send)
    child.exchange(home)
    #expect(gate.sent == 0)
    guard case .wait(let until) = child.admit(home, now: start) else {
      Issue.record("the rate was given back")
      return
    }
    #expect(until.nanoseconds(since: start) == 100_000_000)
    #expect(child.admit(home, now: until) == .send)
    // Given back, it takes no time either.
    child.refund(home)
    #expect(child.admit(home, now: until) == .send)
  }

  @Test func refusesWhatIsOutsideTheScope() {
    let gate = SendGate(scope: .local)
    let outside = Address(v4: 0xc633_6407)
    #expect(gate.admit(outside, now: start) == .refused(.scope(outside)))
    #expect(gate.sent == 0)
  }

  @Test func packetLimitIsExact() {
    let gate = SendGate(scope: .local, packetLimit: 3)
    let child = gate.narrowed(rate: nil, perHost: nil)
    #expect(child.admit(home, packets: 2, now: start) == .send)
    #expect(child.admit(home, packets: 2, now: start) == .refused(.packetLimit))
    #expect(gate.admit(home, now: start) == .send)
    #expect(gate.admit(home, now: start) == .refused(.packetLimit))
    #expect(gate.sent == 3)
  }

  @Test func childrenShareTheRateOfTheirParent() {
    let gate = SendGate(scope: .local, rate: .perSecond(10))
    let one = gate.narrowed(rate: nil, perHost: nil)
    let two = gate.narrowed(rate: .perSecond(1), perHost: nil)
    #expect(one.admit(home, now: start) == .send)
    #expect(two.admit(home, now: start) == .wait(until: start.advanced(by: .milliseconds(100))))
    #expect(two.admit(home, now: start.advanced(by: .milliseconds(100))) == .send)
    #expect(one.sent == 1 && two.sent == 1 && gate.sent == 2)
  }

  @Test func waitCountsNowhere() {
    let gate = SendGate(scope: .local, rate: .perSecond(10))
    let child = gate.narrowed(rate: .perSecond(1), perHost: nil)
    #expect(child.admit(home, now: start) == .send)
    let later = start.advanced(by: .milliseconds(100))
    #expect(child.admit(home, now: later) == .wait(until: start.advanced(by: .seconds(1))))
    #expect(gate.admit(home, now: later) == .send)
  }

  @Test func hostsArePacedOneByOne() {
    let gate = SendGate(scope: .local, perHost: .perSecond(1))
    #expect(gate.admit(home, now: start) == .send)
    #expect(gate.admission(of: home, now: start) == .waitForHost(until: start.advanced(by: .seconds(1))))
    #expect(gate.admit(other, now: start) == .send)
  }

  @Test func theLowerOfScopeAndRunRateHolds() {
    let scope = Scope(allow: TargetSet(home), name: "test", rate: .perSecond(1))
    let gate = SendGate(scope: scope, rate: .perSecond(100))
    #expect(gate.admit(home, now: start) == .send)
    #expect(gate.admit(home, now: start) == .wait(until: start.advanced(by: .seconds(1))))
  }

  @Test func restrictionOnlyNarrows() {
    let gate = SendGate(scope: .local)
    let child = gate.narrowed(rate: nil, perHost: nil)
    child.restrict(to: TargetSet(home).union(TargetSet(Address(v4: 0xc633_6407))))
    child.restrict(to: TargetSet(home))
    #expect(child.admit(home, now: start) == .send)
    #expect(child.admit(other, now: start) == .refused(.scope(other)))
    #expect(gate.admit(other, now: start) == .send)
  }

  @Test func questionsAboutScopeCountNothing() {
    let gate = SendGate(scope: .local)
    let child = gate.narrowed(rate: nil, perHost: nil)
    child.restrict(to: TargetSet(home))
    #expect(child.permits(home) && !child.permits(other) && gate.permits(other))
    #expect(child.firstOutside(TargetSet(home).union(TargetSet(other))) == other)
    #expect(gate.firstOutside(TargetSet(Address(v4: 0xc633_6407))) == Address(v4: 0xc633_6407))
    #expect(gate.sent == 0)
  }

  @Test func goneChildrenLeaveTheirCountBehind() {
    let gate = SendGate(scope: .local)
    for _ in 0..<100 { #expect(gate.narrowed(rate: .perSecond(1), perHost: nil).admit(home, now: start) == .send) }
    #expect(gate.sent == 100)
  }
}
