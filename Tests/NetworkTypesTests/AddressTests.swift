// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@Suite struct AddressTests {
  @Test(arguments: [
    // RFC 5952 §4.1, §4.2.1 to §4.2.3, §4.3 and §5.
    ("2001:0db8:0000:0000:0001:0000:0000:0001", "2001:db8::1:0:0:1"),
    ("2001:db8:aaaa:bbbb:cccc:dddd:eeee:0001", "2001:db8:aaaa:bbbb:cccc:dddd:eeee:1"),
    ("2001:db8:0:0:0:0:2:1", "2001:db8::2:1"),
    ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
    ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
    ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
    ("2001:DB8:AAAA:BBBB:CCCC:DDDD:EEEE:AAAA", "2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaaa"),
    ("::ffff:c000:0280", "::ffff:192.0.2.128"), ("::ffff:192.0.2.1", "::ffff:192.0.2.1"),
    ("::192.0.2.1", "::c000:201"), ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
    ("0:0:0:0:0:0:0:0", "::"), ("0:0:0:0:0:0:0:1", "::1"), ("1:0:0:0:0:0:0:0", "1::"),
    ("1::", "1::"), ("::8", "::8"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
    ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"), ("fe80::1%eth0", "fe80::1%eth0"),
    ("FE80::1%Wlan_0.5-x", "fe80::1%Wlan_0.5-x"), ("192.0.2.1", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"),
    ("255.255.255.255", "255.255.255.255"),
  ])
  func printsAsRFC5952(text: String, expected: String) {
    #expect(Address(text)?.description == expected)
  }

  @Test(arguments: [
    "", " ", "1", "1.2", "1.2.3", "1.2.3.", "1.2.3.4.", ".1.2.3.4", "1.2.3.4.5", "256.1.1.1", "1.2.3.04", "01.2.3.4",
    "1.2.3.4 ", " 1.2.3.4", "1.2.3.-4", "+1.2.3.4", "1.2.3.4%eth0", "1.2.3.99999999999999999999", "１.2.3.4",
    ":", ":::", "1:", ":1", "1:2", "1:::2", "1::2::3", "::1::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8:", "12345::", "g::", "::1.2.3", "::1.2.3.4.5",
    "::1.2.3.4:5", "1:2:3:4:5:6:7:1.2.3.4", "::256.1.1.1", "1::%", "1::%a b", "1::%a/b", "1::%é", "%eth0", "::1 ",
    "[::1]", "localhost", "0x7f.1.1.1",
  ])
  func refuses(text: String) {
    #expect(Address(text) == nil)
  }

  @Test func roundTripsThroughTextAndBytes() throws {
    var generator = SeededGenerator(seed: 1)
    for round in 0..<20_000 {
      let address = Address.random(using: &generator, sparse: round % 2 == 0)
      #expect(Address(address.description) == address)
      #expect(Address(bytes: address.bytes) == address.withoutZone)
      #expect(address.bytes.count == (address.isV4 ? 4 : 16))
    }
    #expect(Address(bytes: []) == nil)
    #expect(Address(bytes: Array(repeating: UInt8(1), count: 17)) == nil)
  }

  @Test(arguments: [
    ("::ffff:198.51.100.7", "198.51.100.7"), ("0.0.0.0", "127.0.0.1"), ("::", "::1"), ("::ffff:0.0.0.0", "127.0.0.1"),
    ("::%eth0", "::1"), ("::ffff:10.0.0.1%eth0", "10.0.0.1"), ("2001:db8::7%eth0", "2001:db8::7"),
    ("fe80::1%eth0", "fe80::1%eth0"), ("ff02::1%eth0", "ff02::1%eth0"), ("::1", "::1"), ("10.0.0.1", "10.0.0.1"),
  ])
  func becomesCanonical(text: String, expected: String) throws {
    let canonical = try #require(Address(text)).canonical
    #expect(canonical.description == expected)
    #expect(canonical.canonical == canonical)
  }

  @Test(arguments: [
    (
      "loopback", ["127.0.0.1", "127.255.255.255", "::1", "::ffff:127.0.0.1"], ["126.255.255.255", "128.0.0.0", "::2"]
    ),
    ("link", ["169.254.0.0", "169.254.255.255", "fe80::", "febf::1"], ["169.253.255.255", "169.255.0.0", "fec0::"]),
    (
      "private", ["10.0.0.0", "10.255.255.255", "172.16.0.0", "172.31.255.255", "192.168.0.1", "fc00::", "fdff::1"],
      ["9.255.255.255", "11.0.0.0", "172.15.255.255", "172.32.0.0", "192.167.0.0", "192.169.0.0", "fe00::", "fbff::"]
    ),
    ("multicast", ["224.0.0.0", "239.255.255.255", "ff02::1", "::ffff:224.0.0.1"], ["223.255.255.255", "240.0.0.0"]),
    ("broadcast", ["255.255.255.255", "::ffff:255.255.255.255"], ["255.255.255.254", "10.255.255.255"]),
    ("unspecified", ["0.0.0.0", "::", "::ffff:0.0.0.0"], ["0.0.0.1", "::1"]),
  ])
  func knowsKinds(kind: String, members: [String], others: [String]) throws {
    func isMember(_ text: String) throws -> Bool {
      let address = try #require(Address(text))
      switch kind {
      case "loopback": return address.isLoopback
      case "link": return address.isLinkLocal
      case "private": return address.isPrivate
      case "multicast": return address.isMulticast
      case "broadcast": return address.isBroadcast
      default: return address.isUnspecified
      }
    }
    for text in members { #expect(try isMember(text), "\(text) is \(kind)") }
    for text in others { #expect(try !isMember(text), "\(text) is not \(kind)") }
  }

  @Test func ordersFamilyNumberZone() throws {
    let texts = ["0.0.0.0", "9.0.0.0", "10.0.0.0", "::", "::1", "fe80::1", "fe80::1%a", "fe80::1%b", "fe80::2"]
    let addresses = try texts.map { try #require(Address($0)) }
    #expect(addresses.reversed().sorted() == addresses)
    for (index, address) in addresses.enumerated() {
      for (other, second) in addresses.enumerated() { #expect((address < second) == (index < other)) }
    }
  }

  @Test func advancesWithinItsFamily() throws {
    let low = Address(v4: 0)
    #expect(low.advanced(by: UInt64(0xffff_ffff))?.description == "255.255.255.255")
    #expect(low.advanced(by: UInt64(0x1_0000_0000)) == nil)
    #expect(low.advanced(by: UInt128.max) == nil)
    #expect(Address(high: 0, low: .max).advanced(by: UInt64(1))?.description == "0:0:0:1::")
    #expect(Address(high: .max, low: .max).advanced(by: UInt64(1)) == nil)
    #expect(Address(high: 0, low: 0).advanced(by: UInt128.max) == Address(high: .max, low: .max))
    #expect(Address("fe80::1%eth0")?.advanced(by: UInt64(1))?.description == "fe80::2%eth0")
  }

  @Test func zonesAreInterned() throws {
    let first = try #require(Zone("eth0"))
    #expect(Zone("eth0") == first && first.name == "eth0")
    #expect(Zone("eth1") != first && Zone("ETH0") != first)
    #expect(Zone("") == nil && Zone("a b") == nil && Zone("a%b") == nil && Zone("a{") == nil && Zone("[") == nil)
    #expect(Zone(String(repeating: "x", count: 63)) != nil)
    #expect(Zone(String(repeating: "x", count: 64)) == nil)
    #expect(Zone.none < first && !(first < first) && Zone.none.name.isEmpty)
    #expect(Address("fe80::1%eth0")?.zoneName == "eth0" && Address("fe80::1")?.zoneName == nil)
  }

  @Test func mappedIsNotV4ButDiffersFromIt() throws {
    let mapped = try #require(Address("::ffff:1.2.3.4"))
    #expect(mapped.isV6 && mapped.v4 == nil && mapped != Address(v4: 0x0102_0304))
    #expect(Address(v4: 0x0102_0304).v4 == 0x0102_0304)
    #expect(mapped.value == UInt128(0xffff_0102_0304) && Address(v4: 7).value == 7)
  }
}

extension Address {
  /// A random address of either family, sometimes zoned; sparse ones have many zero groups.
  static func random(using generator: inout SeededGenerator, sparse: Bool) -> Address {
    if generator.next() % 3 == 0 { return Address(v4: UInt32(truncatingIfNeeded: generator.next())) }
    func half() -> UInt64 {
      let mask: UInt64 = [0, 0xffff, 0xffff_0000_0000, 0xffff_ffff][Int(generator.next() % 4)]
      return generator.next() & (sparse ? mask : .max)
    }
    let zones = ["", "", "", "eth0", "a-1", "b.2"]
    return Address(high: half(), low: half(), zone: Zone(zones[Int(generator.next() % 6)]) ?? .none)
  }
}
