// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// Steering a running scan, and the limits of descriptors.
struct ScanControlTests {
  private let home = Address(v4: 0x7f00_0001)
  private let slow = SendGate(scope: .local, rate: .perSecond(50))

  @Test func cancelEndsAtOnce() async throws {
    let engine = try ConnectEngine()
    let recorder = ScanRecorder()
    let ticket = engine.start(.connect([home], ports: 1...60000), gate: slow, sink: recorder)
    ticket.cancel()
    let end = await recorder.end()
    #expect(end.cause == .stopped)
    #expect(end.undecided == 60000 - UInt64(recorder.observations.count))
    ticket.cancel()
    ticket.stop()
    ticket.pause()
    engine.shutdown()
    #expect(recorder.timesEnded == 1)
  }

  @Test func stopWaitsForWhatIsOnItsWay() async throws {
    let engine = try ConnectEngine()
    let silent = try LoopbackServer(.drops)
    let recorder = ScanRecorder()
    // Long enough not to be over before this task has its next turn, however busy the machine is.
    let work = ScanWork.connect([home], ports: [silent.port], retries: 250, timeout: .milliseconds(900))
    let ticket = engine.start(work, gate: SendGate(scope: .local), sink: recorder)
    while ticket.progress.inFlight == 0 { await Task.yield() }
    ticket.stop()
    let end = await recorder.end()
    #expect(end.cause == .stopped && end.undecided == 1 && recorder.observations.isEmpty)
    engine.shutdown()
  }

  @Test func stopDuringAPauseAndALongGateWait() async throws {
    let engine = try ConnectEngine()
    let recorder = ScanRecorder()
    let gate = SendGate(scope: .local, rate: Rate(count: 1, per: .hour))
    let ticket = engine.start(.connect([home], ports: 1...10), gate: gate, sink: recorder)
    ticket.pause()
    ticket.stop()
    #expect(await recorder.end().cause == .stopped)
    engine.shutdown()
  }

  @Test func pauseAndResumeLoseNothing() async throws {
    let engine = try ConnectEngine()
    let recorder = ScanRecorder()
    let ticket = engine.start(.connect([home], ports: 1...5000), gate: SendGate(scope: .local), sink: recorder)
    for _ in 0..<20 {
      ticket.pause()
      await Task.yield()
      ticket.resume()
    }
    let end = await recorder.end()
    #expect(end.cause == .completed && recorder.observations.count == 5000)
    #expect(ticket.progress.done == 5000 && ticket.progress.inFlight == 0)
    engine.shutdown()
  }

  @Test func skippedHostsAreLeftOut() async throws {
    let engine = try ConnectEngine()
    let recorder = ScanRecorder()
    let other = Address(v4: 0x7f00_0002)
    let work = ScanWork.connect([home, other], ports: 1...20)
    let ticket = engine.start(work, gate: slow, sink: recorder)
    ticket.skip(other)
    let end = await recorder.end()
    #expect(end.cause == .completed)
    #expect(recorder.observations.filter { $0.target == home }.count == 20)
    #expect(end.undecided == 40 - UInt64(recorder.observations.count) && end.undecided > 0)
    engine.shutdown()
  }

  @Test func deadlineEndsTheScan() async throws {
    let engine = try ConnectEngine()
    let recorder = ScanRecorder()
    var work = ScanWork.connect([home], ports: 1...60000)
    work.deadline = .milliseconds(50)
    _ = engine.start(work, gate: slow, sink: recorder)
    let end = await recorder.end()
    #expect(end.cause == .deadline && end.undecided > 0)
    engine.shutdown()
  }

  @Test func shutdownEndsEverything() async throws {
    let engine = try ConnectEngine()
    let recorder = ScanRecorder()
    _ = engine.start(.connect([home], ports: 1...60000), gate: slow, sink: recorder)
    engine.shutdown()
    #expect(await recorder.end().cause == .stopped)
    let late = ScanRecorder()
    _ = engine.start(.connect([home], ports: [1]), gate: slow, sink: late)
    #expect(await late.end().cause == .failed(.shutDown))
  }

  @Test func fewDescriptorsLoseNothing() async throws {
    let engine = try ConnectEngine(descriptorLimit: 8)
    let silent = try (0..<30).map { _ in try LoopbackServer(.drops) }
    let recorder = ScanRecorder()
    let ports = silent.map(\.port) + [1, 2, 3]
    let work = ScanWork.connect([home], ports: ports, retries: 1, timeout: .milliseconds(40))
    _ = engine.start(work, gate: SendGate(scope: .local), sink: recorder)
    let end = await recorder.end()
    #expect(end.cause == .completed && end.undecided == 0 && end.sendFailures == 0)
    #expect(recorder.observations.count == 33 && Set(recorder.ports(.filtered)) == Set(silent.map(\.port)))
    engine.shutdown()
  }
}
