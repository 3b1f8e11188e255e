// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// The tallies of a scan's hosts, changed in place and walked by address.
struct HostTallies {
  /// Where each host's tally stands: small entries, so that the table grows cheaply.
  private var places: [Address: UInt32] = [:]
  private var hosts: [Address] = []
  private var tallies: [HostTally] = []
  /// The host that was changed last. Verdicts come in runs where few hosts have many ports.
  private var last: (host: Address, place: Int)?
  /// The places by address, once asked for and until another host comes.
  private var sorted: [UInt32]?

  var count: Int { hosts.count }

  /// The tally of a host, `nil` when nothing was counted of it.
  subscript(host: Address) -> HostTally? { places[host].map { tallies[Int($0)] } }

  /// Every tally, in the order in which the hosts came.
  var values: [HostTally] { tallies }

  /// The hosts in the order in which they came.
  var keys: [Address] { hosts }

  /// Changes the tally of a host, an empty one when it is new.
  mutating func change(_ host: Address, _ body: (inout HostTally) -> Void) {
    if let last, last.host == host { return body(&tallies[last.place]) }
    let place = place(of: host)
    last = (host, place)
    body(&tallies[place])
  }

  /// What `read` makes of each host and its tally, by address.
  mutating func byAddress<Reading>(_ read: (Address, borrowing HostTally) -> Reading) -> [Reading] {
    let order = order()
    // Read where they lie: copies would count references to a list for each of them.
    return tallies.withUnsafeBufferPointer { tallies in order.map { read(hosts[Int($0)], tallies[Int($0)]) } }
  }

  private mutating func order() -> [UInt32] {
    if let sorted { return sorted }
    let order = hosts.withUnsafeBufferPointer { hosts in
      (0..<UInt32(truncatingIfNeeded: hosts.count)).sorted { hosts[Int($0)] < hosts[Int($1)] }
    }
    sorted = order
    return order
  }

  private mutating func place(of host: Address) -> Int {
    if let place = places[host] { return Int(place) }
    let place = hosts.count
    places[host] = UInt32(truncatingIfNeeded: place)
    hosts.append(host)
    tallies.append(HostTally())
    sorted = nil
    return place
  }
}
