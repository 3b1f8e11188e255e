// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// What past scans found, for whoever types their addresses and ports again.
extension LiveValues {
  /// Hosts of past results.
  public struct KnownHosts: Sendable {
    /// IPv4 addresses as numbers, rising.
    public var v4: [UInt32] = []
    /// All others, rising.
    public var others: [Address] = []
    /// Whether there are more than were looked at.
    public var isCut = false

    /// No hosts.
    public init() {}
  }

  /// A port that was open in past results.
  public struct KnownPort: Hashable, Sendable {
    /// Number and protocol.
    public let port: Port
    /// In how many results.
    public let count: Int
  }

  /// More hosts or ports than these are not looked at: somebody waits for the answer.
  private static let hostLimit = 2_000_000
  private static let rowLimit = 4_000_000

  /// Keys of the map in a global slot that are texts, at most so many.
  public func keys(ofSlot slot: Int, limit: Int) -> [String] {
    guard let map = session.globals[slot].asMap else { return [] }
    return map.keys.prefix(limit).compactMap { $0.asText }
  }

  /// Hosts that answered and whose addresses begin with what was typed.
  public func hosts(beginningWith prefix: AddressPrefix) -> KnownHosts {
    var found = KnownHosts()
    var left = Self.hostLimit
    for results in session.stores.all.reversed() {
      guard left > 0 else { break }
      left -= results.tallies.count
      for (host, tally) in zip(results.tallies.keys, results.tallies.values) where tally.upReason != nil {
        if let bits = host.v4 {
          if prefix.holds(v4: bits) { found.v4.append(bits) }
        } else if prefix.holds(host) {
          found.others.append(host)
        }
      }
    }
    found.isCut = left <= 0
    found.v4 = Self.distinct(found.v4)
    found.others = Self.distinct(found.others)
    return found
  }

  private static func distinct<Element: Comparable>(_ elements: [Element]) -> [Element] {
    var distinct: [Element] = []
    for element in elements.sorted() where element != distinct.last { distinct.append(element) }
    return distinct
  }

  /// Networks and ranges that past scans asked, the latest first, at most so many.
  public func networks(limit: Int) -> [String] {
    var seen: Set<String> = []
    var found: [String] = []
    for results in session.stores.all.reversed() {
      for range in results.targets.ranges.prefix(limit) where range.count > 1 && found.count < limit {
        let text = TargetSet(range).description
        if !text.contains(","), seen.insert(text).inserted { found.append(text) }
      }
    }
    return found
  }

  /// Ports that were open, by number.
  public func openPorts() -> [KnownPort] {
    // TCP before UDP of each number.
    var counts = [Int](repeating: 0, count: 2 << 16)
    var found: [Int] = []
    var left = Self.rowLimit
    for results in session.stores.all.reversed() where left > 0 {
      left -= results.rows.count
      for row in results.rows where row.primary.state == .open {
        let place = Int(row.port) << 1 | (row.transport == .udp ? 1 : 0)
        if counts[place] == 0 { found.append(place) }
        counts[place] += 1
      }
    }
    return found.sorted().map { place in
      let port = Port(UInt16(truncatingIfNeeded: place >> 1), place & 1 == 1 ? .udp : .tcp)
      return KnownPort(port: port, count: counts[place])
    }
  }
}
