// SPDX-License-Identifier: GPL-3.0-or-later

/// Things to come back to, the earliest first: a binary heap over one array.
struct TimerHeap<Payload: Sendable>: Sendable {
  /// One thing and its moment.
  struct Entry: Sendable {
    let due: MonotonicTime
    let payload: Payload
  }

  private var entries: [Entry] = []

  /// Number of things that wait.
  var count: Int { entries.count }

  /// When the earliest is due.
  var nextDue: MonotonicTime? { entries.first?.due }

  /// Adds a thing.
  mutating func add(_ payload: Payload, due: MonotonicTime) {
    entries.append(Entry(due: due, payload: payload))
    var child = entries.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      if entries[parent].due <= entries[child].due { break }
      entries.swapAt(parent, child)
      child = parent
    }
  }

  /// Takes the earliest thing out if its moment has come.
  mutating func popDue(_ now: MonotonicTime) -> Payload? {
    guard let first = entries.first, first.due <= now else { return nil }
    entries.swapAt(0, entries.count - 1)
    entries.removeLast()
    sink()
    return first.payload
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var least = parent
      for child in (2 * parent + 1)...(2 * parent + 2) where child < entries.count {
        if entries[child].due < entries[least].due { least = child }
      }
      if least == parent { return }
      entries.swapAt(least, parent)
      parent = least
    }
  }
}
