// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// Scans and conversations on simulated networks, on a clock that costs no time.
struct SimulatedEngineTests {
  private let address = Address(v4: 0x0a00_0001)
  private let gate = SendGate(scope: .simulated)

  private func engine(
    delay: ClosedRange<UInt64> = 0...0, loss: Double = 0, rest: SimulatedHost.PortBehaviour = .closed,
    rules: [(PortSet, SimulatedHost.PortBehaviour)] = [], resetLimit: Rate? = nil, icmpLimit: Rate? = nil,
    hosts: TargetSet? = nil, seed: UInt64 = 1, carries: Rate? = nil
  ) -> SimulatedEngine {
    let host = SimulatedHost(
      targets: hosts ?? TargetSet(address), delay: delay, loss: loss,
      rules: rules.map { (ports: $0.0, behaviour: $0.1) }, rest: rest, resetLimit: resetLimit, icmpLimit: icmpLimit)
    return SimulatedEngine(SimulatedNetwork(name: "test", seed: seed, hosts: [host], carries: carries))
  }

  private func work(
    ports: ClosedRange<UInt16> = 1...1000, technique: Technique = .simulated("syn", .syn), retries: Int = 2,
    targets: TargetSet? = nil, timeout: ScanDuration = .seconds(1), confirm: Int = 1
  ) -> ScanWork {
    let space = JobSpace(
      targets: targets ?? TargetSet(address), probes: ports.map { PortProbe(port: $0, technique: 0) },
      order: .random(seed: 3))
    return ScanWork(space: space, techniques: [technique], retries: retries, timeout: timeout, confirm: confirm)
  }

  /// Runs a scan to its end.
  @discardableResult
  private func run(_ work: ScanWork, on engine: SimulatedEngine, gate: SendGate? = nil) -> ScanRecorder {
    let recorder = ScanRecorder()
    _ = engine.start(work, gate: gate ?? self.gate, sink: recorder)
    while recorder.timesEnded == 0 {
      guard engine.advance(until: nil) else {
        Issue.record("the simulation stands still")
        break
      }
    }
    return recorder
  }

  private func milliseconds(_ engine: SimulatedEngine) -> Int64 { engine.clock.elapsed / 1000 }

  @Test func everyJobOnce() {
    let engine = engine(delay: 10_000_000...10_000_000, rules: [(PortSet(80...82), .open(banner: [], reply: nil))])
    let recorder = run(work(), on: engine)
    #expect(recorder.isOrderly)
    #expect(Set(recorder.observations.map(\.port)).count == 1000)
    #expect(recorder.observations.count == 1000)
    #expect(recorder.ports(.open) == [80, 81, 82])
    let first = recorder.observation(of: 80)
    #expect(first?.rtt == 10_000)
    #expect(first?.ttl == 64)
    #expect(first?.flags == [.syn, .ack])
    #expect(first?.window == 64_240)
    #expect(first?.tries == 1)
    // A thousand probes at 100,000 a second, and one round trip.
    #expect((19...21).contains(milliseconds(engine)))
  }

  @Test func silenceCostsRoundsAndNotPorts() {
    let engine = engine(rest: .drop)
    let recorder = run(work(), on: engine)
    #expect(recorder.ports(.filtered).count == 1000)
    #expect(recorder.observations.allSatisfy { $0.tries == 3 && $0.reason == .noResponse && $0.rtt == -1 })
    #expect((3000...3100).contains(milliseconds(engine)))
  }

  @Test func anAddressThatNobodyHas() {
    let engine = engine()
    let recorder = run(work(ports: 1...10, targets: TargetSet(Address(v4: 0x0a00_0002))), on: engine)
    #expect(recorder.ports(.filtered).count == 10)
  }

  @Test(arguments: [(Technique.testConnect, Reason.synAck, Reason.connRefused)])
  func connections(technique: Technique, open: Reason, closed: Reason) {
    let engine = engine(rules: [(PortSet(80...80), .open(banner: [], reply: nil)), (PortSet(90...90), .reject(.admin))])
    let recorder = run(work(ports: 80...90, technique: technique), on: engine)
    #expect(recorder.observation(of: 80)?.reason == open)
    #expect(recorder.observation(of: 81)?.reason == closed)
    #expect(recorder.observation(of: 90)?.reason == .adminProhibited)
    #expect(recorder.observations.allSatisfy { $0.ttl == 0 && $0.flags == [] })
  }

  @Test func udp() {
    let technique = Technique(
      name: "udp", send: .payload,
      arms: [
        Technique.Arm(answer: .reply, state: .open), Technique.Arm(answer: .unreachable([.port]), state: .closed),
        Technique.Arm(answer: .unreachable([]), state: .filtered),
        Technique.Arm(answer: .silence, state: [.open, .filtered]),
      ])
    let engine = engine(rules: [
      (PortSet(53...53), .open(banner: [], reply: [1, 2])), (PortSet(54...54), .open(banner: [], reply: nil)),
      (PortSet(55...55), .reject(.admin)),
    ])
    let recorder = run(work(ports: 53...56, technique: technique), on: engine)
    let states = (53...56 as ClosedRange<UInt16>).map { recorder.observation(of: $0)?.state }
    #expect(states == [.open, [.open, .filtered], .filtered, .closed])
    #expect(recorder.observation(of: 53)?.reason == .udpResponse)
    #expect(recorder.observation(of: 56)?.reason == .portUnreach)
  }

  /// With a tenth of the packets lost each way, 19% of tries fail: three tries leave 0.69%, that is 69 of 10,000.
  @Test func lossesFollowTheirShare() {
    let engine = engine(loss: 0.1)
    let recorder = run(work(ports: 1...10_000), on: engine)
    let firsts = recorder.observations.filter { $0.tries == 1 }.count
    #expect((7_940...8_260).contains(firsts), "8,100 are expected, sigma is 39")
    #expect((35...105).contains(recorder.ports(.filtered).count), "69 are expected, sigma is 8")
  }

  @Test func delaysAreDrawnEvenly() {
    let engine = engine(delay: 5_000_000...20_000_000)
    let times = run(work(ports: 1...10_000), on: engine).observations.map { Int($0.rtt) }
    #expect(times.allSatisfy { (5_000...20_000).contains($0) })
    let mean = times.reduce(0, +) / times.count
    #expect((12_300...12_700).contains(mean))
    for quarter in 0..<4 {
      let low = 5_000 + quarter * 3_750
      #expect((2_300...2_700).contains(times.count { (low..<low + 3_750).contains($0) }))
    }
  }

  @Test func resetsAreLimited() {
    let engine = engine(resetLimit: .perSecond(100))
    let recorder = run(work(retries: 0), on: engine)
    // A thousand probes leave in 10 ms: one reset at once, one 10 ms later at the most.
    #expect((1...2).contains(recorder.ports(.closed).count))
    let slow = self.engine(resetLimit: .perSecond(100))
    let paced = run(work(retries: 0), on: slow, gate: gate.narrowed(rate: .perSecond(100), perHost: nil))
    #expect(paced.ports(.closed).count >= 999)
  }

  @Test func errorsAreLimited() {
    let engine = engine(rest: .reject(.admin), icmpLimit: .perSecond(50))
    let recorder = run(work(retries: 0), on: engine, gate: gate.narrowed(rate: .perSecond(500), perHost: nil))
    let answered = recorder.observations.filter { $0.reason == .adminProhibited }.count
    #expect((95...105).contains(answered), "two seconds at 50 a second")
  }

  @Test func heavyLossCostsAFewTimesTheLosslessTime() {
    let lossless = engine(delay: 1_000_000...1_000_000)
    run(work(ports: 1...65_535, retries: 4), on: lossless)
    let lossy = engine(delay: 1_000_000...1_000_000, loss: 0.1)
    let recorder = run(work(ports: 1...65_535, retries: 4), on: lossy)
    // 0.19^5 of the ports are silent five times: 16, sigma is 4.
    #expect(recorder.ports(.filtered).count < 40)
    #expect(milliseconds(lossy) < 5 * milliseconds(lossless))
  }

  @Test func aLimitedHostIsStillToldRight() {
    let engine = engine(delay: 1_000_000...1_000_000, resetLimit: .perSecond(200))
    let recorder = run(work(ports: 1...2_000, retries: 6), on: engine)
    #expect(recorder.ports(.closed).count == 2_000)
    #expect(milliseconds(engine) < 40_000)
  }

  @Test func limitedErrorsAreStillToldRight() {
    let engine = engine(delay: 1_000_000...1_000_000, rest: .reject(.admin), icmpLimit: .perSecond(1_000))
    let recorder = run(work(ports: 1...5_000, retries: 6), on: engine)
    #expect(recorder.observations.filter { $0.reason == .adminProhibited }.count == 5_000)
    #expect(milliseconds(engine) < 40_000)
  }

  @Test func aPathThatCarriesSoManyIsFollowed() async {
    let engine = engine(delay: 1_000_000...1_000_000, carries: .perSecond(20_000))
    let recorder = run(work(ports: 1...65_535), on: engine)
    #expect(recorder.ports(.closed).count == 65_535)
    #expect(milliseconds(engine) < 6_000)
    #expect(await recorder.end().slowed?.cause == .path)
  }

  @Test func ratesAreKept() {
    let engine = engine()
    run(work(), on: engine, gate: gate.narrowed(rate: .perSecond(100), perHost: nil))
    #expect((9_900...10_100).contains(milliseconds(engine)))
    let hosts = TargetSet(AddressRange(first: address, last: Address(v4: 0x0a00_000a))!)
    let two = self.engine(hosts: hosts)
    run(work(ports: 1...100, targets: hosts), on: two, gate: gate.narrowed(rate: nil, perHost: .perSecond(100)))
    #expect((950...1_100).contains(milliseconds(two)))
  }

  @Test func packetLimitAndScope() async {
    let engine = engine(rest: .drop)
    let limited = run(work(), on: engine, gate: SendGate(scope: .simulated, packetLimit: 10))
    #expect(await limited.end().cause == .packetLimit)
    #expect(await limited.end().counters.sent == 10)
    let outside = run(work(), on: engine, gate: SendGate(scope: Scope(allow: TargetSet(), name: "none")))
    #expect(await outside.end().refused == 1000)
    #expect(await outside.end().counters.sent == 0)
  }

  @Test func passesThatDiffer() {
    let engine = engine(loss: 0.3)
    let recorder = run(work(retries: 0, confirm: 2), on: engine)
    #expect(recorder.observations.count == 1000)
    #expect(recorder.observations.contains { $0.state == [.closed, .filtered] && !$0.trusted })
  }

  @Test func theSameSeedGivesTheSameRun() {
    func observations(_ seed: UInt64) -> [Observation] {
      run(work(), on: engine(delay: 1...30_000_000, loss: 0.2, seed: seed)).observations
    }
    #expect(observations(1) == observations(1))
    #expect(observations(1) != observations(2))
  }

  @Test func deadline() async {
    var order = work(ports: 1...10)
    order.deadline = .milliseconds(1500)
    let engine = engine(rest: .drop)
    let recorder = run(order, on: engine)
    #expect(await recorder.end().cause == .deadline)
    #expect(milliseconds(engine) == 1500)
  }

  @Test func twoScansShareTheLine() {
    let engine = engine()
    let recorders = [ScanRecorder(), ScanRecorder()]
    for recorder in recorders { _ = engine.start(work(), gate: gate, sink: recorder) }
    while engine.advance(until: nil) {}
    #expect(recorders.allSatisfy { $0.isOrderly && $0.observations.count == 1000 })
    #expect((20...21).contains(milliseconds(engine)))
  }

  @Test func pausedScansWait() {
    let engine = engine()
    let recorder = ScanRecorder()
    let ticket = engine.start(work(), gate: gate, sink: recorder)
    ticket.pause()
    #expect(engine.advance(until: VirtualClock.start.advanced(by: .seconds(5))))
    #expect(recorder.observations.isEmpty)
    #expect(milliseconds(engine) == 5000)
    ticket.resume()
    while engine.advance(until: nil) {}
    #expect(recorder.observations.count == 1000)
  }

  @Test func skippedHostsAreLeftOut() async {
    let hosts = TargetSet(AddressRange(first: address, last: Address(v4: 0x0a00_0002))!)
    let engine = engine(rest: .drop, hosts: hosts)
    let recorder = ScanRecorder()
    let ticket = engine.start(work(ports: 1...5, targets: hosts), gate: gate, sink: recorder)
    ticket.skip(address)
    while engine.advance(until: nil) {}
    #expect(recorder.observations.count == 5)
    #expect(recorder.observations.allSatisfy { $0.target != address })
    #expect(await recorder.end().undecided == 5)
  }
}
