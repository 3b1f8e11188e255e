// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes
import Synchronization
import Testing

@testable import Engines

/// What happens when the kernel gives fewer descriptors than the limit promised; in a child process, whose limit is
/// lowered behind the engine's back.
struct DescriptorExhaustionTests {
  @Test func exhaustionLosesNoJob() async {
    await #expect(processExitsWith: .success) {
      let silent = try (0..<12).map { _ in try LoopbackServer(.drops) }
      let engine = try ConnectEngine()
      try Self.leaveRoom(for: 3)
      let recorder = ScanRecorder()
      let work = ScanWork.connect(
        [silent[0].address], ports: silent.map(\.port) + (1...40), retries: 1, timeout: .milliseconds(40))
      _ = engine.start(work, gate: SendGate(scope: .local), sink: recorder)
      let end = await recorder.end()
      try #require(end.cause == .completed && end.undecided == 0 && end.sendFailures == 0)
      try #require(recorder.observations.count == 52 && recorder.ports(.filtered).count == 12)
    }
  }

  @Test func conversationsWaitForADescriptor() async {
    await #expect(processExitsWith: .success) {
      let server = try LoopbackServer(.mute)
      let engine = try ConnectEngine()
      try Self.leaveRoom(for: 2)
      let gate = SendGate(scope: .local)
      let silent = await withTaskGroup(of: ConversationResult.self) { group in
        for _ in 0..<20 { group.addTask { await Self.listen(to: server, engine, gate) } }
        return await group.reduce(0) { $0 + ($1 == .failed(.silent(after: .milliseconds(20))) ? 1 : 0) }
      }
      try #require(silent == 20)
    }
  }

  @Test func noDescriptorAtAllEndsInAnError() async {
    await #expect(processExitsWith: .success) {
      let server = try LoopbackServer(.mute)
      let engine = try ConnectEngine()
      try SystemCall.run("setrlimit") { cnet_set_descriptor_limit(0) }
      let conversation = Conversation(
        target: server.address, port: server.port, wait: .seconds(1), timeout: .milliseconds(50))
      let result = await withCheckedContinuation { continuation in
        _ = engine.converse(conversation, gate: SendGate(scope: .local)) { continuation.resume(returning: $0) }
      }
      try #require(result == .failed(.descriptors))
      let recorder = ScanRecorder()
      let work = ScanWork.connect([server.address], ports: [server.port])
      _ = engine.start(work, gate: SendGate(scope: .local), sink: recorder)
      try #require(await recorder.end().cause == .failed(.outOfDescriptors))
    }
  }

  private static func listen(
    to server: LoopbackServer, _ engine: ConnectEngine, _ gate: SendGate
  ) async -> ConversationResult {
    let conversation = Conversation(
      target: server.address, port: server.port, wait: .milliseconds(20), timeout: .seconds(20))
    return await withCheckedContinuation { continuation in
      _ = engine.converse(conversation, gate: gate) { continuation.resume(returning: $0) }
    }
  }

  /// Fills all gaps, then lowers the limit so that about `count` descriptors can be opened.
  private static func leaveRoom(for count: Int) throws {
    var opened = (0..<64).map { _ in cnet_eventfd() }
    try SystemCall.run("setrlimit") { cnet_set_descriptor_limit(UInt64((opened.max() ?? 0) + 1)) }
    while cnet_eventfd() >= 0 {}
    for _ in 0..<count { opened.popLast().map { _ = cnet_close($0) } }
  }
}
