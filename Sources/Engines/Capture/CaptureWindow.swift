// SPDX-License-Identifier: GPL-3.0-or-later

/// Blocks that wait to be written, so that they can be put into the order of their times.
///
/// What arrived is read a little after it arrived, when later packets of ours may have left already. So the newest half of
/// what is held stays until more has come: packets that are known by then go out in order.
struct CaptureWindow {
  private struct Entry {
    var time: UInt64
    var place: Int
    var length: Int
  }

  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  private let capacity: Int

  /// A window of `capacity` bytes and one block.
  init(capacity: Int = 1 << 20) { self.capacity = capacity }

  /// Whether the older half should be taken out.
  var isFull: Bool { bytes.count >= capacity }

  /// Adds the block that `write` appends.
  mutating func add(time: UInt64, _ write: (inout [UInt8]) -> Void) {
    let place = bytes.count
    write(&bytes)
    entries.append(Entry(time: time, place: place, length: bytes.count - place))
  }

  /// Takes the older half out, in order; all of it at the end.
  mutating func take(all: Bool = false) -> [UInt8] {
    // Equal times keep their order: a packet that left comes before its answer.
    entries.sort { ($0.time, $0.place) < ($1.time, $1.place) }
    let count = all ? entries.count : entries.count / 2
    let taken = joined(entries[..<count])
    let rest = Array(entries[count...])
    bytes = joined(rest[...])
    entries = []
    var place = 0
    for entry in rest {
      entries.append(Entry(time: entry.time, place: place, length: entry.length))
      place += entry.length
    }
    return taken
  }

  private func joined(_ part: ArraySlice<Entry>) -> [UInt8] {
    var joined: [UInt8] = []
    joined.reserveCapacity(part.reduce(0) { $0 + $1.length })
    for entry in part { joined += bytes[entry.place..<entry.place + entry.length] }
    return joined
  }
}
