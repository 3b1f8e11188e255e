// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@Suite struct PortTests {
  @Test(arguments: ["0", "443", "65535", "443/tcp", "53/udp"])
  func roundTrips(text: String) {
    #expect(Port(text)?.description == text)
  }

  @Test(arguments: [
    "", "65536", "-1", "0443", "443/", "443/sctp", "443/TCP", "/tcp", "443/tcp/udp", " 443", "443 ", "1-2", "5-5", "4a",
    "99999999999999999999",
  ])
  func refuses(text: String) {
    #expect(Port(text) == nil)
  }

  @Test func sorts() {
    let ports = [Port(1), Port(1, .tcp), Port(1, .udp), Port(2), Port(65_535, .udp)]
    #expect(ports.reversed().sorted() == ports)
    #expect(TransportProtocol(name: "tcp") == .tcp && TransportProtocol(name: "icmp") == nil)
  }
}

@Suite struct PortSetTests {
  @Test(arguments: [
    ("22, 80-90, 53/udp", "22, 80-90, 53/udp"), ("80-90,22", "22, 80-90"), ("1-5,6-9", "1-9"), ("0-65535", "0-65535"),
    ("60000-61000/udp, 443/tcp, 7", "7, 443/tcp, 60000-61000/udp"), ("53, 53/udp, 53/tcp", "53, 53/tcp, 53/udp"),
    ("65535, 65534, 0", "0, 65534-65535"), ("ports()", "ports()"),
  ])
  func roundTrips(text: String, expected: String) throws {
    let set = try #require(PortSet(text))
    #expect(set.description == expected)
    #expect(PortSet(expected) == set)
  }

  @Test func refusesOtherText() {
    for text in ["", ",", "1,", "90-80", "65536", "1-65536", "a", "1;2", "1-2-3", "1/tcp-5/tcp", "-5", "5-"] {
      #expect(PortSet(text) == nil)
    }
  }

  @Test func bareAndPinned() throws {
    let web = try #require(PortSet("443"))
    #expect(web.contains(Port(443, .tcp)) && web.contains(Port(443, .udp)) && web.contains(Port(443)))
    #expect(!PortSet(Port(443, .tcp)).contains(Port(443)) && !PortSet(Port(443, .tcp)).contains(Port(443, .udp)))
    #expect(try #require(PortSet("443/tcp, 443/udp")).contains(Port(443)))
    #expect((web - PortSet(Port(443, .tcp))).description == "443/udp")
    #expect((web & PortSet(Port(443, .tcp))).description == "443/tcp")
    #expect((PortSet(1...10) - PortSet(Port(5, .udp))).description == "1-4, 6-10, 5/tcp")
    #expect((PortSet(Port(5, .udp)) - PortSet(1...10)).isEmpty)
    #expect((PortSet(5...5) & PortSet("5/tcp, 5/udp")!).description == "5/tcp, 5/udp")
  }

  @Test func resolvesBarePorts() throws {
    let set = try #require(PortSet("80, 53, 53/udp, 22/tcp"))
    #expect(set.resolved(bareAs: [.tcp]).map(\.description) == ["22/tcp", "53/tcp", "53/udp", "80/tcp"])
    #expect(set.resolved(bareAs: [.udp]).map(\.description) == ["22/tcp", "53/udp", "80/udp"])
    #expect(set.resolved(bareAs: [.tcp, .udp]).count == 5 && set.resolved(bareAs: []).count == 2)
    #expect(set.ports.map(\.description) == ["22/tcp", "53", "53/udp", "80"])
    #expect(set.hasBare && set.hasTCP && set.hasUDP && set.count == 4)
  }

  @Test func namedSets() {
    #expect(PortSet.systemPorts.description == "0-1023" && PortSet.registeredPorts.description == "1024-49151")
    #expect(PortSet.dynamicPorts.description == "49152-65535" && PortSet.allPorts.description == "1-65535")
    #expect((PortSet.systemPorts | .registeredPorts | .dynamicPorts).count == 65_536)
    #expect(PortSet.allPorts.ports.count == 65_535 && PortSet(0...65_535).ports.last == Port(65_535))
  }

  /// The operators against sets of pinned ports, a bare port being two of them.
  @Test func agreesWithSetsOfPinnedPorts() {
    var generator = SeededGenerator(seed: 6)
    for _ in 0..<1500 {
      let (a, b) = (PortSet.random(&generator), PortSet.random(&generator))
      let (left, right) = (a.pinned, b.pinned)
      #expect((a | b).pinned == left.union(right))
      #expect((a & b).pinned == left.intersection(right))
      #expect((a - b).pinned == left.subtracting(right))
      #expect(a.isSubset(of: b) == left.isSubset(of: right))
      #expect((a | b) == (b | a) && (a & b) == (b & a))
      for port in a.ports { #expect(b.contains(port) == PortSet(port).pinned.isSubset(of: right)) }
      #expect(PortSet(a.description) == a && PortSet(a.ports) == a && PortSet(ranges: a.ranges.reversed()) == a)
      #expect(a.ports == a.ports.sorted() && a.ports.count == a.count && Set(a.ports).count == a.count)
    }
  }

  /// Bare ports stay bare where the operators do not touch them.
  @Test func keepsUntouchedPortsBare() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<500 {
      let (a, b) = (PortSet.random(&generator), PortSet.random(&generator))
      let touched = Set(b.ports.map(\.number))
      let bare = Set(a.ports.filter { $0.proto == nil }.map(\.number))
      let left = Set((a - b).ports.filter { $0.proto == nil }.map(\.number))
      #expect(left == bare.subtracting(touched))
    }
  }
}

extension PortSet {
  fileprivate var pinned: Set<Port> {
    let ports = ports.flatMap { port in
      port.proto == nil ? [Port(port.number, .tcp), Port(port.number, .udp)] : [port]
    }
    let set = Set(ports)
    for port in set where !matches(number: port.number, proto: port.proto ?? .tcp) { return [] }
    return set
  }

  fileprivate static func random(_ generator: inout SeededGenerator) -> PortSet {
    let ranges = (0..<(generator.next() % 7)).map { _ in
      let base = UInt16(generator.next() % 2 == 0 ? 0 : 65_510)
      let first = base + UInt16(generator.next() % 20)
      let last = first + UInt16(generator.next() % 6)
      let protocols: [TransportProtocol?] = [nil, nil, .tcp, .udp]
      return PortRange(first...last, protocols[Int(generator.next() % 4)])
    }
    return PortSet(ranges: ranges)
  }
}
