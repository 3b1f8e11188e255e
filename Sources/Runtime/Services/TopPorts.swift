// SPDX-License-Identifier: GPL-3.0-or-later

import NetworkTypes

/// The TCP ports to look at first.
///
/// The order is our own judgement of what is exposed and attacked today. There is no openly licensed data on how often
/// ports are open, and no scanner's list was used. It has four parts, and a port counts where it first comes:
///
/// 1. `leaders`: the ports that decide most scans, whatever is being looked for.
/// 2. The groups: services by what they are for, in the order in which finding one open matters.
/// 3. `alternates`: the numbers next to well-known ones, where people move a service or start a second one.
/// 4. `systemPorts`: system ports (0-1023) that IANA has assigned, as far as needed for 1,000.
///
/// The list is written out and does not follow `ServiceTable`: naming a service never changes what a script scans.
enum TopPorts {
  /// How many ports are ranked.
  static let rankedCount = 1_000

  /// The ranked ports, first things first; no port twice.
  static let ranking: [UInt16] = {
    let groups: [[UInt16]] = [
      leaders, remoteAccess, web, databases, orchestration, mail, fileSharing, directory, messaging, monitoring,
      tunnels, industrial, voiceAndMedia, printingAndDevices, development, games,
    ]
    var seen: Set<UInt16> = []
    let ranked = (groups + [alternates, systemPorts]).joined().filter { seen.insert($0).inserted }
    return Array(ranked.prefix(rankedCount))
  }()

  /// The first `count` TCP ports, pinned to TCP.
  ///
  /// After the 1,000 ranked ones come all others from 1 to 65535 in numeric order. A count below 1 gives no port, one
  /// above 65,535 all of them; a larger count always contains a smaller one's ports.
  static func tcp(_ count: Int) -> PortSet {
    guard count > 0 else { return PortSet() }
    guard count < 65_535 else { return PortSet(1...65_535, .tcp) }
    let ranked = PortSet(ranking.prefix(count).map { Port($0, .tcp) })
    guard count > ranking.count else { return ranked }
    let known = Set(ranking)
    let rest = (1...UInt16.max).lazy.filter { !known.contains($0) }.prefix(count - ranking.count)
    return ranked.union(PortSet(rest.map { Port($0, .tcp) }))
  }
}
