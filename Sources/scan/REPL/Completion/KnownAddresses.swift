// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang
import ScanRuntime

/// Hosts of past scans as candidates: each by itself while they are few, else by what their addresses begin with, as
/// folders stand for their files.
struct KnownAddresses {
  /// More hosts than these stand together.
  static let limit = 60

  /// Candidates for the hosts whose addresses begin with `prefix`.
  static func candidates(_ hosts: LiveValues.KnownHosts, _ prefix: AddressPrefix) -> [CompletionCandidate] {
    // Where not all were looked at, or there are too many to write, nothing that they have in common is known.
    guard !hosts.isCut, hosts.others.count <= limit else { return [] }
    let others = hosts.others.map { candidate($0) }
    if hosts.v4.count <= limit { return hosts.v4.map { candidate(Address(v4: $0)) } + others }
    for octets in (prefix.completeOctets + 1)..<4 {
      let groups = groups(hosts.v4, octets: octets)
      if groups.count > 1 { return groups + others }
    }
    return hosts.v4.map { candidate(Address(v4: $0)) } + others
  }

  private static func candidate(_ host: Address) -> CompletionCandidate {
    CompletionCandidate(host.description, "a host of a past scan")
  }

  /// Beginnings of so many octets, with how many hosts have them.
  private static func groups(_ hosts: [UInt32], octets: Int) -> [CompletionCandidate] {
    let shift = UInt32(truncatingIfNeeded: 32 - 8 * octets)
    var counts: [(beginning: UInt32, count: Int)] = []
    for host in hosts {
      if counts.last?.beginning == host >> shift {
        counts[counts.count - 1].count += 1
      } else {
        counts.append((host >> shift, 1))
      }
    }
    return counts.map { beginning, count in
      let whole = Address(v4: beginning << shift).description.split(separator: ".").prefix(octets)
      let text = whole.joined(separator: ".") + "."
      return CompletionCandidate(text, count == 1 ? "1 host" : "\(count) hosts", ending: .nothing)
    }
  }
}
