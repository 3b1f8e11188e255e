// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Address ranges in canonical form (language.md §8), without walking them. Zones are told by their interface's name.
package enum CanonicalRanges {
  /// The set of the canonical forms of all addresses of `set`.
  package static func canonical(_ set: TargetSet) -> TargetSet {
    TargetSet(ranges: set.ranges.flatMap(of))
  }

  /// What a set opens: as `canonical`, but a range of IPv6 that merely holds the mapped addresses (`::/0`) does not open
  /// IPv4 with them. Only ranges that lie inside ::ffff:0:0/96 do.
  package static func opened(_ set: TargetSet) -> TargetSet {
    TargetSet(
      ranges: set.ranges.flatMap { range in
        range.first.isV4 || range.isMapped ? of(range) : of(range).filter { $0.first.isV6 }
      })
  }

  /// The parts of `range`, each of them in the form in which a single address of it would be judged.
  static func of(_ range: AddressRange) -> [AddressRange] {
    if range.first.isV4 || range.first.zone.isNone { return range.canonicalForms }
    return zoned(range).flatMap(\.canonicalForms)
  }

  /// The parts where a zone means something keep it, under the interface's own name; the others lose it.
  private static func zoned(_ range: AddressRange) -> [AddressRange] {
    let whole = TargetSet(range)
    let kept = whole.intersection(SpecialAddresses.zoned).ranges.compactMap {
      AddressRange(first: $0.first.inCanonicalZone, last: $0.last.inCanonicalZone)
    }
    let bare = whole.subtracting(SpecialAddresses.zoned).ranges.compactMap {
      AddressRange(first: $0.first.withoutZone, last: $0.last.withoutZone)
    }
    return kept + bare
  }
}
