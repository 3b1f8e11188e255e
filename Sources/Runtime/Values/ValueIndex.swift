// SPDX-License-Identifier: GPL-3.0-or-later

/// A hash index from values to their places in an array that is kept elsewhere.
///
/// Open addressing with linear probing (Knuth, The Art of Computer Programming, volume 3, section 6.4). Each slot
/// keeps half of the hash, so that keys are only looked at when they are very likely the ones: touching a key that is
/// not wanted costs a cache miss and a count of references.
struct ValueIndex {
  private struct Slot {
    var hash: UInt32
    /// -1 for an empty slot.
    var place: Int32
  }
  private var slots: [Slot]
  private var count = 0

  /// An index with room for so many places.
  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: Slot(hash: 0, place: -1), count: size)
  }

  /// The place of a key whose hash is given, `nil` when it is not there.
  @inline(__always)
  func place(of key: Value, hash: UInt64, in keys: [Value]) -> Int? {
    slots.withUnsafeBufferPointer { slots in
      keys.withUnsafeBufferPointer { keys in
        let mask = slots.count - 1
        var position = Int(truncatingIfNeeded: hash) & mask
        let half = UInt32(truncatingIfNeeded: hash >> 32)
        while slots[position].place >= 0 {
          if slots[position].hash == half, keys[Int(slots[position].place)].isSame(as: key) {
            return Int(slots[position].place)
          }
          position = (position + 1) & mask
        }
        return nil
      }
    }
  }

  /// Adds a place whose key is not in the index yet.
  mutating func add(_ place: Int, hash: UInt64, keys: [Value]) {
    if count * 2 >= slots.count { grow(keys) }
    insert(place, hash)
    count += 1
  }

  private mutating func insert(_ place: Int, _ hash: UInt64) {
    let mask = slots.count - 1
    var position = Int(truncatingIfNeeded: hash) & mask
    while slots[position].place >= 0 { position = (position + 1) & mask }
    slots[position] = Slot(
      hash: UInt32(truncatingIfNeeded: hash >> 32), place: Int32(truncatingIfNeeded: place))
  }

  private mutating func grow(_ keys: [Value]) {
    let places = slots.lazy.filter { $0.place >= 0 }.map { Int($0.place) }
    let all = Array(places)
    slots = Array(repeating: Slot(hash: 0, place: -1), count: slots.count * 2)
    for place in all { insert(place, keys[place].hashCode) }
  }
}

extension Value {
  /// A hash of 64 bits; equal values have equal ones. Texts remember theirs.
  var hashCode: UInt64 {
    if case .int(let number) = self { return Self.mixed(UInt64(bitPattern: Int64(number))) }
    if let text = asTextObject { return text.hashCode }
    var hasher = Hasher()
    hash(into: &hasher)
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }

  /// A finaliser that spreads small differences over all bits (SplitMix64), salted for each process.
  fileprivate static func mixed(_ number: UInt64) -> UInt64 {
    var x = number ^ salt
    x = (x ^ (x >> 30)) &* 0xBF58_476D_1CE4_E5B9
    x = (x ^ (x >> 27)) &* 0x94D0_49BB_1331_11EB
    return x ^ (x >> 31)
  }

  /// What keeps keys that come from the network from being chosen to collide.
  private static let salt = UInt64(bitPattern: Int64(Hasher().finalize()))
}
