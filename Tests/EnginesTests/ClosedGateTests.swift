// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// What a closed gate and `deny` do, alone and to an engine at work.
struct ClosedGateTests {
  private let start = MonotonicTime(nanoseconds: 1_000_000_000)
  private let home = Address(v4: 0x7f00_0001)
  private let other = Address(v4: 0x7f00_0002)

  @Test func aClosedGateRefusesEverythingBelowIt() {
    let gate = SendGate(scope: .local, packetLimit: 1)
    let closed = gate.narrowed(rate: nil, perHost: nil)
    let early = closed.narrowed(rate: Rate(count: 1, per: .hour), perHost: nil)
    closed.close()
    for child in [closed, early, closed.narrowed(rate: nil, perHost: nil)] {
      #expect(child.admit(home, now: start) == .refused(.closed) && child.isClosed)
      #expect(child.admission(of: Address(v4: 0xc633_6407), now: start) == .refused(.closed))
    }
    #expect(!gate.isClosed && gate.admit(home, now: start) == .send && gate.sent == 1)
  }

  @Test func deniedAddressesAreOutOfScope() throws {
    let gate = SendGate(scope: .local)
    let child = gate.narrowed(rate: nil, perHost: nil)
    let mapped = try #require(Address("::ffff:127.0.0.1"))
    gate.deny(TargetSet(mapped))
    #expect(child.admit(home, now: start) == .refused(.scope(home)))
    #expect(child.admit(other, now: start) == .send)
    #expect(child.firstOutside(TargetSet(other).union(TargetSet(home))) == home)
    child.deny(TargetSet(other))
    #expect(!child.permits(other) && gate.permits(other) && !gate.permits(mapped))
  }

  @Test func aClosedGateEndsAScanAsStopped() async throws {
    let engine = try ConnectEngine()
    let recorder = ScanRecorder()
    let gate = SendGate(scope: .local, rate: .perSecond(100))
    _ = engine.start(.connect([home], ports: 1...60000), gate: gate, sink: recorder)
    while gate.sent < 3 { await Task.yield() }
    gate.close()
    let end = await recorder.end()
    #expect(end.cause == .stopped && end.refused == 0 && end.sendFailures == 0)
    #expect(end.undecided == 60000 - UInt64(recorder.observations.count))
    engine.shutdown()
  }

  @Test func noKernelResendLeavesAfterTheGateWasClosed() async throws {
    let engine = try ConnectEngine()
    let server = try LoopbackServer(.drops)
    let gate = SendGate(scope: .local)
    let recorder = ScanRecorder()
    let work = ScanWork.connect([home], ports: [server.port], retries: 0, timeout: .seconds(3))
    let start = SystemClock.now
    _ = engine.start(work, gate: gate, sink: recorder)
    let conversation = Conversation(target: home, port: server.port, wait: .seconds(3), timeout: .seconds(3))
    let result = await withCheckedContinuation { continuation in
      _ = engine.converse(conversation, gate: gate) { continuation.resume(returning: $0) }
      while gate.sent < 2 {}
      gate.close()
    }
    let end = await recorder.end()
    #expect(recorder.milliseconds(since: start) < 1900)
    #expect(result == .failed(.cancelled) && gate.sent == 2)
    #expect(end.cause == .stopped && end.undecided == 1 && end.counters.retransmitted == 0)
    engine.shutdown()
  }
}
