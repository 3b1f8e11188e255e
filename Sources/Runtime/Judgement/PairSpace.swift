// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Pairs of address and port as boxes of which no two share an address, so that a /8 with all ports costs no more
/// than one pair.
struct PairSpace {
  /// Every port of a set at every address of another.
  struct Box {
    var hosts: TargetSet
    var ports: PortSet

    var count: UInt128 {
      let product = hosts.count.multipliedReportingOverflow(by: UInt128(ports.count))
      return product.overflow ? .max : product.partialValue
    }
  }

  private(set) var boxes: [Box]

  /// The pairs of one box.
  init(hosts: TargetSet, ports: PortSet) { self.init([Box(hosts: hosts, ports: ports)]) }

  private init(_ boxes: [Box]) { self.boxes = boxes.filter { !$0.hosts.isEmpty && !$0.ports.isEmpty } }

  var isEmpty: Bool { boxes.isEmpty }

  /// How many pairs there are; a bare port counts once.
  var count: UInt128 {
    boxes.reduce(0) { total, box in
      let sum = total.addingReportingOverflow(box.count)
      return sum.overflow ? .max : sum.partialValue
    }
  }

  /// The ports that belong to an address.
  func ports(of host: Address) -> PortSet? { boxes.first { $0.hosts.contains(host) }?.ports }

  /// The pairs that lie in a box as well. A bare port meeting a pinned one gives the pinned one.
  func intersection(hosts: TargetSet, ports: PortSet) -> PairSpace {
    PairSpace(boxes.map { Box(hosts: $0.hosts & hosts, ports: $0.ports & ports) })
  }

  /// The pairs that do not lie in a box.
  func subtracting(hosts: TargetSet, ports: PortSet) -> PairSpace {
    PairSpace(
      boxes.flatMap { box in
        [
          Box(hosts: box.hosts - hosts, ports: box.ports),
          Box(hosts: box.hosts & hosts, ports: box.ports - ports),
        ]
      })
  }

  /// The pairs that are in both.
  func intersection(_ other: PairSpace) -> PairSpace {
    PairSpace(other.boxes.flatMap { intersection(hosts: $0.hosts, ports: $0.ports).boxes })
  }

  /// The pairs that the other does not have.
  func subtracting(_ other: PairSpace) -> PairSpace {
    other.boxes.reduce(self) { $0.subtracting(hosts: $1.hosts, ports: $1.ports) }
  }
}

/// Answers for pair after pair whether it belongs to a space; pairs of one address come together, so that the address
/// is looked up once.
struct PairMembership {
  private let space: PairSpace
  private var host: Address?
  private var ports: PortSet?

  init(_ space: PairSpace) { self.space = space }

  mutating func contains(_ row: PortRow) -> Bool {
    if host != row.host {
      host = row.host
      ports = space.ports(of: row.host)
    }
    return ports?.matches(number: row.port, proto: row.transport) ?? false
  }
}
