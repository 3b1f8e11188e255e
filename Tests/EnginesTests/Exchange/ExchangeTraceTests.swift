// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// What is kept of an exchange.
struct ExchangeTraceTests {
  private let packet = TracedPacket(body: .unreadable)

  @Test func inTheOrderOfTime() {
    let trace = ExchangeTrace()
    trace.add(.answer(packet), at: 20)
    trace.add(.sent(packet, tries: 1), at: 10)
    trace.add(.kernel(packet), at: 20)
    #expect(trace.account.entries.map(\.time) == [10, 20, 20])
    #expect(trace.account.entries.last?.event == .kernel(packet))
  }

  @Test func whoRepeatsHimselfIsCutOff() {
    let trace = ExchangeTrace()
    for time in 0..<150 { trace.add(.further(packet), at: UInt64(time)) }
    #expect(trace.account.entries.count == ExchangeTrace.limit)
    #expect(trace.account.omitted == 50)
  }

  /// A simulated probe tells what left, what came, and how that was read.
  @Test func simulated() {
    simulate(80, .open, [.syn, .ack])
    simulate(81, .closed, [.rst, .ack])
  }

  private func simulate(_ port: UInt16, _ state: PortState, _ flags: TCPFlags) {
    let address = Address(v4: 0x0a00_0001)
    let host = SimulatedHost(
      targets: TargetSet(address), delay: 1_000_000...1_000_000,
      rules: [(ports: PortSet(80...80), behaviour: .open(banner: [], reply: nil))])
    let engine = SimulatedEngine(SimulatedNetwork(name: "lab", seed: 1, hosts: [host]))
    let technique = Technique(
      name: "syn", send: .flags(.syn),
      arms: [
        Technique.Arm(answer: .flags([.syn, .ack]), state: .open), Technique.Arm(answer: .flags(.rst), state: .closed),
        Technique.Arm(answer: .silence, state: .filtered),
      ])
    let space = JobSpace(
      targets: TargetSet(address), probes: [PortProbe(port: port, technique: 0)], order: .sequential)
    var work = ScanWork(space: space, techniques: [technique])
    let trace = ExchangeTrace()
    work.trace = trace
    trace.begin(work)
    let recorder = ScanRecorder()
    _ = engine.start(work, gate: SendGate(scope: .simulated), sink: recorder)
    while recorder.timesEnded == 0, engine.advance(until: nil) {}
    let account = trace.account
    #expect(account.technique == technique && account.port == port)
    #expect(account.reading?.state == state)
    guard account.entries.count == 2, case .sent(let probe, tries: 1) = account.entries[0].event,
      case .answer(let answer) = account.entries[1].event, case .segment(let reply) = answer.body
    else {
      Issue.record("another exchange: \(account.entries)")
      return
    }
    #expect(probe.target == address && answer.source == address && reply.flags == flags)
    #expect(account.entries[1].time - account.entries[0].time == 1_000_000)
  }
}
