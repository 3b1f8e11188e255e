// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@Suite struct TargetSetTests {
  @Test(arguments: [
    ("10.0.0.0/8", "10.0.0.0/8"), ("10.0.0.1", "10.0.0.1"), ("10.0.0.1-10.0.0.3", "10.0.0.1-10.0.0.3"),
    ("10.0.0.0-10.0.0.255", "10.0.0.0/24"), ("10.0.1.0/24, 10.0.0.0/24", "10.0.0.0/23"),
    ("::1,10.0.0.2 , 10.0.0.1", "10.0.0.1-10.0.0.2, ::1"), ("targets()", "targets()"),
    ("fe80::1%b, fe80::2%a, fe80::3, 1.2.3.4", "1.2.3.4, fe80::3, fe80::2%a, fe80::1%b"),
    ("0.0.0.0/0, ::/0", "0.0.0.0/0, ::/0"), ("10.0.0.5-10.0.0.9, 10.0.0.1-10.0.0.7", "10.0.0.1-10.0.0.9"),
    ("255.255.255.255, ::", "255.255.255.255, ::"),
  ])
  func normalises(text: String, expected: String) throws {
    let set = try #require(TargetSet(text))
    #expect(set.description == expected)
    #expect(TargetSet(expected) == set)
  }

  @Test func refusesOtherText() {
    for text in ["", ",", "10.0.0.1,", "a", "10.0.0.1/8", "10.0.0.1 10.0.0.2"] { #expect(TargetSet(text) == nil) }
  }

  /// The algebra against sets of single addresses; a zoneless address covers those with a zone.
  @Test func agreesWithSetsOfAddresses() {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<1500 {
      let (left, right) = (NaiveTargets.random(&generator), NaiveTargets.random(&generator))
      let (a, b) = (TargetSet(ranges: left.ranges), TargetSet(ranges: right.ranges))
      #expect(Set(a) == left.members && a.count == UInt128(left.members.count))
      #expect(Set(a | b) == left.members.union(right.members))
      let both = left.members.filter(right.covers).union(right.members.filter(left.covers))
      #expect(Set(a & b) == both)
      #expect(Set(a - b) == left.members.filter { !right.covers($0) })
      #expect(a.isSubset(of: b) == left.members.allSatisfy(right.covers))
      for address in left.members.union(right.members) { #expect(a.contains(address) == left.covers(address)) }
    }
  }

  /// Without zones, target sets are sets as any other.
  @Test func obeysTheLawsOfSets() {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<500 {
      let sets = (0..<3).map { _ in
        TargetSet((0..<6).map { _ in AddressRange.random(&generator, zones: [""]) })
      }
      let (a, b, c) = (sets[0], sets[1], sets[2])
      #expect((a | b) == (b | a) && (a & b) == (b & a) && (a | b | c) == (a | (b | c)))
      #expect((a & (b | c)) == ((a & b) | (a & c)))
      #expect((a - (b | c)) == ((a - b) - c) && ((a - b) & b).isEmpty)
      #expect(((a - b) | (a & b)) == a && (a | a) == a && (a & a) == a && (a - a).isEmpty)
      #expect((a & b).isSubset(of: a) && a.isSubset(of: a | b))
      #expect((a | b).hashValue == (b | a).hashValue)
      for (one, next) in zip(a.ranges, a.ranges.dropFirst()) where one.first.family == next.first.family {
        #expect(one.last.advanced(by: 1 as UInt64).map { $0 < next.first } == true)
      }
    }
  }

  @Test func indexesEveryAddress() throws {
    let set = try #require(TargetSet("10.0.0.0/28, 10.0.1.5, ::5-::9, fe80::1%z, fe80::7"))
    var seen: [Address] = []
    for index in 0..<UInt64(set.count) {
      let address = set.address(at: index)
      #expect(set.index(of: address) == index)
      seen.append(address)
    }
    #expect(seen == Array(set) && seen.count == 24)
    for text in ["10.0.0.16", "10.0.1.4", "9.255.255.255", "::4", "::a", "fe80::1", "fe80::7%z", "0.0.0.0"] {
      #expect(set.index(of: try #require(Address(text))) == nil)
    }
  }

  @Test func holdsMoreThanCanBeCounted() throws {
    let world = try #require(TargetSet("0.0.0.0/0, ::/0"))
    #expect(world.count == .max)
    #expect(world.address(at: 1 << 32).description == "::")
    #expect(world.address(at: .max).description == "::ffff:fffe:ffff:ffff")
    #expect(world.index(of: world.address(at: .max)) == .max)
    #expect(world.index(of: Address(high: .max, low: .max)) == nil)
    #expect(world.contains(Address(high: .max, low: .max)))
    #expect(world.prefix(2).map(\.description) == ["0.0.0.0", "0.0.0.1"])
    let zones = try #require(TargetSet("::%a/0, ::%b/0, ::/0"))
    #expect(zones.count == .max && zones.ranges.count == 3)
    let beyond = try #require(Address("::1%b"))
    #expect((zones - zones).isEmpty && zones.index(of: beyond) == nil && zones.contains(beyond))
    let top = TargetSet(Address(high: .max, low: .max))
    #expect(Array(top).count == 1 && (world - top).count == .max && !(world - top).contains(top.address(at: 0)))
    #expect(TargetSet().isEmpty && Array(TargetSet()).isEmpty && TargetSet().count == 0)
  }

  @Test func zonelessRulesCoverEveryZone() throws {
    let deny = try #require(TargetSet("fe80::/10"))
    let zoned = try #require(TargetSet("fe80::1%eth0, fe80::2%eth1"))
    #expect((zoned - deny).isEmpty && zoned.isSubset(of: deny) && !deny.isSubset(of: zoned))
    #expect((zoned & deny) == zoned && (deny & zoned) == zoned && (deny - zoned) == deny)
  }
}

/// A target set as every single address of it.
private struct NaiveTargets {
  var ranges: [AddressRange] = []
  var members: Set<Address> = []

  func covers(_ address: Address) -> Bool {
    members.contains(address) || members.contains(address.withoutZone)
  }

  static func random(_ generator: inout SeededGenerator) -> NaiveTargets {
    var result = NaiveTargets()
    for _ in 0..<(generator.next() % 7) {
      let range = AddressRange.random(&generator)
      result.ranges.append(range)
      for offset in 0..<UInt64(range.count) {
        if let address = range.first.advanced(by: offset) { result.members.insert(address) }
      }
    }
    return result
  }
}

extension AddressRange {
  /// A short range near one of the edges of a small universe: both ends of IPv4, IPv6 with three zones.
  static func random(
    _ generator: inout SeededGenerator, zones: [String] = ["", "", "a", "b"]
  ) -> AddressRange {
    let zone = zones.randomElement(using: &generator).flatMap { Zone($0) } ?? .none
    let bases = [
      Address(v4: 0), Address(v4: 0xffff_ffd8), Address(high: 7, low: 0xffff_ffff_ffff_fff0, zone: zone),
      Address(high: .max, low: 0xffff_ffff_ffff_ffd8, zone: zone),
    ]
    let base = bases[Int(generator.next() % 4)]
    let start = generator.next() % 24
    let length = generator.next() % 10
    guard let first = base.advanced(by: start), let last = base.advanced(by: start + length),
      let range = AddressRange(first: first, last: last)
    else { return AddressRange(base) }
    return range
  }
}
