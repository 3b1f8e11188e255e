// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes
import Testing

@testable import Engines

/// Failures on this side: nothing was asked of the target, so nothing is known of it.
struct LocalFailureTests {
  /// 239.255.0.1 of the local scope (RFC 2365).
  private static let multicast = Address(v4: 0xefff_0001)
  private static let scope = Scope(allow: TargetSet(multicast), name: "multicast")

  @Test func aBroadcastAddressIsNobody() async throws {
    let broadcast = Address(v4: 0x7fff_ffff)
    let engine = try ConnectEngine()
    let recorder = ScanRecorder()
    let gate = SendGate(scope: .local)
    _ = engine.start(.connect([broadcast], ports: [1, 2]), gate: gate, sink: recorder)
    let end = await recorder.end()
    #expect(end.cause == .completed && end.sendFailures == 0 && gate.sent == 0)
    #expect(recorder.observations.allSatisfy { $0.state == .filtered && $0.reason == .netUnreach && $0.trusted })
    engine.shutdown()
  }

  @Test func noRouteIsNobodysAnswer() async throws {
    // TCP to a multicast address: ENETUNREACH from `connect` itself (tcp_v4_connect), without a packet.
    let nowhere = Self.multicast
    let engine = try ConnectEngine()
    let recorder = ScanRecorder()
    let gate = SendGate(scope: Self.scope)
    _ = engine.start(.connect([nowhere], ports: [1, 2]), gate: gate, sink: recorder)
    let end = await recorder.end()
    #expect(end.cause == .completed && end.sendFailures == 2 && gate.sent == 0)
    #expect(end.counters.sent == 0 && end.counters.received == 0)
    #expect(recorder.observations.count == 2)
    for observation in recorder.observations {
      #expect(observation.state == .filtered && observation.reason == .netUnreach && !observation.trusted)
    }
    engine.shutdown()
  }

  @Test func silenceAfterALocalFailureIsNotTrusted() async throws {
    let technique = Technique(name: "odd", send: .connect, arms: [.init(answer: .silence, state: .filtered)])
    let engine = try ConnectEngine()
    let recorder = ScanRecorder()
    let work = ScanWork.connect([Self.multicast], ports: [1], technique: technique)
    _ = engine.start(work, gate: SendGate(scope: Self.scope), sink: recorder)
    let end = await recorder.end()
    #expect(end.sendFailures == 3 && recorder.observation(of: 1)?.trusted == false)
    engine.shutdown()
  }

  @Test func nobodyWaitsForAnEngineThatBroke() async {
    await #expect(processExitsWith: .success) {
      let mailbox = try EngineMailbox()
      try Self.breakEpoll()
      let recorder = ScanRecorder()
      let work = ScanWork.connect([Address(v4: 0x7f00_0001)], ports: 1...7)
      let handle = ScanHandle(id: 1, total: 7, mailbox: mailbox)
      let gate = SendGate(scope: .local)
      mailbox.post(.start(ScanOrder(id: 1, work: work, gate: gate, sink: recorder, handle: handle)))
      let conversation = Conversation(
        target: Address(v4: 0x7f00_0001), port: 1, wait: .seconds(1), timeout: .seconds(1))
      let result = await withCheckedContinuation { continuation in
        let order = TalkOrder(id: 2, conversation: conversation, gate: gate) { continuation.resume(returning: $0) }
        mailbox.post(.converse(order))
        ConnectLoop(mailbox: mailbox, descriptorLimit: 100).run()
      }
      try #require(result == .failed(.cancelled))
      let end = await recorder.end()
      try #require(end.cause == .failed(.system(call: "epoll_wait", code: EINVAL)) && end.undecided == 7)
      try #require(!mailbox.post(.cancelTalk(2)))
    }
  }

  /// Puts something else in the place of every epoll set of the process.
  private static func breakEpoll() throws {
    let other = cnet_eventfd()
    for number in 3..<64 as Range<Int32> {
      var text = [CChar](repeating: 0, count: 64)
      let count = readlink("/proc/self/fd/\(number)", &text, text.count - 1)
      let name = String(decoding: text.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if name == "anon_inode:[eventpoll]" { try #require(dup2(other, number) == number) }
    }
  }
}
