// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes
import Testing

@testable import Engines

/// Waits of more than a second, in which the kernel resends by itself.
struct KernelResendTests {
  private let home = Address(v4: 0x7f00_0001)

  @Test(
    arguments: [
      (300, false, 300, []), (980, false, 980, []), (990, true, 980, []), (1_000, true, 980, []),
      (1_001, false, 1_001, [980]), (2_500, false, 2_500, [980]), (9_000, false, 3_000, [980]),
      (1_979, true, 1_979, [980]), (2_000, true, 1_980, [980]), (2_500, true, 2_500, [980, 1_980]),
      (60_000, true, 3_000, [980, 1_980]),
    ] as [(Int64, Bool, UInt64, [UInt64])])
  func waitsEndBeforeAnUnaskedResend(_ timeout: Int64, _ isLinear: Bool, _ wait: UInt64, _ limits: [UInt64]) {
    let plan = KernelResends(timeout: .milliseconds(timeout), isLinear: isLinear)
    #expect(plan.wait == wait * 1_000_000 && plan.limits == limits.map { $0 * 1_000_000 })
  }

  private func scanSilence(
    _ timeout: ScanDuration, _ gate: SendGate
  ) async throws -> (Observation?, EngineEnd, UInt64) {
    let engine = try ConnectEngine()
    let server = try LoopbackServer(.drops)
    let recorder = ScanRecorder()
    let start = SystemClock.now
    let work = ScanWork.connect([home], ports: [server.port], retries: 0, timeout: timeout)
    _ = engine.start(work, gate: gate, sink: recorder)
    let end = await recorder.end()
    engine.shutdown()
    return (recorder.observation(of: server.port), end, recorder.milliseconds(since: start))
  }

  @Test func longTimeoutsAreWaitedForAndTheResendIsCounted() async throws {
    let gate = SendGate(scope: .local)
    let (observation, end, time) = try await scanSilence(.milliseconds(1300), gate)
    #expect(time >= 1300)
    #expect(gate.sent == 2 && end.counters.sent == 2 && end.counters.retransmitted == 1)
    #expect(observation?.state == .filtered && observation?.trusted == true)
  }

  @Test func theDefaultTimeoutNeedsNoResend() async throws {
    let gate = SendGate(scope: .local)
    let (observation, end, _) = try await scanSilence(.seconds(1), gate)
    #expect(gate.sent == 1 && end.counters.sent == 1 && end.counters.retransmitted == 0)
    #expect(observation?.trusted == true)
  }

  @Test func withoutTheGatesWordTheWaitIsCutAndNotTrusted() async throws {
    let gate = SendGate(scope: .local, packetLimit: 1)
    let (observation, end, time) = try await scanSilence(.seconds(3), gate)
    #expect(time < 1900 && gate.sent == 1 && end.counters.sent == 1)
    #expect(observation?.state == .filtered && observation?.trusted == false)
  }

  @Test func aSlowRateHasRoomForTheResend() async throws {
    let gate = SendGate(scope: .local, rate: .perSecond(2))
    let (observation, end, _) = try await scanSilence(.milliseconds(1200), gate)
    #expect(gate.sent == 2 && end.counters.retransmitted == 1 && observation?.trusted == true)
  }

  /// Runs a scan that waits 3 s and does something from a thread of its own once the resend was let through.
  private func interrupt(
    _ body: @escaping @Sendable (any ScanTicket, SendGate) -> Void
  ) async throws -> (SendGate, EngineEnd, UInt64) {
    let engine = try ConnectEngine()
    let server = try LoopbackServer(.drops)
    let gate = SendGate(scope: .local)
    let recorder = ScanRecorder()
    let start = SystemClock.now
    let work = ScanWork.connect([home], ports: [server.port], retries: 0, timeout: .seconds(3))
    let ticket = engine.start(work, gate: gate, sink: recorder)
    try Thread(name: "interrupt") {
      while gate.sent < 2 { usleep(1000) }
      body(ticket, gate)
    }.detach()
    let end = await recorder.end()
    engine.shutdown()
    return (gate, end, recorder.milliseconds(since: start))
  }

  @Test func whatDidNotLeaveIsGivenBack() async throws {
    let (gate, end, _) = try await interrupt { ticket, _ in ticket.cancel() }
    #expect(end.cause == .stopped && gate.sent == 1)
    #expect(end.counters.sent == 1 && end.counters.retransmitted == 0)
  }

  @Test func aClosedGateTakesBackWhatDidNotLeave() async throws {
    let (gate, end, time) = try await interrupt { _, gate in gate.close() }
    #expect(end.cause == .stopped && end.undecided == 1 && gate.sent == 1)
    #expect(end.counters.sent == 1 && end.counters.retransmitted == 0 && time < 1900)
  }
}
