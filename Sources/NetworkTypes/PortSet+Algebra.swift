// SPDX-License-Identifier: GPL-3.0-or-later

extension PortSet {
  /// The ports of either set; bare and pinned ones stay what they are.
  public func union(_ other: PortSet) -> PortSet {
    PortSet(bare: bare.union(other.bare), tcp: tcp.union(other.tcp), udp: udp.union(other.udp))
  }

  /// The ports of both sets. A bare port meeting a pinned one gives the pinned one.
  public func intersection(_ other: PortSet) -> PortSet {
    func pinned(_ mine: Numbers, _ theirs: Numbers) -> Numbers {
      mine.intersection(theirs.union(other.bare)).union(bare.intersection(theirs))
    }
    return PortSet(
      bare: bare.intersection(other.bare), tcp: pinned(tcp, other.tcp), udp: pinned(udp, other.udp))
  }

  /// The ports of this set that are not in the other. Taking a pinned port from a bare one leaves that number
  /// pinned to the other protocol; bare ports that are not touched stay bare.
  public func subtracting(_ other: PortSet) -> PortSet {
    func pinned(_ mine: Numbers, minus theirs: Numbers, loosenedBy opposite: Numbers) -> Numbers {
      mine.union(bare.intersection(opposite)).subtracting(theirs.union(other.bare))
    }
    return PortSet(
      bare: bare.subtracting(other.bare.union(other.tcp).union(other.udp)),
      tcp: pinned(tcp, minus: other.tcp, loosenedBy: other.udp),
      udp: pinned(udp, minus: other.udp, loosenedBy: other.tcp))
  }

  /// True when every port of this set is in the other.
  public func isSubset(of other: PortSet) -> Bool {
    subtracting(other).isEmpty
  }

  /// The union.
  public static func | (left: PortSet, right: PortSet) -> PortSet { left.union(right) }

  /// The intersection.
  public static func & (left: PortSet, right: PortSet) -> PortSet { left.intersection(right) }

  /// The difference.
  public static func - (left: PortSet, right: PortSet) -> PortSet { left.subtracting(right) }
}

extension PortSet {
  /// The ports of this set that are not among `asked`, which are all pinned: a bare one is asked when it is over either
  /// protocol.
  public func notAsked(_ asked: PortSet) -> PortSet {
    let numbers = PortSet(ranges: asked.ranges.map { PortRange($0.first...$0.last) })
    let bare = PortSet(ranges: ranges.filter { $0.proto == nil })
    let pinned = PortSet(ranges: ranges.filter { $0.proto != nil })
    return (bare - numbers) | (pinned - asked)
  }
}
