// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// How many ports of each host of a large target set stayed silent: two bytes a host, in pages that come when they are
/// needed, in place of a tally for each host that never says anything.
struct SilenceLedger {
  /// Target sets of up to so many hosts have a tally for each host.
  static let smallest: UInt128 = 1 << 16
  private static let pageSize: UInt64 = 1 << 16

  private var pages: [UInt64: [UInt16]] = [:]
  /// What two bytes cannot hold.
  private var surplus: [UInt64: UInt64] = [:]
  /// Hosts with a silent port.
  private(set) var hosts: UInt64 = 0
  /// Silent ports in all.
  private(set) var ports: UInt64 = 0

  /// Counts a silent port of the host at `place` in the target set.
  mutating func add(_ place: UInt64) {
    let page = place / Self.pageSize
    let offset = Int(truncatingIfNeeded: place % Self.pageSize)
    ports += 1
    if pages[page] == nil { pages[page] = Array(repeating: 0, count: Int(Self.pageSize)) }
    let old = pages[page]?[offset] ?? 0
    if old == 0 { hosts += 1 }
    if old == .max { surplus[place, default: 0] += 1 } else { pages[page]?[offset] = old + 1 }
  }

  /// Silent ports of the host at `place`.
  subscript(place: UInt64) -> UInt64 {
    let count = pages[place / Self.pageSize]?[Int(truncatingIfNeeded: place % Self.pageSize)] ?? 0
    return UInt64(count) + (surplus[place] ?? 0)
  }

  /// The places of hosts with a silent port, rising.
  var places: [UInt64] {
    pages.keys.sorted().flatMap { page in
      (pages[page] ?? []).enumerated().filter { $0.element > 0 }.map { page * Self.pageSize + UInt64($0.offset) }
    }
  }
}
