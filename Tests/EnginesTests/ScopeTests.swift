// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// Which addresses a scope permits.
struct ScopeTests {
  private func address(_ text: String) throws -> Address { try #require(Address(text)) }

  private func set(_ texts: String...) throws -> TargetSet {
    try texts.reduce(TargetSet()) { set, text in
      if let network = Network(text) { return set.union(TargetSet(network)) }
      return set.union(TargetSet(try address(text)))
    }
  }

  @Test(arguments: [
    "127.0.0.1", "127.255.255.255", "10.1.2.3", "172.31.0.1", "192.168.0.1", "169.254.1.1", "::1", "fe80::1",
    "fe80::1%lo", "fd00::1", "::ffff:10.0.0.1", "0.0.0.0", "::",
  ])
  func defaultScopePermits(_ text: String) throws {
    let address = try address(text)
    #expect(Scope.local.permits(address))
    #expect(Scope.local.firstOutside(TargetSet(address)) == nil)
  }

  @Test(arguments: [
    "8.8.8.8", "172.32.0.1", "192.169.0.1", "224.0.0.1", "255.255.255.255", "2001:db8::1", "ff02::1", "ff02::1%lo",
    "::ffff:198.51.100.7", "::2",
  ])
  func defaultScopeRefuses(_ text: String) throws {
    let address = try address(text)
    #expect(!Scope.local.permits(address))
    #expect(Scope.local.firstOutside(TargetSet(address)) != nil)
  }

  @Test func denyBeatsAllow() throws {
    let scope = Scope(allow: try set("203.0.113.0/24"), deny: try set("203.0.113.7"), name: "x")
    #expect(scope.permits(try address("203.0.113.8")))
    #expect(!scope.permits(try address("203.0.113.7")))
    #expect(!scope.permits(try address("::ffff:203.0.113.7")))
    #expect(scope.firstOutside(try set("203.0.113.0/24")) == Address("203.0.113.7"))
  }

  @Test func multicastMustBeNamed() throws {
    let everything = Scope(allow: try set("0.0.0.0/0", "::/0"), name: "x")
    #expect(everything.permits(try address("8.8.8.8")))
    #expect(!everything.permits(try address("224.0.0.1")))
    #expect(!everything.permits(try address("255.255.255.255")))
    #expect(everything.firstOutside(try set("0.0.0.0/0")) == Address("224.0.0.0"))
    let named = Scope(allow: try set("224.0.0.1", "ff02::1", "255.255.255.255"), name: "x")
    #expect(named.permits(try address("224.0.0.1")))
    #expect(named.permits(try address("ff02::1%lo")))
    #expect(named.permits(try address("255.255.255.255")))
    #expect(!named.permits(try address("224.0.0.2")))
  }

  @Test func firstOutsideOfHugeSets() throws {
    #expect(Scope.local.firstOutside(try set("10.0.0.0/8", "fd00::/8")) == nil)
    #expect(Scope.local.firstOutside(try set("10.0.0.0/7")) == Address("11.0.0.0"))
    #expect(Scope.local.firstOutside(try set("fc00::/6")) == Address("fe00::"))
  }

  @Test func mappedRangesAreJudgedAsIPv4() throws {
    let mapped = try set("::ffff:0.0.0.0/96")
    #expect(Scope.local.firstOutside(mapped) == Address("0.0.0.1"))
    let home = Scope(allow: try set("0.0.0.0/0"), name: "x")
    #expect(home.firstOutside(try set("::ffff:198.51.100.0/120")) == nil)
  }

  @Test func zonesOfRulesCount() throws {
    let scope = Scope(allow: try set("fe80::/10"), deny: try set("fe80::7%lo"), name: "x")
    #expect(scope.permits(try address("fe80::7%eth9")))
    #expect(!scope.permits(try address("fe80::7%lo")))
    #expect(scope.firstOutside(try set("fe80::7%lo")) == Address("fe80::7%lo"))
    #expect(scope.firstOutside(try set("fe80::7%eth9")) == nil)
  }

  /// Interface number 1 is `lo` in every network namespace.
  @Test(arguments: ["fe80::7%lo", "fe80::7%1", "fe80::7%01", "fe80::8%lo", "fe80::8%1"])
  func numericZonesAreTheirInterfaces(_ text: String) throws {
    let scope = Scope(allow: try set("fe80::/10"), deny: try set("fe80::7%lo", "fe80::8%1"), name: "x")
    let target = try address(text)
    #expect(!scope.permits(target) && scope.firstOutside(TargetSet(target)) != nil)
    let now = MonotonicTime(nanoseconds: 1)
    #expect(SendGate(scope: scope).admit(target, now: now) == .refused(.scope(target)))
    let gate = SendGate(scope: .local)
    gate.deny(try set("fe80::7%1", "fe80::8%lo"))
    #expect(!gate.permits(target) && gate.admit(target, now: now) != .send)
    let narrow = SendGate(scope: .local)
    narrow.restrict(to: try set("fe80::7%1", "fe80::8%lo"))
    #expect(narrow.permits(target) && narrow.admit(target, now: now) == .send)
  }

  @Test(arguments: ["fe80::7%4000000000", "fe80::9%1", "fe80::9%lo"])
  func otherZonesAreNotDenied(_ text: String) throws {
    let scope = Scope(allow: try set("fe80::/10"), deny: try set("fe80::7%lo"), name: "x")
    #expect(scope.permits(try address(text)))
  }

  /// `via` alone decides where fe80::7 without a zone goes, so it may go where it is denied.
  @Test func denialInOneZoneClosesTheBareAddress() throws {
    let scope = Scope(allow: try set("fe80::/10"), deny: try set("fe80::7%lo"), name: "x")
    #expect(!scope.permits(try address("fe80::7")))
    #expect(scope.firstOutside(try set("fe80::/10")) == Address("fe80::7"))
    #expect(scope.permits(try address("fe80::8")))
    let gate = SendGate(scope: .local)
    gate.deny(try set("fe80::9%lo"))
    #expect(!gate.permits(try address("fe80::9")))
    #expect(gate.permits(try address("fe80::9%eth9")))
  }

  @Test(arguments: [("2001:db8::1", false), ("2001:db8::1%lo", false), ("2001:db8::2%lo", true)])
  func zonesOfRulesForGlobalAddressesMeanNothing(_ text: String, _ isPermitted: Bool) throws {
    let scope = Scope(allow: try set("2001:db8::/32"), deny: try set("2001:db8::1%lo"), name: "x")
    #expect(scope.permits(try address(text)) == isPermitted)
  }

  @Test func allIPv6OpensNoIPv4() throws {
    let scope = Scope(allow: try set("::/0"), name: "x")
    #expect(scope.permits(try address("2001:db8::1")))
    #expect(scope.permits(try address("::")))
    #expect(!scope.permits(try address("10.0.0.1")))
    #expect(!scope.permits(try address("::ffff:10.0.0.1")))
    #expect(scope.firstOutside(try set("10.0.0.0/8")) == Address("10.0.0.0"))
    let wide = Scope(allow: try set("::/64"), name: "x")
    #expect(!wide.permits(try address("127.0.0.1")))
    let mapped = Scope(allow: try set("::ffff:10.0.0.0/104"), name: "x")
    #expect(mapped.permits(try address("10.0.0.1")))
    #expect(!mapped.permits(try address("11.0.0.1")))
    // What is denied is denied in every form: never weaker than it was.
    let closed = Scope(allow: try set("0.0.0.0/0", "::/0"), deny: try set("::/0"), name: "x")
    #expect(!closed.permits(try address("10.0.0.1")))
    let partly = Scope(allow: try set("0.0.0.0/0", "::/0"), deny: try set("::ffff:10.0.0.0/104"), name: "x")
    #expect(!partly.permits(try address("10.0.0.1")))
    #expect(partly.permits(try address("11.0.0.1")))
  }

  @Test func whatIsOutsideAsASet() throws {
    let scope = Scope(allow: try set("10.0.0.0/8", "0.0.0.0/0"), deny: try set("10.0.0.7"), name: "x")
    #expect(scope.outside(try set("10.0.0.0/28")) == (try set("10.0.0.7")))
    #expect(scope.outside(try set("224.0.0.1", "9.9.9.9")) == (try set("224.0.0.1")))
    #expect(scope.outside(try set("::ffff:10.0.0.7")) == (try set("10.0.0.7")))
    #expect(scope.outside(try set("10.0.0.8")).isEmpty)
  }

  @Test func aNarrowedGateToAllIPv6OpensNoIPv4() throws {
    let gate = SendGate(scope: .simulated)
    gate.restrict(to: try set("::/0"))
    #expect(gate.permits(try address("2001:db8::1")))
    #expect(!gate.permits(try address("10.0.0.1")))
  }
}
