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
  /// The hosts by address, once asked for and until another comes.
  private var sorted: [Address]?

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

  /// The hosts by address.
  mutating func byAddress() -> [Address] {
    if let sorted { return sorted }
    let order = hosts.sorted()
    sorted = order
    return order
  }

  /// The hosts that are held to be up, in the order in which they came.
  var up: [Address] { zip(hosts, tallies).compactMap { $1.upReason == nil ? nil : $0 } }

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
