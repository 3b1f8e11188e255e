// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Addresses that a rule closes, in canonical form.
///
/// A link-local address that is closed in one zone is closed without a zone too: only the interface that is chosen when
/// the packet leaves decides where it goes, so it may go there. In its other zones it stays open.
struct ClosedAddresses: Sendable {
  private var named = TargetSet()
  /// What `named` closes in some zone, without the zone; only addresses without one are held against it.
  private var bare = TargetSet()

  /// Closes nothing.
  init() {}

  /// Closes `set`.
  init(_ set: TargetSet) { close(set) }

  /// Closes `set` too.
  mutating func close(_ set: TargetSet) {
    let canonical = CanonicalRanges.canonical(set)
    named = named.union(canonical)
    let zoned = canonical.ranges.filter { !$0.first.zone.isNone }
    bare = bare.union(
      TargetSet(ranges: zoned.compactMap { AddressRange(first: $0.first.withoutZone, last: $0.last.withoutZone) }))
  }

  /// Whether an address in the form of `Address.judged` is closed.
  func contains(_ address: Address) -> Bool {
    if named.isEmpty { return false }
    return named.contains(address) || (!bare.isEmpty && address.zone.isNone && bare.contains(address))
  }

  /// The lowest closed address of a set in canonical form.
  func first(in set: TargetSet) -> Address? { closed(of: set).ranges.first?.first }

  /// The closed addresses of a set in canonical form.
  func closed(of set: TargetSet) -> TargetSet {
    if named.isEmpty { return TargetSet() }
    let bareAsked = bare.isEmpty ? TargetSet() : TargetSet(ranges: set.ranges.filter { $0.first.zone.isNone })
    return set.intersection(named).union(bareAsked.intersection(bare))
  }
}
