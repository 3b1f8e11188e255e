// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// Every (target, probe) pair exactly once.
struct JobSpaceTests {
  private let targets = TargetSet(Address(v4: 0x0a00_0001)).union(TargetSet(Address(v4: 0x0a00_0007)))
    .union(TargetSet(Address(high: 0, low: 1)))
  private let probes = (1...41).map { PortProbe(port: $0, technique: UInt8($0 % 3)) }

  @Test(arguments: [ProbeOrder.sequential, .random(seed: 1), .random(seed: 99)])
  func everyPairOnce(_ order: ProbeOrder) {
    let space = JobSpace(targets: targets, probes: probes, order: order)
    let jobs = (0..<space.count).map(space.job(at:))
    #expect(space.count == 123)
    #expect(Set(jobs.map(\.index)) == Set(0..<123))
    #expect(Set(jobs.map { "\($0.target) \($0.port)" }).count == 123)
    #expect(jobs.allSatisfy { $0.technique == UInt8($0.port % 3) })
  }

  @Test(arguments: 1...7 as ClosedRange<UInt64>) func shardsPartition(_ parts: UInt64) {
    var seen: [UInt64] = []
    for part in 1...parts {
      let space = JobSpace(targets: targets, probes: probes, order: .random(seed: 5), shard: (part, parts))
      seen += (0..<space.count).map { space.job(at: $0).index }
    }
    #expect(seen.sorted() == Array(0..<123))
  }

  @Test func sequentialGoesTargetByTarget() {
    let space = JobSpace(targets: targets, probes: probes, order: .sequential)
    #expect(space.job(at: 0).target == Address(v4: 0x0a00_0001) && space.job(at: 0).port == 1)
    #expect(space.job(at: 41).target == Address(v4: 0x0a00_0007))
    #expect(space.job(at: 122).target == Address(high: 0, low: 1) && space.job(at: 122).port == 41)
  }

  @Test func emptyAndHugeSpaces() throws {
    #expect(JobSpace(targets: TargetSet(), probes: probes, order: .sequential).count == 0)
    #expect(JobSpace(targets: targets, probes: [], order: .random(seed: 1)).count == 0)
    let all = TargetSet(try #require(Network("::/0")))
    #expect(JobSpace(targets: all, probes: probes, order: .random(seed: 1)).overflows)
    let many = TargetSet(try #require(Network("fd00::/72")))
    let space = JobSpace(targets: many, probes: [probes[0]], order: .random(seed: 1))
    #expect(!space.overflows && space.count == 1 << 56)
    #expect(many.contains(space.job(at: space.count - 1).target))
  }
}
