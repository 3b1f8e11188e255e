// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// The ceiling of a scan that names no rate (language.md §5).
public enum DefaultRate {
  /// Gentle to networks of others and what stands between.
  public static let elsewhere = Rate.perSecond(10_000)

  /// The ceiling for targets: none where all are loopback or private addresses of networks that this machine is on.
  public static func ceiling(for targets: TargetSet) -> Rate? {
    let near = SpecialAddresses.loopback.union(SpecialAddresses.local.intersection(AttachedNetworks.current()))
    return CanonicalRanges.canonical(targets).isSubset(of: near) ? nil : elsewhere
  }
}
