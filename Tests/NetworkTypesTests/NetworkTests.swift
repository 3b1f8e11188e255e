// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@Suite struct NetworkTests {
  @Test(arguments: [
    "10.0.0.0/8", "0.0.0.0/0", "192.0.2.1/32", "2001:db8::/32", "::/0", "::1/128", "fe80::%eth0/64", "128.0.0.0/1",
  ])
  func roundTrips(text: String) {
    #expect(Network(text)?.description == text)
  }

  @Test(arguments: [
    "10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/08", "10.0.0.0/", "/8", "10.0.0.0", "10.0.0.0/8/8",
    "2001::1/64",
    "::/129", "::/99999999999999999999", "10.0.0.0 /8", "10.0.0.0/ 8", "10.0.0.0/255.0.0.0", "10/8", "fe80::/64%eth0",
  ])
  func refuses(text: String) {
    #expect(Network(text) == nil)
  }

  @Test func knowsItsEnds() throws {
    let network = try #require(Network("10.1.0.0/16"))
    #expect(network.first.description == "10.1.0.0" && network.last.description == "10.1.255.255")
    #expect(network.count == 65_536 && network.range.description == "10.1.0.0-10.1.255.255")
    let host = try #require(Address("10.1.2.3"))
    #expect(network.hostBits(of: host) == 0x0203)
    #expect(Network(base: host, prefix: 16) == nil)
    #expect(Network.containing(host, prefix: 16) == network)
    #expect(Network.containing(host, prefix: 33) == nil && Network.containing(host, prefix: -1) == nil)
    #expect(Network("::/0")?.count == .max && Network("::/1")?.count == 1 << 127)
    #expect(Network("0.0.0.0/0")?.count == 1 << 32 && Network("::1/128")?.count == 1)
  }

  @Test func containsAgreesWithItsRange() throws {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<20_000 {
      let address = Address.random(using: &generator, sparse: true)
      let prefix = Int(generator.next() % UInt64(address.family.bitWidth + 1))
      let network = try #require(Network.containing(address, prefix: prefix))
      #expect(network.contains(address) && network.range.network == network)
      #expect(Network(network.description) == network)
      for other in [Address.random(using: &generator, sparse: true), network.first, network.last] {
        #expect(network.contains(other) == network.range.contains(other))
      }
      if let behind = network.last.advanced(by: 1 as UInt64) { #expect(!network.contains(behind)) }
    }
  }

  @Test func zonesNarrow() throws {
    let all = try #require(Network("fe80::/10"))
    let one = try #require(Network("fe80::%eth0/10"))
    let address = try #require(Address("fe80::1%eth0"))
    let other = try #require(Address("fe80::1%eth1"))
    #expect(all.contains(address) && one.contains(address))
    #expect(all.contains(other) && !one.contains(other) && !one.contains(address.withoutZone))
  }

  @Test func sorts() throws {
    let texts = ["10.0.0.0/8", "10.0.0.0/9", "11.0.0.0/8", "::/0"]
    let networks = try texts.map { try #require(Network($0)) }
    #expect(networks.reversed().sorted() == networks)
  }
}

@Suite struct AddressRangeTests {
  @Test(arguments: [
    ("10.0.0.10-10.0.0.50", "10.0.0.10-10.0.0.50"), ("10.0.0.10-50", "10.0.0.10-10.0.0.50"), ("10.0.0.1", "10.0.0.1"),
    ("10.0.0.1-10.0.0.1", "10.0.0.1"), ("::1-::5", "::1-::5"), ("fe80::1%a-b-fe80::2%a-b", "fe80::1%a-b-fe80::2%a-b"),
    ("0.0.0.0-255.255.255.255", "0.0.0.0-255.255.255.255"), ("10.0.0.0-255", "10.0.0.0-10.0.0.255"),
  ])
  func reads(text: String, expected: String) {
    #expect(AddressRange(text)?.description == expected)
  }

  @Test(arguments: [
    "", "-", "10.0.0.50-10", "10.0.0.2-10.0.0.1", "10.0.0.1-256", "10.0.0.1-05", "10.0.0.1-::1", "::1-5", "::2-::1",
    "10.0.0.1-", "-10.0.0.1", "10.0.0.1-2-3", "fe80::1%a-fe80::2%b", "fe80::1%a-fe80::2", "10.0.0.1 - 10.0.0.2",
  ])
  func refuses(text: String) {
    #expect(AddressRange(text) == nil)
  }

  @Test func countsAndContains() throws {
    let range = try #require(AddressRange("10.0.0.10-50"))
    #expect(range.count == 41)
    for (text, inside) in [("10.0.0.9", false), ("10.0.0.10", true), ("10.0.0.50", true), ("10.0.0.51", false)] {
      #expect(range.contains(try #require(Address(text))) == inside)
    }
    #expect(AddressRange("::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")?.count == .max)
    #expect(AddressRange("::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")?.network?.description == "::/0")
    #expect(AddressRange("0.0.0.0-255.255.255.255")?.network?.description == "0.0.0.0/0")
    #expect(AddressRange("10.0.0.1-10.0.0.2")?.network == nil && AddressRange("10.0.0.0-10.0.0.2")?.network == nil)
  }
}
