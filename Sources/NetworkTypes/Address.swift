// SPDX-License-Identifier: GPL-3.0-or-later

/// An IPv4 or IPv6 address, with the zone of a link-local one. Plain data of 24 bytes.
@frozen
public struct Address: Hashable, Sendable {
  /// The version of the Internet Protocol; the raw value is the number in the packet's first half-byte.
  @frozen
  public enum Family: UInt8, Hashable, Sendable, CaseIterable {
    /// IPv4, 32 bits.
    case v4 = 4
    /// IPv6, 128 bits.
    case v6 = 6

    /// The number of bits of an address: 32 or 128.
    @inlinable
    public var bitWidth: Int { self == .v4 ? 32 : 128 }
  }

  /// The upper 64 bits in host order; 0 for IPv4.
  public let high: UInt64
  /// The lower 64 bits in host order; for IPv4 the form `::ffff:a.b.c.d` (RFC 4291 §2.5.5.2).
  public let low: UInt64
  /// The interface an IPv6 address belongs to; always `.none` for IPv4.
  public let zone: Zone
  /// Which protocol the address is of.
  public let family: Family

  /// An IPv4 address from its 32 bits in host order: `0x7f000001` is 127.0.0.1.
  @inlinable
  public init(v4: UInt32) {
    high = 0
    low = 0xffff_0000_0000 | UInt64(v4)
    zone = Zone(id: 0)
    family = .v4
  }

  /// An IPv6 address from its two halves in host order.
  @inlinable
  public init(high: UInt64, low: UInt64, zone: Zone = .none) {
    self.high = high
    self.low = low
    self.zone = zone
    family = .v6
  }

  /// The address with a given number, cut to the width of the family; an IPv4 address drops the zone.
  @inlinable
  init(family: Family, value: UInt128, zone: Zone) {
    switch family {
    case .v4: self.init(v4: UInt32(truncatingIfNeeded: value))
    case .v6:
      self.init(
        high: UInt64(truncatingIfNeeded: value >> 64), low: UInt64(truncatingIfNeeded: value), zone: zone)
    }
  }

  /// Both halves, and the zone where there is one: what tells the addresses of a scan apart, in as few steps as can be.
  @inlinable
  public func hash(into hasher: inout Hasher) {
    hasher.combine(low)
    if family == .v6 { hasher.combine(high ^ UInt64(zone.id)) }
  }

  /// The address as a number: 32 bits for IPv4, 128 for IPv6.
  @inlinable
  public var value: UInt128 {
    family == .v4 ? UInt128(low & 0xffff_ffff) : UInt128(high) << 64 | UInt128(low)
  }

  /// The 32 bits of an IPv4 address in host order; nil for IPv6, mapped addresses included.
  @inlinable
  public var v4: UInt32? { family == .v4 ? UInt32(truncatingIfNeeded: low) : nil }

  /// True for an IPv4 address.
  @inlinable
  public var isV4: Bool { family == .v4 }

  /// True for an IPv6 address.
  @inlinable
  public var isV6: Bool { family == .v6 }

  /// The name of the zone; nil when there is none.
  public var zoneName: String? { zone.isNone ? nil : zone.name }

  /// The same address without its zone.
  @inlinable
  public var withoutZone: Address { isV4 ? self : Address(high: high, low: low) }

  /// The address `offset` further on, in the same zone; nil past the end of the family.
  @inlinable
  public func advanced(by offset: UInt128) -> Address? {
    let (sum, overflow) = value.addingReportingOverflow(offset)
    guard !overflow, family == .v6 || sum <= 0xffff_ffff else { return nil }
    return Address(family: family, value: sum, zone: zone)
  }

  /// The address `offset` further on, in the same zone; nil past the end of the family.
  @inlinable
  public func advanced(by offset: UInt64) -> Address? {
    advanced(by: UInt128(offset))
  }
}

extension Address: Comparable {
  /// IPv4 before IPv6, then by number, then by the name of the zone.
  @inlinable
  public static func < (left: Address, right: Address) -> Bool {
    if left.family != right.family { return left.family == .v4 }
    if left.high != right.high { return left.high < right.high }
    if left.low != right.low { return left.low < right.low }
    return left.zone < right.zone
  }
}
