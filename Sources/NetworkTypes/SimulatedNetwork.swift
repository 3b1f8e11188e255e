// SPDX-License-Identifier: GPL-3.0-or-later

/// A network described as data: which addresses are hosts, how each of them behaves, how packets travel. Nothing is
/// stored for an address, so that a /8 of hosts costs what one host does.
public struct SimulatedNetwork: Sendable {
  /// The name under which it was declared.
  public let name: String
  /// What every draw starts from.
  public let seed: UInt64
  /// The hosts, each with its addresses; no address belongs to two of them.
  public let hosts: [SimulatedHost]
  /// What the path to all of them carries: what is more is dropped on the way there. No limit when absent.
  public let carries: Rate?

  /// The ranges of all hosts in rising order, with the host that each belongs to.
  @usableFromInline let places: [Place]

  /// A range of addresses and the host that has them.
  @usableFromInline
  struct Place: Sendable {
    @usableFromInline let range: AddressRange
    @usableFromInline let host: Int32
  }

  /// A network of `hosts`, whose addresses must not overlap; where they do, the earlier one has them.
  public init(name: String, seed: UInt64, hosts: [SimulatedHost], carries: Rate? = nil) {
    self.name = name
    self.carries = carries
    self.seed = seed
    self.hosts = hosts
    let pairs = hosts.enumerated().flatMap { number, host in
      host.targets.ranges.map { Place(range: $0, host: Int32(truncatingIfNeeded: number)) }
    }
    places = pairs.sorted { left, right in
      if left.range.first == right.range.first { return left.host < right.host }
      return TargetSet.precedes(left.range.first, right.range.first)
    }
  }

  /// The number of the host that has an address, `nil` where there is none.
  @inlinable
  public func hostNumber(at address: Address) -> Int? {
    let wanted = address.canonical
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if TargetSet.precedes(wanted, places[middle].range.first) { high = middle } else { low = middle + 1 }
    }
    if low > 0, places[low - 1].range.contains(wanted) { return Int(places[low - 1].host) }
    // A host that was described without a zone has its address in every zone.
    return wanted.zone.isNone ? nil : hostNumber(at: wanted.withoutZone)
  }

  /// The addresses of a host name, in the order of declaration; names are compared without regard to case, as in DNS
  /// (RFC 4343).
  public func addresses(named name: String) -> [Address] {
    let wanted = name.lowercased()
    return hosts.filter { $0.name?.lowercased() == wanted }.flatMap { host in
      host.targets.ranges.map(\.first)
    }
  }

  /// The name of the host that has an address, `nil` where it has none.
  public func name(of address: Address) -> String? {
    hostNumber(at: address).flatMap { hosts[$0].name }
  }
}
