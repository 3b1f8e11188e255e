// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes
import Testing

@testable import Engines

/// Connect scans against real listeners on loopback.
struct ConnectEngineTests {
  private let home = Address(v4: 0x7f00_0001)

  private func scan(
    _ work: ScanWork, gate: SendGate = SendGate(scope: .local)
  ) async throws -> (ScanRecorder, EngineEnd) {
    let engine = try ConnectEngine()
    let recorder = ScanRecorder()
    _ = engine.start(work, gate: gate, sink: recorder)
    let end = await recorder.end()
    engine.shutdown()
    #expect(recorder.isOrderly)
    return (recorder, end)
  }

  @Test(arguments: ["127.0.0.21", "::1", "::ffff:127.0.0.22"])
  func findsExactlyTheOpenPorts(_ text: String) async throws {
    let address = try #require(Address(text))
    let servers = try (0..<5).map { _ in try LoopbackServer(.mute, at: address.canonical.description) }
    let open = servers.map(\.port).sorted()
    let around = Set(open.flatMap { ($0 - 20)...($0 + 20) })
    let (recorder, end) = try await scan(.connect([address], ports: around.sorted()))
    #expect(end.cause == .completed && end.undecided == 0)
    #expect(Set(recorder.ports(.open)).isSuperset(of: open))
    #expect(recorder.observations.count == around.count)
    #expect(Set(recorder.observations.map(\.port)) == around)
    #expect(recorder.observation(of: open[0])?.reason == .synAck)
    #expect(recorder.observations.filter { $0.state == .closed }.allSatisfy { $0.reason == .connRefused })
    #expect(recorder.observations.allSatisfy { $0.rtt >= 0 && $0.tries == 1 && $0.trusted && $0.target == address })
  }

  @Test func aWholeHostIsObservedOnceAndSelfConnectionsAreNotOpen() async throws {
    let server = try LoopbackServer(.mute, at: "127.0.0.9")
    let target = server.address
    let (recorder, end) = try await scan(.connect([target], ports: 1...65535))
    #expect(end.cause == .completed && end.undecided == 0 && end.sendFailures == 0)
    #expect(recorder.observations.count == 65535)
    #expect(Set(recorder.observations.map(\.index)).count == 65535)
    #expect(recorder.ports(.open).contains(server.port))
    #expect(end.counters.open == UInt64(recorder.ports(.open).count))
    #expect(end.counters.received == 65535)
  }

  @Test func aForcedSelfConnectionIsNeverOpen() async throws {
    let free = try LoopbackServer(.mute).port
    var work = ScanWork.connect([home], ports: [free])
    work.sourcePort = free
    let (recorder, end) = try await scan(work)
    #expect(recorder.ports(.open).isEmpty)
    #expect(end.cause == .completed && end.sendFailures == 1 && end.undecided == 1)
  }

  @Test func sourcePortAndTtlAreAccepted() async throws {
    let server = try LoopbackServer(.mute)
    let source = try LoopbackServer(.mute).port
    var work = ScanWork.connect([home], ports: [server.port, server.port &+ 1])
    work.sourcePort = source
    work.ttl = 3
    let (recorder, end) = try await scan(work)
    #expect(end.undecided == 0)
    #expect(recorder.ports(.open).contains(server.port))
  }

  @Test func silenceIsBelievedAfterAllSweeps() async throws {
    let server = try LoopbackServer(.drops)
    let work = ScanWork.connect([home], ports: [server.port], timeout: .milliseconds(60))
    let (recorder, end) = try await scan(work)
    #expect(end.cause == .completed && end.counters.sent == 3 && end.counters.retransmitted == 2)
    let observation = try #require(recorder.observation(of: server.port))
    #expect(observation.state == .filtered && observation.reason == .noResponse)
    #expect(observation.tries == 3 && observation.rtt == -1 && observation.trusted)
  }

  @Test func theTechniquesTableDecides() async throws {
    let server = try LoopbackServer(.mute)
    let odd = Technique(
      name: "odd", send: .connect,
      arms: [
        Technique.Arm(answer: .accepted, state: .unfiltered),
        Technique.Arm(answer: .silence, state: [.open, .filtered]),
      ])
    let work = ScanWork.connect([home], ports: [server.port, 1], technique: odd, timeout: .milliseconds(50))
    let (recorder, end) = try await scan(work)
    #expect(recorder.observation(of: server.port)?.state == .unfiltered)
    let untaken = try #require(recorder.observation(of: 1))
    #expect(untaken.state == [.open, .filtered] && untaken.reason == .noResponse && untaken.tries == 3)
    #expect(end.counters.received == 4)
  }

  @Test func passesAreConfirmed() async throws {
    let server = try LoopbackServer(.mute)
    let (recorder, end) = try await scan(.connect([home], ports: [server.port, 1, 2], confirm: 3))
    #expect(recorder.observations.count == 3 && recorder.observations.allSatisfy { $0.tries == 3 && $0.trusted })
    #expect(end.counters.sent == 9)
  }

  @Test func rawTechniquesAreNotServed() async throws {
    let syn = Technique(name: "syn", send: .flags(.syn), arms: [Technique.Arm(answer: .silence, state: .filtered)])
    let (recorder, end) = try await scan(.connect([home], ports: [1], technique: syn))
    #expect(end.cause == .failed(.unsupportedTechnique(name: "syn")))
    #expect(recorder.observations.isEmpty && end.undecided == 1)
  }

  @Test func anUnknownInterfaceEndsTheScan() async throws {
    var work = ScanWork.connect([home], ports: 1...10)
    work.interface = "no-such-link0"
    let (recorder, end) = try await scan(work)
    #expect(end.cause == .failed(.system(call: "setsockopt SO_BINDTODEVICE", code: ENODEV)))
    #expect(recorder.observations.isEmpty && end.undecided == 10)
  }

  @Test func scopeIsAskedForEveryProbe() async throws {
    let scope = Scope(allow: TargetSet(home), name: "one")
    let outside = Address(v4: 0x7f00_0002)
    let gate = SendGate(scope: scope)
    let (recorder, end) = try await scan(.connect([home, outside], ports: [1, 2, 3]), gate: gate)
    #expect(end.refused == 3 && end.firstRefused == outside && end.undecided == 3)
    #expect(recorder.observations.count == 3 && recorder.observations.allSatisfy { $0.target == home })
    #expect(gate.sent == 3)
  }

  @Test func packetLimitEndsTheScan() async throws {
    let gate = SendGate(scope: .local, packetLimit: 10)
    let (recorder, end) = try await scan(.connect([home], ports: 1...100), gate: gate)
    #expect(end.cause == .packetLimit && end.undecided == 90)
    #expect(recorder.observations.count == 10 && gate.sent == 10)
  }

  @Test func hostRatesDoNotHoldOthersUp() async throws {
    let gate = SendGate(scope: .local, perHost: .perSecond(100))
    let hosts = (1...4).map { Address(v4: 0x7f00_0100 + $0) }
    let (recorder, end) = try await scan(.connect(hosts, ports: 1...5), gate: gate)
    #expect(end.cause == .completed && recorder.observations.count == 20)
  }

  @Test func manyHostsAndScansAtOnce() async throws {
    let engine = try ConnectEngine()
    let gate = SendGate(scope: .local)
    var recorders: [ScanRecorder] = []
    for block in 0..<10 as Range<UInt32> {
      let hosts = (0..<20).map { Address(v4: 0x7f01_0000 + block * 256 + $0) }
      recorders.append(ScanRecorder())
      _ = engine.start(.connect(hosts, ports: 1...50), gate: gate, sink: recorders[Int(block)])
    }
    for recorder in recorders {
      let end = await recorder.end()
      #expect(end.cause == .completed && end.undecided == 0)
      #expect(Set(recorder.observations.map(\.index)).count == 1000 && recorder.observations.count == 1000)
    }
    #expect(gate.sent >= 10_000)
    engine.shutdown()
  }

  @Test func emptyScansEnd() async throws {
    let (recorder, end) = try await scan(.connect([home], ports: []))
    #expect(end.cause == .completed && recorder.observations.isEmpty)
  }
}
