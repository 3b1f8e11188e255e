// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@Suite struct NmapTargetTests {
  @Test(arguments: [
    ("10.0.0.1", "10.0.0.1"), ("10.0.0.5/24", "10.0.0.0/24"), ("10.0.0.5/32", "10.0.0.5"), ("1.2.3.4/0", "0.0.0.0/0"),
    ("10.0.0.*", "10.0.0.0/24"), ("10.0.0.-", "10.0.0.0/24"), ("*.*.*.*", "0.0.0.0/0"), ("10.*.*.*", "10.0.0.0/8"),
    ("10.0.0.1,5", "10.0.0.1, 10.0.0.5"), ("10.0.0.250-", "10.0.0.250-10.0.0.255"), ("10.0.0.-3", "10.0.0.0/30"),
    ("10.0.0.1,2,5-6", "10.0.0.1-10.0.0.2, 10.0.0.5-10.0.0.6"), ("10.0.0-1.0-255", "10.0.0.0/23"),
    ("10.0.0-1.1-2", "10.0.0.1-10.0.0.2, 10.0.1.1-10.0.1.2"), ("10.0.0-1.7/24", "10.0.0.0/23"),
    ("10.0.0,2.7/31", "10.0.0.6/31, 10.0.2.6/31"), ("2001:db8::5/64", "2001:db8::/64"), ("::1", "::1"),
    ("2001:db8::/32", "2001:db8::/32"), ("fe80::1%eth0", "fe80::1%eth0"), ("1-2.3.4.5/8", "1.0.0.0-2.255.255.255"),
    ("10.0.0.5-5", "10.0.0.5"), ("10.0.0.*,5", "10.0.0.0/24"),
  ])
  func reads(text: String, expected: String) {
    #expect(TargetSet.parseNmap(text)?.description == expected)
  }

  @Test(arguments: [
    "", "example.org", "10.0.0", "10.0.0.1.2", "10.0.0.256", "10.0.0.5-1", "10.0.0.1,", "10.0.0.,1", "10.0.0.1--2",
    "10.0.0.1/33", "10.0.0.1/", "10.0.0.1/8/8", "10.0.0.1-2/33", "::1/129", "::1-5", "2001:db8::*", "10.0.0.a",
    "10..0.1",
    "10.0.0.1 ", "10.0.0.99999999999999999999", "10.0.0.1/-1", "/24", ".../24", "10.0.0.1-2-3", "**.0.0.1",
  ])
  func refuses(text: String) {
    #expect(TargetSet.parseNmap(text) == nil)
  }

  @Test func agreesWithEveryCombination() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<300 {
      var text: [String] = []
      var octets: [Set<UInt8>] = []
      for _ in 0..<4 {
        var items: [String] = []
        var members: Set<UInt8> = []
        for _ in 0...(generator.next() % 3) {
          let low = UInt8(truncatingIfNeeded: generator.next())
          let high = low.addingReportingOverflow(UInt8(generator.next() % 4))
          let upper = high.overflow ? 255 : high.partialValue
          items.append(low == upper ? "\(low)" : "\(low)-\(upper)")
          members.formUnion(low...upper)
        }
        text.append(items.joined(separator: ","))
        octets.append(members)
      }
      let set = try #require(TargetSet.parseNmap(text.joined(separator: ".")))
      #expect(set.count == octets.reduce(UInt128(1)) { $0 * UInt128($1.count) })
      for address in set.prefix(500) {
        #expect(zip(address.bytes, octets).allSatisfy { $1.contains($0) })
      }
    }
  }

  @Test func boundsTheNumberOfRanges() {
    #expect(TargetSet.parseNmap("*.*.*.1") == nil)
    #expect(TargetSet.parseNmap("10.*.*.1")?.count == 65_536)
    let odd = stride(from: 1, to: 256, by: 2).map(String.init).joined(separator: ",")
    #expect(TargetSet.parseNmap("\(odd).\(odd).\(odd).\(odd)") == nil)
  }
}
