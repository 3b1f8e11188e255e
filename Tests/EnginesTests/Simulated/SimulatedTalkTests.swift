// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Synchronization
import Testing

@testable import Engines

/// Conversations with simulated hosts.
struct SimulatedTalkTests {
  private let address = Address(v4: 0x0a00_0001)

  private func engine(loss: Double = 0, filter: SimulatedHost.PacketFilter = .none) -> SimulatedEngine {
    let host = SimulatedHost(
      targets: TargetSet(address), delay: 40_000_000...40_000_000, loss: loss,
      rules: [
        (PortSet(22...22), .open(banner: Array("SSH-2.0\r\n".utf8), reply: nil)),
        (PortSet(80...80), .open(banner: [], reply: Array("HTTP/1.0 200\r\n".utf8))),
        (PortSet(25...25), .open(banner: Array("220 ".utf8), reply: Array("250 ".utf8))), (PortSet(7...7), .drop),
        (PortSet(9...9), .reject(.admin)),
      ], filter: filter)
    return SimulatedEngine(SimulatedNetwork(name: "test", seed: 5, hosts: [host]))
  }

  private func talk(
    _ port: UInt16, send: String = "", max: Int = 4096, on engine: SimulatedEngine, to target: Address? = nil,
    scope: Scope = .simulated
  ) -> ConversationResult? {
    let box = Box()
    let conversation = Conversation(
      target: target ?? address, port: port, send: Array(send.utf8), wait: .seconds(2), max: max, timeout: .seconds(5))
    _ = engine.converse(conversation, gate: SendGate(scope: scope)) { box.take($0) }
    while engine.advance(until: nil) {}
    return box.result
  }

  private final class Box: Sendable {
    private let value = Mutex<ConversationResult?>(nil)
    func take(_ result: ConversationResult) { value.withLock { $0 = result } }
    var result: ConversationResult? { value.withLock { $0 } }
  }

  private func data(_ text: String) -> ConversationResult { .data(Array(text.utf8), rtt: 40_000) }

  @Test func bannersAndReplies() {
    let engine = engine()
    #expect(talk(22, on: engine) == data("SSH-2.0\r\n"))
    // Handshake, a round trip for the banner, and the quiet after it.
    #expect(engine.clock.elapsed == 40_000 + 40_000 + 150_000)
    #expect(talk(80, send: "GET /", on: engine) == data("HTTP/1.0 200\r\n"))
    #expect(talk(25, send: "HELO", on: engine) == data("220 250 "))
    #expect(talk(25, on: engine) == data("220 "))
    #expect(talk(25, send: "HELO", max: 3, on: engine) == data("220"))
  }

  @Test func failures() {
    let engine = engine()
    #expect(talk(80, on: engine) == .failed(.silent(after: .seconds(2))))
    #expect(talk(81, on: engine) == .failed(.refused))
    #expect(talk(7, on: engine) == .failed(.connectTimeout))
    #expect(talk(9, on: engine) == .failed(.unreachable(.adminProhibited)))
    #expect(talk(22, on: engine, to: Address(v4: 1)) == .failed(.connectTimeout))
    let nothing = Scope(allow: TargetSet(), name: "none")
    #expect(talk(22, on: engine, scope: nothing) == .failed(.refusedByScope(address)))
    #expect(talk(22, on: self.engine(filter: .stateful)) == data("SSH-2.0\r\n"))
    #expect(talk(22, on: self.engine(filter: .stateless(PortSet(22...22)))) == .failed(.connectTimeout))
  }

  /// A lost SYN is sent again after a second, as the system does.
  @Test func lostPacketsAreSentAgain() {
    let engine = engine(loss: 0.2)
    let heard = (0..<200).count { _ in talk(22, on: engine) == data("SSH-2.0\r\n") }
    // Three tries fail together in 0.36³ of all cases.
    #expect((175...199).contains(heard))
  }

  @Test func calledOff() {
    let engine = engine()
    let box = Box()
    let talk = engine.converse(
      Conversation(target: address, port: 22, wait: .seconds(1), timeout: .seconds(1)),
      gate: SendGate(scope: .simulated)
    ) { box.take($0) }
    talk.cancel()
    #expect(box.result == .failed(.cancelled))
    #expect(!engine.advance(until: nil))
  }
}
