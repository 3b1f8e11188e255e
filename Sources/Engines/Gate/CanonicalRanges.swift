// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Address ranges in canonical form (language.md §8), without walking them. Zones are told by their interface's name.
package enum CanonicalRanges {
  /// The IPv4-mapped block ::ffff:0:0/96 (RFC 4291 §2.5.5.2), halves of its first and last address.
  private static let mapped = (high: UInt64(0), first: UInt64(0xffff_0000_0000), last: UInt64(0xffff_ffff_ffff))

  /// The set of the canonical forms of all addresses of `set`.
  package static func canonical(_ set: TargetSet) -> TargetSet {
    TargetSet(ranges: set.ranges.flatMap(of))
  }

  /// The parts of `range`, each of them in the form in which a single address of it would be judged.
  static func of(_ range: AddressRange) -> [AddressRange] {
    if range.first.isV4 { return v4(range) }
    return range.first.zone.isNone ? v6(range) : zoned(range).flatMap(v6)
  }

  /// The parts where a zone means something keep it, under the interface's own name; the others lose it.
  private static func zoned(_ range: AddressRange) -> [AddressRange] {
    let whole = TargetSet(range)
    let kept = whole.intersection(SpecialAddresses.zoned).ranges.flatMap {
      pair($0.first.inCanonicalZone, $0.last.inCanonicalZone)
    }
    return kept
      + whole.subtracting(SpecialAddresses.zoned).ranges.flatMap { pair($0.first.withoutZone, $0.last.withoutZone) }
  }

  private static func v4(_ range: AddressRange) -> [AddressRange] {
    let unspecified = Address(v4: 0)
    guard range.first == unspecified else { return [range] }
    return [AddressRange(unspecified.canonical)] + rest(of: range, after: unspecified)
  }

  private static func v6(_ range: AddressRange) -> [AddressRange] {
    let zone = range.first.zone
    let unspecified = Address(high: 0, low: 0, zone: zone)
    if range.first == unspecified {
      return [AddressRange(unspecified.canonical)] + rest(of: range, after: unspecified).flatMap(v6)
    }
    let first = Address(high: mapped.high, low: mapped.first, zone: zone)
    let last = Address(high: mapped.high, low: mapped.last, zone: zone)
    if range.last < first || last < range.first { return [range] }
    var parts: [AddressRange] = []
    if range.first < first, let before = Address.preceding(first) { parts += pair(range.first, before) }
    let inner = (max(range.first, first), min(range.last, last))
    parts += pair(unmapped(inner.0), unmapped(inner.1)).flatMap(v4)
    return parts + rest(of: range, after: last)
  }

  private static func unmapped(_ address: Address) -> Address {
    Address(v4: UInt32(truncatingIfNeeded: address.low))
  }

  private static func pair(_ first: Address, _ last: Address) -> [AddressRange] {
    AddressRange(first: first, last: last).map { [$0] } ?? []
  }

  private static func rest(of range: AddressRange, after address: Address) -> [AddressRange] {
    guard address < range.last, let next = address.advanced(by: UInt64(1)) else { return [] }
    return pair(next, range.last)
  }
}

extension Address {
  /// The IPv6 address before this one, in the same zone.
  fileprivate static func preceding(_ address: Address) -> Address? {
    if address.low > 0 { return Address(high: address.high, low: address.low - 1, zone: address.zone) }
    return address.high > 0 ? Address(high: address.high - 1, low: .max, zone: address.zone) : nil
  }
}
