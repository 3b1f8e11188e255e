// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import ScanRuntime

@Suite("What past scans found")
struct FoundPlacesTests {
  private func results(_ number: Int, _ targets: String) throws -> ScanResults {
    ScanResults(
      number: number, techniques: [], targets: try #require(TargetSet(targets)), askedPorts: PortSet(), hostNames: [:],
      keepsAll: true)
  }

  @Test("hosts are told when they answer, while their scan goes on and once however many scans they are in")
  func hosts() throws {
    let found = FoundPlaces()
    let stores = ResultStores(found: found)
    for number in 0..<3 {
      let made = try results(number, "10.0.0.0/24")
      let store = stores.make { _ in made }
      #expect(found.hosts(beginningWith: "10.").count == (number == 0 ? 0 : 3))
      for octet: UInt32 in [10, 2, 1] { store.foundUp(Address(v4: 0x0A00_0000 + octet), .echoReply, rtt: 5) }
      store.foundUp(Address(v4: 0x0A00_0002), .echoReply, rtt: 4)
    }
    #expect(found.hosts(beginningWith: "10.").map(\.text) == ["10.0.0.1", "10.0.0.2", "10.0.0.10"])
    #expect(found.hosts(beginningWith: "10.0.0.1").compactMap(\.address).count == 2)
    #expect(found.networks == ["10.0.0.0/24"])
  }

  @Test("results that were read from a file are told as a whole")
  func read() throws {
    let found = FoundPlaces()
    let store = try results(0, "10.0.0.0/24, 10.1.0.1, 2001:DB8::/64")
    store.settle(Address(v4: 0x0A00_0005), isUp: true, .echoReply, rtt: nil, counted: [:], untrusted: 0)
    store.settle(Address(v4: 0x0A00_0006), isUp: false, .noResponse, rtt: nil, counted: [:], untrusted: 0)
    _ = ResultStores(found: found).make { _ in store }
    #expect(found.hosts(beginningWith: "").map(\.text) == ["10.0.0.5"])
    #expect(Set(found.networks) == ["10.0.0.0/24", "2001:db8::/64"])
  }

  @Test("networks are there once, the latest first, and not without end")
  func networks() throws {
    let found = FoundPlaces()
    for octet in 0..<30 { found.add(try #require(TargetSet("10.\(octet).0.0/16"))) }
    found.add(try #require(TargetSet("10.20.0.0/16")))
    #expect(found.networks.prefix(3) == ["10.20.0.0/16", "10.29.0.0/16", "10.28.0.0/16"])
    #expect(found.networks.count == 20)
  }

  @Test("open ports are counted, and stand together where they are many")
  func ports() {
    func row(_ port: UInt16, _ transport: TransportProtocol = .tcp) -> OpenPort { OpenPort(port, transport) }
    let found = FoundPlaces()
    for port in [row(443), row(53, .udp), row(443), row(8443)] { found.add(port) }
    #expect(found.ports(beginningWith: "").map(\.text) == ["443", "8443", "53/udp"])
    #expect(found.ports(beginningWith: "4").map(\.times) == [2])
    for number: UInt16 in 1...2000 { found.add(row(number)) }
    let groups = found.ports(beginningWith: "")
    #expect(groups.reduce(0) { $0 + $1.count } == 2002 && groups.count < 20)
    #expect(found.ports(beginningWith: "53").contains { $0.text == "53/udp" && $0.times == 1 })
    #expect(found.ports(beginningWith: "199").count == 11)
  }
}
