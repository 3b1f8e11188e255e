// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the probe on its way that an answer belongs to: an open-addressed table from cookies to places in the table of
/// attempts. Several probes may have the same cookie by chance; the caller tells them apart.
struct CookieTable: Sendable {
  /// A cookie above, a place plus one below; 0 when free.
  private var entries: [UInt64]
  private var mask: Int
  private(set) var count = 0

  /// An empty table.
  init() {
    entries = Array(repeating: 0, count: 1024)
    mask = 1023
  }

  /// Adds a probe.
  mutating func add(_ cookie: UInt32, _ id: AttemptID) {
    if count * 2 >= entries.count { grow() }
    insert(UInt64(cookie) << 32 | UInt64(id.slot &+ 1))
    count += 1
  }

  /// Takes a probe out; it must be in.
  mutating func remove(_ cookie: UInt32, _ id: AttemptID) {
    let wanted = UInt64(cookie) << 32 | UInt64(id.slot &+ 1)
    var place = home(wanted)
    while entries[place] != wanted {
      if entries[place] == 0 { return }
      place = (place + 1) & mask
    }
    count -= 1
    close(place)
  }

  /// The first probe with a cookie that `isWanted`.
  @inline(__always)
  func first(_ cookie: UInt32, where isWanted: (AttemptID) -> Bool) -> AttemptID? {
    var place = home(UInt64(cookie) << 32)
    while entries[place] != 0 {
      if UInt32(truncatingIfNeeded: entries[place] >> 32) == cookie {
        let id = AttemptID(slot: UInt32(truncatingIfNeeded: entries[place]) &- 1)
        if isWanted(id) { return id }
      }
      place = (place + 1) & mask
    }
    return nil
  }

  /// Cookies are a hash already.
  @inline(__always)
  private func home(_ entry: UInt64) -> Int { Int(truncatingIfNeeded: entry >> 32) & mask }

  private mutating func insert(_ entry: UInt64) {
    var place = home(entry)
    while entries[place] != 0 { place = (place + 1) & mask }
    entries[place] = entry
  }

  /// Moves up what stands behind a place that became free and belongs before it (Knuth, TAOCP 6.4, algorithm R).
  private mutating func close(_ start: Int) {
    var hole = start
    var place = (start + 1) & mask
    while entries[place] != 0 {
      let distance = (place &- home(entries[place])) & mask
      if distance >= (place &- hole) & mask {
        entries[hole] = entries[place]
        hole = place
      }
      place = (place + 1) & mask
    }
    entries[hole] = 0
  }

  private mutating func grow() {
    let old = entries
    entries = Array(repeating: 0, count: old.count * 2)
    mask = entries.count - 1
    for entry in old where entry != 0 { insert(entry) }
  }
}
