// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import Testing

@testable import ScanRuntime

/// What many answers of one host have in common, and what is no more than many open ports.
@Suite("proxies that answer for a host")
struct AnsweringProxyTests {
  private func offers(
    _ count: Int, window: UInt16 = 64_240, flags: TCPFlags = [.syn, .ack],
    _ change: (Int, inout Observation) -> Void = { _, _ in }
  ) -> [Evidence] {
    (0..<count).map { number in
      var observation = Observation(
        job: ProbeJob(index: 0, target: Address(v4: 1), port: 1, technique: 0), state: .open, reason: .synAck, ttl: 64,
        tries: 1, rtt: 1, flags: flags, window: window)
      change(number, &observation)
      return Evidence(observation)
    }
  }

  private func judge(_ offers: [Evidence], refused: UInt64 = 0, silent: UInt64 = 0) -> AnsweringProxy? {
    AnsweringProxy(offers: offers, refused: refused, silent: silent)
  }

  @Test("nobody who listens offers no window")
  func windowless() {
    #expect(judge(offers(2, window: 0)) == .synProxy)
    #expect(judge(offers(2, window: 0), refused: 60_000, silent: 9) == .synProxy)
    #expect(judge(offers(900, window: 0)) == .synProxy)
    #expect(judge(offers(1, window: 0)) == nil)
    #expect(judge(offers(9, window: 0) + offers(1)) == nil)
    // Connections show no window at all.
    #expect(judge(offers(9, window: 0, flags: [])) == nil)
  }

  @Test("everything is open and has room for nothing")
  func tarpit() {
    #expect(judge(offers(64, window: 10)) == .tarpit)
    #expect(judge(offers(64, window: 10) { $1.window = UInt16(5 + $0 % 3) }) == .tarpit)
    #expect(judge(offers(64, window: 10), refused: 1) == nil)
    #expect(judge(offers(63, window: 10)) == nil)
  }

  @Test("everything is open and alike")
  func everything() {
    #expect(judge(offers(64)) == .everythingOpen)
    #expect(judge(offers(64, flags: [])) == .everythingOpen)
    #expect(judge(offers(1000), silent: 10) == .everythingOpen)
    #expect(judge(offers(1000), silent: 11) == nil)
    #expect(judge(offers(65_535), refused: 1) == nil)
    #expect(judge(offers(63)) == nil)
  }

  @Test("many services of different make are services")
  func distinct() throws {
    let options = try #require(TCPOptions(names: ["mss"], mss: 536))
    for change in [{ $0.window = 5 }, { $0.ttl = 63 }, { $0.options = options }, { $0.flags = [.syn, .ack, .ece] }]
      as [(inout Observation) -> Void]
    {
      #expect(judge(offers(1000) { if $0 == 500 { change(&$1) } }) == nil)
    }
  }

  @Test("of saved results as of fresh ones")
  func results() {
    let results = ResultsSamples.results("192.0.2.1-2", ports: "1-200/tcp, 53/udp")
    ResultsSamples.add(
      (1...200).map { "192.0.2.1 \($0)/tcp open\n192.0.2.2 \($0)/tcp open" }.joined(separator: "\n"), to: results)
    ResultsSamples.add("192.0.2.1 53/udp open|filtered", to: results)
    let hosts = ["192.0.2.1", "192.0.2.2"].compactMap { Address($0) }
    #expect(hosts.map { results.proxy(of: $0) } == [.everythingOpen, .everythingOpen])
    // A port that is only counted, by what its reason was forgotten.
    results.settle(hosts[1], isUp: true, .synAck, rtt: 1, counted: [PortState.closed.rawValue: 1], untrusted: 0)
    #expect(hosts.map { results.proxy(of: $0) } == [.everythingOpen, nil])
  }
}
