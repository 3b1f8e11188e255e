// SPDX-License-Identifier: GPL-3.0-or-later

import NetworkTypes
import Testing

@testable import ScanRuntime

@Suite struct TopPortsTests {
  @Test func ranksExactlyAThousandDistinctPorts() {
    #expect(TopPorts.ranking.count == 1_000)
    #expect(Set(TopPorts.ranking).count == 1_000)
    #expect(!TopPorts.ranking.contains(0))
  }

  @Test func startsWithWhatEverybodyExposes() {
    let top = TopPorts.tcp(10)
    #expect(top.count == 10)
    for number: UInt16 in [22, 80, 443] { #expect(top.contains(Port(number, .tcp))) }
  }

  @Test(arguments: [1, 10, 100, 999, 1_000, 1_001, 5_000, 65_534, 65_535])
  func countIsExact(count: Int) {
    let ports = TopPorts.tcp(count)
    #expect(ports.count == count)
    #expect(ports.hasTCP && !ports.hasUDP && !ports.hasBare)
  }

  @Test func smallerCountIsContainedInLarger() {
    let counts = [1, 2, 10, 50, 100, 500, 999, 1_000, 1_001, 1_002, 20_000, 65_534, 65_535]
    for (smaller, larger) in zip(counts, counts.dropFirst()) {
      #expect(TopPorts.tcp(smaller).isSubset(of: TopPorts.tcp(larger)))
    }
  }

  @Test func firstPortsAreTheRankingsPrefix() {
    for count in [1, 7, 300, 1_000] {
      #expect(TopPorts.tcp(count) == PortSet(TopPorts.ranking.prefix(count).map { Port($0, .tcp) }))
    }
  }

  @Test func goesOnInNumericOrder() throws {
    let ranked = Set(TopPorts.ranking)
    let next = try #require((1...UInt16.max).first { !ranked.contains($0) })
    #expect(TopPorts.tcp(1_001) - TopPorts.tcp(1_000) == PortSet(Port(next, .tcp)))
  }

  @Test func noneAndAll() {
    #expect(TopPorts.tcp(0).isEmpty)
    #expect(TopPorts.tcp(-5).isEmpty)
    #expect(TopPorts.tcp(Int.min).isEmpty)
    #expect(TopPorts.tcp(70_000) == PortSet(1...65_535, .tcp))
    #expect(TopPorts.tcp(Int.max) == PortSet(1...65_535, .tcp))
  }

  /// Every part reaches the ranking, and the alternates are in it whole: adding to a group must not push them out.
  @Test func everyPartHasRoom() {
    let ranked = Set(TopPorts.ranking)
    #expect(ranked.isSuperset(of: TopPorts.alternates))
    #expect(ranked.isSuperset(of: TopPorts.systemPorts.prefix(22)))
    #expect(TopPorts.systemPorts.allSatisfy { $0 < 1_024 })
  }
}
