// SPDX-License-Identifier: GPL-3.0-or-later

/// A range as the addresses that packets really go to, without walking it (language.md §8).
extension AddressRange {
  /// The IPv4-mapped block ::ffff:0:0/96 (RFC 4291 §2.5.5.2), halves of its first and last address.
  private static let mapped = (high: UInt64(0), first: UInt64(0xffff_0000_0000), last: UInt64(0xffff_ffff_ffff))

  /// The ranges of what `Address.canonical` makes of its addresses; zones stay as they are.
  ///
  /// The ends alone would not do: 0.0.0.0 becomes 127.0.0.1, which lies in the midst of 0.0.0.0/0.
  public var canonicalForms: [AddressRange] { first.isV4 ? canonicalV4 : canonicalV6 }

  /// Whether all its addresses are IPv4-mapped ones (RFC 4291 §2.5.5.2).
  public var isMapped: Bool { first.isMapped && last.isMapped }

  /// The IPv4 addresses that a mapped range stands for; every other range as it is.
  public var unmapped: AddressRange { isMapped ? AddressRange(checked: first.unmapped, last.unmapped) : self }

  private var canonicalV4: [AddressRange] {
    let unspecified = Address(v4: 0)
    guard first == unspecified else { return [self] }
    return [AddressRange(unspecified.canonical)] + rest(after: unspecified)
  }

  private var canonicalV6: [AddressRange] {
    let zone = first.zone
    let unspecified = Address(high: 0, low: 0, zone: zone)
    if first == unspecified {
      return [AddressRange(unspecified.canonical)] + rest(after: unspecified).flatMap(\.canonicalV6)
    }
    let firstMapped = Address(high: Self.mapped.high, low: Self.mapped.first, zone: zone)
    let lastMapped = Address(high: Self.mapped.high, low: Self.mapped.last, zone: zone)
    if last < firstMapped || lastMapped < first { return [self] }
    var parts: [AddressRange] = []
    if first < firstMapped, let before = firstMapped.preceding { parts += Self.range(first, before) }
    let inner = (max(first, firstMapped), min(last, lastMapped))
    parts += Self.range(Self.unmapped(inner.0), Self.unmapped(inner.1)).flatMap(\.canonicalV4)
    return parts + rest(after: lastMapped)
  }

  private static func unmapped(_ address: Address) -> Address {
    Address(v4: UInt32(truncatingIfNeeded: address.low))
  }

  private static func range(_ first: Address, _ last: Address) -> [AddressRange] {
    AddressRange(first: first, last: last).map { [$0] } ?? []
  }

  private func rest(after address: Address) -> [AddressRange] {
    guard address < last, let next = address.advanced(by: UInt64(1)) else { return [] }
    return Self.range(next, last)
  }
}

extension Address {
  /// The IPv6 address before this one, in the same zone.
  fileprivate var preceding: Address? {
    if low > 0 { return Address(high: high, low: low - 1, zone: zone) }
    return high > 0 ? Address(high: high - 1, low: .max, zone: zone) : nil
  }
}
