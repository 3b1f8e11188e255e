// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Synchronization
import Testing

@testable import Engines

/// Short exchanges with real servers on loopback.
struct ConversationTests {
  private let gate = SendGate(scope: .local)

  private func talk(
    _ engine: ConnectEngine, _ server: LoopbackServer, say: [UInt8] = [], max: Int = 4096,
    wait: ScanDuration = .seconds(5), gap: ScanDuration = .milliseconds(30)
  ) async -> ConversationResult {
    let conversation = Conversation(
      target: server.address, port: server.port, send: say, wait: wait, max: max, timeout: .seconds(10),
      quietGap: gap)
    return await withCheckedContinuation { continuation in
      _ = engine.converse(conversation, gate: gate) { continuation.resume(returning: $0) }
    }
  }

  private func bytes(_ result: ConversationResult) -> [UInt8]? {
    if case .data(let bytes, let rtt) = result, rtt >= 0 { return bytes }
    return nil
  }

  @Test(arguments: ["127.0.0.1", "::1"]) func bannersAreRead(_ address: String) async throws {
    let engine = try ConnectEngine()
    let server = try LoopbackServer(.says(Array("SSH-2.0-test\r\n".utf8)), at: address)
    #expect(bytes(await talk(engine, server)) == Array("SSH-2.0-test\r\n".utf8))
    #expect(bytes(await talk(engine, server, max: 3)) == Array("SSH".utf8))
    engine.shutdown()
  }

  @Test func whatIsSaidArrives() async throws {
    let engine = try ConnectEngine()
    let server = try LoopbackServer(.echoes)
    #expect(bytes(await talk(engine, server, say: Array("hello".utf8))) == Array("hello".utf8))
    engine.shutdown()
  }

  @Test func failuresSayWhy() async throws {
    let engine = try ConnectEngine()
    let mute = try LoopbackServer(.mute)
    let silent = await talk(engine, mute, wait: .milliseconds(50))
    #expect(silent == .failed(.silent(after: .milliseconds(50))))
    #expect(await talk(engine, try LoopbackServer(.closes)) == .failed(.closedWithoutData))
    let outside = Address(v4: 0xc633_6407)
    let conversation = Conversation(target: outside, port: 1, wait: .seconds(1), timeout: .seconds(1))
    let refused = await withCheckedContinuation { continuation in
      _ = engine.converse(conversation, gate: gate) { continuation.resume(returning: $0) }
    }
    #expect(refused == .failed(.refusedByScope(outside)))
    let closed = Conversation(target: mute.address, port: 1, wait: .seconds(1), timeout: .seconds(1))
    let answer = await withCheckedContinuation { continuation in
      _ = engine.converse(closed, gate: gate) { continuation.resume(returning: $0) }
    }
    #expect(answer == .failed(.refused))
    engine.shutdown()
  }

  @Test func anUnansweredHandshakeTimesOut() async throws {
    let engine = try ConnectEngine()
    let server = try LoopbackServer(.drops)
    let conversation = Conversation(
      target: server.address, port: server.port, wait: .seconds(1), timeout: .milliseconds(80))
    let result = await withCheckedContinuation { continuation in
      _ = engine.converse(conversation, gate: gate) { continuation.resume(returning: $0) }
    }
    #expect(result == .failed(.connectTimeout))
    engine.shutdown()
  }

  @Test func cancelCallsBackOnce() async throws {
    let engine = try ConnectEngine()
    let server = try LoopbackServer(.mute)
    let conversation = Conversation(
      target: server.address, port: server.port, wait: .seconds(60), timeout: .seconds(60))
    let result = await withCheckedContinuation { continuation in
      let handle = engine.converse(conversation, gate: gate) { continuation.resume(returning: $0) }
      handle.cancel()
      handle.cancel()
    }
    #expect(result == .failed(.cancelled))
    engine.shutdown()
  }

  @Test func manyAtOnceBesideSilentOnes() async throws {
    let engine = try ConnectEngine(descriptorLimit: 200)
    let server = try LoopbackServer(.says([1, 2, 3]))
    let mute = try LoopbackServer(.mute)
    let results = await withTaskGroup(of: ConversationResult.self) { group in
      for _ in 0..<20 { group.addTask { await talk(engine, mute, wait: .milliseconds(200)) } }
      for _ in 0..<1000 { group.addTask { await talk(engine, server, max: 3) } }
      return await group.reduce(into: [ConversationResult: Int]()) { counts, result in
        if case .data(let bytes, _) = result {
          counts[.data(bytes, rtt: 0), default: 0] += 1
        } else {
          counts[result, default: 0] += 1
        }
      }
    }
    #expect(results[.data([1, 2, 3], rtt: 0)] == 1000)
    #expect(results[.failed(.silent(after: .milliseconds(200)))] == 20)
    engine.shutdown()
  }

  @Test func conversationsGoOnWhileAScanFillsTheWindow() async throws {
    let engine = try ConnectEngine(descriptorLimit: 16)
    let silent = try (0..<20).map { _ in try LoopbackServer(.drops) }
    let recorder = ScanRecorder()
    let work = ScanWork.connect(
      [silent[0].address], ports: silent.map(\.port), retries: 5, timeout: .milliseconds(100))
    _ = engine.start(work, gate: gate, sink: recorder)
    let server = try LoopbackServer(.says([9]))
    #expect(bytes(await talk(engine, server, max: 1)) == [9])
    #expect(await recorder.end().undecided == 0)
    engine.shutdown()
  }

  @Test func shutdownCallsEveryCompletion() async throws {
    let engine = try ConnectEngine()
    let server = try LoopbackServer(.mute)
    async let first = talk(engine, server, wait: .seconds(60))
    async let second = talk(engine, server, wait: .seconds(60))
    try await Task.sleep(for: .milliseconds(20))
    engine.shutdown()
    #expect(await [first, second] == [.failed(.cancelled), .failed(.cancelled)])
  }
}
