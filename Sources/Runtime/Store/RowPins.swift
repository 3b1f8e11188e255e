// SPDX-License-Identifier: GPL-3.0-or-later

/// Which rows of a scan keep their number because somebody holds a handle on them.
///
/// Rows come in the order of answers and are read by address: in that order nearly every one is a cache miss. So the rows
/// of a scan that is over are put into the order of reports once, all but those that a handler got hold of before.
struct RowPins {
  private var pinned: Set<UInt32> = []
  private var areAllPinned = false
  /// With more pins than this all rows stay: so many handles are mostly one for each row.
  private static let most = 1 << 16

  /// Lets a row keep its number.
  mutating func pin(_ row: UInt32) {
    guard !areAllPinned else { return }
    pinned.insert(row)
    if pinned.count > Self.most {
      areAllPinned = true
      pinned = []
    }
  }

  /// For each number the row that gets it, pinned rows their own and the others in the order given; `nil` where none
  /// may move.
  func arrangement(of order: [UInt32]) -> [UInt32]? {
    guard !areAllPinned else { return nil }
    if pinned.isEmpty { return order }
    var isPinned = [Bool](repeating: false, count: order.count)
    for row in pinned { isPinned[Int(row)] = true }
    var free = order.lazy.filter { !isPinned[Int($0)] }.makeIterator()
    return (0..<UInt32(truncatingIfNeeded: order.count)).map { isPinned[Int($0)] ? $0 : free.next() ?? $0 }
  }
}
