// SPDX-License-Identifier: GPL-3.0-or-later

/// First in, first out, of job positions: eight bytes each, in one block.
struct PositionQueue: Sendable {
  private var storage: [UInt64] = []
  private var head = 0

  /// Number of positions that wait.
  var count: Int { storage.count - head }

  /// Whether none waits.
  var isEmpty: Bool { head == storage.count }

  /// Adds a position at the end.
  mutating func append(_ position: UInt64) {
    storage.append(position)
  }

  /// Takes the first position out.
  mutating func popFirst() -> UInt64? {
    guard head < storage.count else { return nil }
    let position = storage[head]
    head += 1
    if head == storage.count {
      storage.removeAll(keepingCapacity: true)
      head = 0
    } else if head >= 4096, head * 2 >= storage.count {
      storage.removeSubrange(0..<head)
      head = 0
    }
    return position
  }
}
