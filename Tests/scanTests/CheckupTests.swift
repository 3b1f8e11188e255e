// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import Testing

@testable import scan

@Suite("scan doctor")
struct CheckupTests {
  private let machine = MachineFacts(
    hasNetRaw: false, access: RawAccess(tcp4: 0, tcp6: 0, packet: 1, ring: 1, raw4: 1),
    descriptors: (soft: 1024, hard: 4096), nameServers: ["192.0.2.53"], hostSources: "files dns",
    interfaces: [.init(name: "eth0", isUp: true, addresses: ["192.0.2.1"])], hasDefaultRoute4: true,
    hasDefaultRoute6: false, linearTimeouts: 4, synRetries: 6, scope: .none, playbookFolders: ["/usr/share"])

  private func level(_ name: String, _ change: (inout MachineFacts) -> Void) -> Checkup.Level? {
    var facts = machine
    change(&facts)
    return Checkup(facts).findings.first { $0.name == name }?.level
  }

  @Test("an ordinary machine without privilege is fine")
  func ordinary() {
    #expect(Checkup(machine).findings.allSatisfy { $0.level == .ok })
    #expect(!Checkup(machine).isImpossible)
  }

  @Test("what makes scans impossible, and what only makes them worse")
  func levels() {
    #expect(level("sockets") { $0.access = RawAccess(tcp4: 1, tcp6: 97, packet: 1, ring: 1, raw4: 1) } == .fail)
    #expect(level("sockets") { $0.access = RawAccess(tcp4: 0, tcp6: 97, packet: 1, ring: 1, raw4: 1) } == .warn)
    #expect(level("privilege") { $0.hasNetRaw = true } == .warn)
    #expect(level("descriptors") { $0.descriptors = (8, 8) } == .fail)
    #expect(level("descriptors") { $0.descriptors = (256, 256) } == .warn)
    #expect(level("interfaces") { $0.interfaces = [] } == .fail)
    #expect(level("interfaces") { $0.interfaces = [.init(name: "lo", isUp: true, addresses: ["::1"])] } == .warn)
    #expect(level("routes") { $0.hasDefaultRoute4 = false } == .warn)
    #expect(level("resolver") { $0.nameServers = nil } == .warn)
    #expect(level("scope") { $0.scope = .unusable(path: "a", why: "expired") } == .fail)
  }

  @Test("tables of the system as Linux prints them")
  func tables() {
    let routes = "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\n"
    #expect(MachineFacts.hasDefaultRoute4(routes + "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\n"))
    #expect(!MachineFacts.hasDefaultRoute4(routes + "eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\n"))
    let zero = String(repeating: "0", count: 32)
    let tail = "\(zero) 00 \(zero) 00000400 1 0 3"
    #expect(MachineFacts.hasDefaultRoute6("\(zero) 00 \(tail) eth0\n"))
    #expect(!MachineFacts.hasDefaultRoute6("\(zero) 00 \(tail) lo\n"))
    #expect(MachineFacts.nameServers("# x\nnameserver 192.0.2.1\noptions a\nnameserver ::1\n") == ["192.0.2.1", "::1"])
    #expect(MachineFacts.hostSources("passwd: files\nhosts:  files  dns\n") == "files dns")
  }
}
