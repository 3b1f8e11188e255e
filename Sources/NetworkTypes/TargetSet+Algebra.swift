// SPDX-License-Identifier: GPL-3.0-or-later

extension TargetSet {
  private var blocks: AddressBlocks { AddressBlocks(ranges) }

  /// The addresses of either set.
  public func union(_ other: TargetSet) -> TargetSet {
    if isEmpty { return other }
    return other.isEmpty ? self : TargetSet(blocks: blocks.union(other.blocks))
  }

  /// The addresses of both sets. An address without a zone meeting one with a zone gives the latter.
  public func intersection(_ other: TargetSet) -> TargetSet {
    isEmpty || other.isEmpty ? TargetSet() : TargetSet(blocks: blocks.intersection(other.blocks))
  }

  /// The addresses of this set that the other does not cover; one without a zone is taken away from every zone.
  public func subtracting(_ other: TargetSet) -> TargetSet {
    isEmpty || other.isEmpty ? self : TargetSet(blocks: blocks.subtracting(other.blocks))
  }

  /// True when the other set covers every address of this one.
  public func isSubset(of other: TargetSet) -> Bool {
    subtracting(other).isEmpty
  }

  /// The union.
  public static func | (left: TargetSet, right: TargetSet) -> TargetSet { left.union(right) }

  /// The intersection.
  public static func & (left: TargetSet, right: TargetSet) -> TargetSet { left.intersection(right) }

  /// The difference.
  public static func - (left: TargetSet, right: TargetSet) -> TargetSet { left.subtracting(right) }
}
