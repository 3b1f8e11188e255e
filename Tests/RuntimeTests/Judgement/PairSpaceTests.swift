// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import ScanRuntime

@Suite("Spaces of pairs")
struct PairSpaceTests {
  private func space(_ hosts: String, _ ports: String) -> PairSpace {
    PairSpace(hosts: TargetSet(hosts) ?? TargetSet(), ports: PortSet(ports) ?? PortSet())
  }

  @Test("counts, intersections and differences")
  func algebra() {
    let whole = space("10.0.0.0/8", "1-65535/tcp")
    #expect(whole.count == UInt128(1 << 24) * 65535)
    let inner = space("10.1.0.0/16", "22/tcp")
    #expect(whole.subtracting(inner).count == whole.count - 65536)
    #expect(whole.intersection(inner).count == 65536)
    #expect(whole.subtracting(inner).intersection(inner).isEmpty)
    #expect(inner.subtracting(whole).isEmpty)
  }

  @Test("a difference of many boxes is the same as pair by pair")
  func manyBoxes() {
    var generator = SeededGenerator(seed: 11)
    var space = space("192.0.2.0/28", "1-16/tcp")
    var pairs: Set<[Int]> = Set((0..<16).flatMap { host in (1...16).map { [host, $0] } })
    for _ in 0..<12 {
      let (low, high) = (Int.random(in: 0..<16, using: &generator), Int.random(in: 0..<16, using: &generator))
      let (first, last) = (Int.random(in: 1...16, using: &generator), Int.random(in: 1...16, using: &generator))
      guard low <= high, first <= last else { continue }
      space = space.subtracting(self.space("192.0.2.\(low)-192.0.2.\(high)", "\(first)-\(last)"))
      pairs = pairs.filter { !((low...high).contains($0[0]) && (first...last).contains($0[1])) }
      #expect(space.count == UInt128(pairs.count))
    }
    for host in 0..<16 {
      let ports = Address("192.0.2.\(host)").flatMap { space.ports(of: $0) } ?? PortSet()
      for port in 1...16 {
        #expect(ports.matches(number: UInt16(port), proto: .tcp) == pairs.contains([host, port]))
      }
    }
  }

  @Test("ports that were not asked: a bare one is when it is over either protocol")
  func notAsked() {
    let asked = PortSet("22/tcp, 53/udp") ?? PortSet()
    #expect((PortSet("22, 53, 80") ?? PortSet()).notAsked(asked).description == "80")
    #expect((PortSet("22/udp, 53/udp") ?? PortSet()).notAsked(asked).description == "22/udp")
  }
}
