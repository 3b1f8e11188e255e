// SPDX-License-Identifier: GPL-3.0-or-later

/// When probes to many hosts are over, each after its own host's time, without looking at all of them.
///
/// Hosts that never answered are all waited for the longest time, so their probes are over in the order of sending and
/// stand in a queue; the others in a heap. Entries of answered probes stay until they are due.
struct ExpiryBook: Sendable {
  /// A probe and its moment.
  struct Entry: Sendable {
    let attempt: AttemptID
    let serial: UInt64
    let due: MonotonicTime
  }

  private var queue: [Entry] = []
  private var head = 0
  private var heap = TimerHeap<Entry>()

  /// The earliest moment at which a probe may be over.
  var nextDue: MonotonicTime? {
    guard head < queue.count else { return heap.nextDue }
    return heap.nextDue.map { min($0, queue[head].due) } ?? queue[head].due
  }

  /// Adds a probe that is waited for the longest time; none has been added that is over later.
  mutating func addPatient(_ entry: Entry) { queue.append(entry) }

  /// Adds a probe with a time of its own.
  mutating func add(_ entry: Entry) { heap.add(entry, due: entry.due) }

  /// Takes out an entry whose moment has come.
  mutating func popDue(_ now: MonotonicTime) -> Entry? {
    if head < queue.count, queue[head].due <= now {
      defer { advance() }
      return queue[head]
    }
    return heap.popDue(now)
  }

  private mutating func advance() {
    head += 1
    if head == queue.count {
      queue.removeAll(keepingCapacity: true)
      head = 0
    } else if head >= 4096, head * 2 >= queue.count {
      queue.removeSubrange(0..<head)
      head = 0
    }
  }
}
