// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// The ceiling of scans that name no rate. Nothing is assumed of the machine but its loopback.
struct DefaultRateTests {
  private func set(_ text: String) throws -> TargetSet { try #require(TargetSet(text)) }

  @Test(arguments: ["127.0.0.1", "127.0.0.0/8", "::1", "127.0.0.1, ::1", "::ffff:127.0.0.1"])
  func thisMachineCarriesWhatItCan(_ text: String) throws {
    #expect(DefaultRate.ceiling(for: try set(text)) == nil)
  }

  @Test(arguments: ["198.51.100.7", "2001:db8::/64", "127.0.0.1, 198.51.100.7", "::ffff:198.51.100.7"])
  func networksOfOthersAreAskedGently(_ text: String) throws {
    #expect(DefaultRate.ceiling(for: try set(text)) == .perSecond(10_000))
  }

  /// A public network that an interface is on is still no network of one's own.
  @Test func attachedAloneIsNotEnough() {
    let attached = AttachedNetworks.current().subtracting(SpecialAddresses.local)
    if !attached.isEmpty { #expect(DefaultRate.ceiling(for: attached) != nil) }
    #expect(AttachedNetworks.current().contains(Address(v4: 0x7f00_0001)))
  }
}
