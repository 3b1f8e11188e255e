// SPDX-License-Identifier: GPL-3.0-or-later

/// A hash index from values to their places in an array that is kept elsewhere.
///
/// Open addressing with linear probing (Knuth, The Art of Computer Programming, volume 3, section 6.4). Each slot
/// keeps half of the hash: keys are only looked at when they are very likely the ones, and growing looks at none,
/// since touching a key costs a cache miss and a count of references.
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

  /// The half of a hash that is kept.
  @inline(__always)
  private static func half(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }

  /// The place of a key whose hash is given, `nil` when it is not there.
  @inline(__always)
  func place(of key: Value, hash: UInt64, in keys: [Value]) -> Int? {
    slots.withUnsafeBufferPointer { slots in
      keys.withUnsafeBufferPointer { keys in
        let mask = slots.count - 1
        let half = Self.half(hash)
        var position = Int(half) & mask
        while slots[position].place >= 0 {
          let place = Int(slots[position].place)
          if slots[position].hash == half, keys[place].isSame(as: key) { return place }
          position = (position + 1) & mask
        }
        return nil
      }
    }
  }

  /// Adds a place whose key is not in the index yet.
  mutating func add(_ place: Int, hash: UInt64) {
    if count * 2 >= slots.count { grow() }
    insert(Slot(hash: Self.half(hash), place: Int32(truncatingIfNeeded: place)))
    count += 1
  }

  private mutating func insert(_ slot: Slot) {
    slots.withUnsafeMutableBufferPointer { slots in
      let mask = slots.count - 1
      var position = Int(slot.hash) & mask
      while slots[position].place >= 0 { position = (position + 1) & mask }
      slots[position] = slot
    }
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(hash: 0, place: -1), count: old.count * 2)
    for slot in old where slot.place >= 0 { insert(slot) }
  }
}

extension Value {
  /// A hash of 64 bits; equal values have equal ones. Texts remember theirs.
  var hashCode: UInt64 {
    switch self {
    case .int(let number): return Self.mixed(UInt64(bitPattern: Int64(number)))
    // A whole number is the same key whether it is an integer or a float.
    case .float(let number):
      if let whole = Int(exactly: number) { return Self.mixed(UInt64(bitPattern: Int64(whole))) }
    // Addresses are what results are grouped by most; the top bit keeps them apart from small numbers.
    case .address4(let bits): return Self.mixed(UInt64(bits) | 1 << 63)
    case .object(let object) where object.kind == .address6:
      // As the IPv4 address that it is the same as, where it is mapped.
      if let bits = asUnmapped?.v4 { return Self.mixed(UInt64(bits) | 1 << 63) }
    default: break
    }
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
