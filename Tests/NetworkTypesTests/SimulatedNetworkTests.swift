// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

/// Who has an address of a simulated network.
struct SimulatedNetworkTests {
  private func targets(_ text: String) throws -> TargetSet { TargetSet(try #require(Network(text))) }

  private func address(_ text: String) throws -> Address { try #require(Address(text)) }

  @Test func addressesFindTheirHosts() throws {
    let ten = try targets("10.0.0.0/8")
    let one = TargetSet(try address("10.0.0.10"))
    let network = SimulatedNetwork(
      name: "n", seed: 1,
      hosts: [
        SimulatedHost(targets: one, name: "web-1"), SimulatedHost(targets: ten.subtracting(one)),
        SimulatedHost(targets: try targets("2001:db8::/32")), SimulatedHost(targets: try targets("fe80::/64")),
      ])
    let expected: [(String, Int?)] = [
      ("10.0.0.10", 0), ("10.0.0.9", 1), ("10.0.0.11", 1), ("10.0.0.0", 1), ("10.255.255.255", 1), ("11.0.0.0", nil),
      ("9.255.255.255", nil), ("2001:db8::1", 2), ("2001:db9::", nil), ("fe80::1%eth0", 3), ("::ffff:10.0.0.10", 0),
      ("0.0.0.0", nil), ("ffff::", nil),
    ]
    for (text, host) in expected { #expect(network.hostNumber(at: try address(text)) == host, "\(text)") }
    #expect(network.addresses(named: "WEB-1") == [try address("10.0.0.10")])
    #expect(network.addresses(named: "web-2") == [])
    #expect(network.name(of: try address("10.0.0.10")) == "web-1")
    #expect(network.name(of: try address("10.0.0.11")) == nil)
    #expect(SimulatedNetwork(name: "empty", seed: 1, hosts: []).hostNumber(at: try address("10.0.0.1")) == nil)
  }

  /// A /8 and a /32 of IPv6 cost one entry each.
  @Test func nothingIsStoredForAnAddress() throws {
    let hosts = try (0..<200).map { SimulatedHost(targets: try targets("10.\($0).0.0/16")) }
    let network = SimulatedNetwork(name: "n", seed: 1, hosts: hosts)
    for number in 0..<200 { #expect(network.hostNumber(at: try address("10.\(number).7.7")) == number) }
    #expect(MemoryLayout<SimulatedNetwork>.size < 64)
  }
}
