// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// Datagrams from ports that nobody asked.
struct StrayAnswersTests {
  private let technique = Technique(name: "udp", send: .payload, arms: [])

  private func strays(_ ports: [UInt16]) -> StrayAnswers {
    StrayAnswers(
      ScanWork(
        space: JobSpace(
          targets: TargetSet(Address(v4: 1)), probes: ports.map { PortProbe(port: $0, technique: 0) },
          order: .sequential), techniques: [technique]))
  }

  private func job(_ port: UInt16) -> ProbeJob {
    ProbeJob(index: 0, target: Address(v4: 1), port: port, technique: 0)
  }

  @Test func onlyOneCanBeMeant() {
    #expect(StrayAnswers.choice([job(5000)])?.port == 5000)
    #expect(StrayAnswers.choice([job(53), job(69), job(123)])?.port == 69)
    #expect(StrayAnswers.choice([job(53), job(123)]) == nil && StrayAnswers.choice([]) == nil)
  }

  @Test func whatIsAskedAnswersForItself() {
    #expect(strays([53, 69]).mayAnswer(from: 40_000))
    #expect(!strays([53, 69]).mayAnswer(from: 53))
    #expect(!strays([]).mayAnswer(from: 40_000))
    #expect(strays([53, 69]).targets.map(\.port) == [53, 69])
  }

  @Test func ofManyPortsThoseOfKnownServices() {
    let targets = strays(Array(1...2000)).targets.map(\.port)
    #expect(targets.count <= 32 && targets.contains(69) && targets.contains(53) && !targets.contains(1))
  }

  @Test func theFirstCounts() {
    var book = strays([69])
    let question = LateAnswers.Question(target: Address(v4: 1), port: 69, technique: 0)
    #expect(book.isEmpty && book.port(instead: question) == nil)
    book.keep(40_000, instead: question)
    book.keep(40_001, instead: question)
    #expect(!book.isEmpty && book.port(instead: question) == 40_000)
  }
}
