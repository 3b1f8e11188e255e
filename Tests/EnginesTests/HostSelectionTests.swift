// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// Places of hosts in a selection, and job spaces over some hosts.
struct HostSelectionTests {
  private static func selection(_ places: some Sequence<UInt64>) -> HostSelection {
    var selection = HostSelection()
    for place in places { selection.append(place) }
    return selection
  }

  @Test(
    arguments: [
      [0], [63], [64], [65_535], [65_536], [0, 1, 2, 63, 64, 65_535, 65_536, 131_071, 1 << 24, 1 << 40],
      Array(stride(from: 3, to: 400_000, by: 7)), Array(0..<70_000),
    ] as [[UInt64]])
  func everyPlaceIsFound(_ places: [UInt64]) {
    let selection = Self.selection(places)
    #expect(selection.count == UInt64(places.count))
    #expect((0..<selection.count).map(selection.place(of:)) == places)
  }

  @Test func aPlaceCountsOnce() {
    #expect(Self.selection([5, 5, 5, 9]).count == 2)
  }

  @Test func jobsOfSomeHosts() throws {
    let targets = TargetSet(try #require(Network("10.0.0.0/28")))
    let probes = (1...3).map { PortProbe(port: $0, technique: 0) }
    let space = JobSpace(
      targets: targets, probes: probes, order: .random(seed: 3), hosts: .these(Self.selection([2, 7, 11])))
    let jobs = (0..<space.count).map(space.job(at:))
    #expect(space.count == 9)
    #expect(Set(jobs.map(\.target)) == [targets.address(at: 2), targets.address(at: 7), targets.address(at: 11)])
    // Numbers are those of the whole space, so that a host's place can be told from them.
    #expect(jobs.allSatisfy { targets.address(at: $0.index / 3) == $0.target })
    #expect(Set(jobs.map(\.index)).count == 9)
  }

  @Test func shardsOfHostsPartition() throws {
    let targets = TargetSet(try #require(Network("10.0.0.0/28")))
    let probes = [PortProbe(port: 1, technique: 0), PortProbe(port: 2, technique: 0)]
    var seen: [UInt64] = []
    for first in 0..<5 as Range<UInt64> {
      let space = JobSpace(
        targets: targets, probes: probes, order: .sequential, hosts: .every(step: 5, first: first))
      let jobs = (0..<space.count).map(space.job(at:))
      #expect(Set(jobs.map { $0.index / 2 % 5 }) == [first])
      seen += jobs.map(\.index)
    }
    #expect(seen.sorted() == Array(0..<32))
  }

  @Test func moreShardsThanHosts() {
    let space = JobSpace(
      targets: TargetSet(Address(v4: 0x0a00_0001)), probes: [PortProbe(port: 1, technique: 0)], order: .sequential,
      hosts: .every(step: 4, first: 3))
    #expect(space.count == 0)
  }
}

/// What `discover auto` asks, by what an engine can send.
struct DiscoveryPlanTests {
  private static func named(_ name: String) -> Technique {
    Technique(name: name, send: name == "connect" ? .connect : .flags(name == "ack" ? .ack : .syn), arms: [])
  }

  @Test func everythingWhereRawPacketsAreSent() {
    let plan = DiscoveryPlan.automatic(permits: { _ in true }, named: Self.named)
    #expect(plan.techniques.map(\.name) == ["icmp", "syn", "ack"])
    #expect(plan.probes.map(\.port) == [0, 443, 80])
    #expect(plan.probesPerHost == 3)
  }

  @Test func connectionsElsewhere() {
    let plan = DiscoveryPlan.automatic(permits: { $0.send == .connect }, named: Self.named)
    #expect(plan.techniques.map(\.name) == ["connect"])
    #expect(plan.probes.map(\.port) == [443, 80])
  }

  @Test func nothingWhereNothingIsAllowed() {
    #expect(DiscoveryPlan.automatic(permits: { _ in false }, named: Self.named).isEmpty)
  }

  @Test func aProbeIsNamedOnce() {
    var plan = DiscoveryPlan()
    plan.add(Self.named("syn"), ports: [443, 80, 443])
    plan.add(Self.named("syn"), ports: [80])
    #expect(plan.probes.map(\.port) == [443, 80] && plan.techniques.count == 1)
  }
}
