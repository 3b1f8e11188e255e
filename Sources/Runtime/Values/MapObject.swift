// SPDX-License-Identifier: GPL-3.0-or-later

/// A map that keeps the order in which keys came.
///
/// Small maps, by far the most common, are searched in order: keys written in a script are the same object
/// everywhere, so the search is mostly a comparison of references. Beyond `indexThreshold` keys a hash index is kept.
/// The values of a map of up to four entries stand in the object itself: a record made by a script is one piece of
/// memory, its keys shared with all records of its kind.
final class MapObject: HeapObject {
  private(set) var keys: [Value]
  private var inline: (Value, Value, Value, Value) = (.none, .none, .none, .none)
  /// All values, once there are more than fit into `inline`.
  private var overflow: [Value] = []
  private var index: ValueIndex?

  /// How many values stand in the object itself.
  private static let inlineCount = 4
  /// Above this many keys a hash index pays.
  static let indexThreshold = 8

  init(keys: [Value] = [], values: [Value] = [], index: ValueIndex? = nil) {
    self.keys = keys
    self.index = index
    super.init(kind: .map)
    if keys.count > Self.inlineCount {
      overflow = values
    } else {
      for (place, value) in values.enumerated() { setInline(place, value) }
    }
    holds(values)
    if index == nil, keys.count > Self.indexThreshold { rebuildIndex() }
  }

  /// A map with these keys, whose values are put in one by one.
  init(keysOfRecord keys: [Value]) {
    self.keys = keys
    super.init(kind: .map)
    height = 1
    if keys.count > Self.inlineCount { overflow = Array(repeating: .none, count: keys.count) }
    if keys.count > Self.indexThreshold { rebuildIndex() }
  }

  /// A copy to be changed.
  init(copying other: MapObject) {
    keys = other.keys
    inline = other.inline
    overflow = other.overflow
    index = other.index
    super.init(kind: .map)
    height = other.height
  }

  /// How many entries there are.
  var count: Int { keys.count }

  /// The values in the order of the keys.
  var values: [Value] { keys.count > Self.inlineCount ? overflow : keys.indices.map { value(at: $0) } }

  /// The value at a place.
  @inline(__always)
  func value(at place: Int) -> Value {
    if keys.count > Self.inlineCount { return overflow[place] }
    switch place {
    case 0: return inline.0
    case 1: return inline.1
    case 2: return inline.2
    default: return inline.3
    }
  }

  @inline(__always)
  private func setInline(_ place: Int, _ value: Value) {
    switch place {
    case 0: inline.0 = value
    case 1: inline.1 = value
    case 2: inline.2 = value
    default: inline.3 = value
    }
  }

  private func store(_ value: Value, at place: Int) {
    if keys.count > Self.inlineCount { overflow[place] = value } else { setInline(place, value) }
  }

  /// Where a key stands, or `nil`.
  func position(of key: Value) -> Int? {
    if let index { return index.place(of: key, hash: key.hashCode, in: keys) }
    for place in 0..<keys.count where keys[place].isSame(as: key) { return place }
    return nil
  }

  /// Where the key with a text stands, or `nil`.
  func position(of key: TextObject) -> Int? {
    if index == nil {
      for place in 0..<keys.count {
        if case .object(let object) = keys[place], object === key { return place }
      }
    }
    return position(of: .object(key))
  }

  /// The value under a key of a small map, looked for first where a map of the same kind had it; `nil` where a look-up
  /// by `position` is needed.
  @inline(__always)
  func value(of key: TextObject, near place: Int) -> (value: Value, place: Int)? {
    keys.withUnsafeBufferPointer { keys in
      if place < keys.count, case .object(let object) = keys[place], object === key {
        return (value(at: place), place)
      }
      guard keys.count <= Self.indexThreshold else { return nil }
      for place in 0..<keys.count {
        if case .object(let object) = keys[place], object === key { return (value(at: place), place) }
      }
      return nil
    }
  }

  /// The value under a key, or `nil`.
  subscript(_ key: Value) -> Value? {
    position(of: key).map { value(at: $0) }
  }

  /// Puts a value under a key, at the end when the key is new.
  func set(_ key: Value, _ value: Value) {
    holds(value)
    if height == 0 { height = 1 }
    guard index != nil else {
      if let place = position(of: key) { return store(value, at: place) }
      return append(key, value, hash: nil)
    }
    let hash = key.hashCode
    if let place = index?.place(of: key, hash: hash, in: keys) { return store(value, at: place) }
    append(key, value, hash: hash)
  }

  private func append(_ key: Value, _ value: Value, hash: UInt64?) {
    let place = keys.count
    if place == Self.inlineCount {
      overflow = values
      inline = (.none, .none, .none, .none)
    }
    keys.append(key)
    if place >= Self.inlineCount { overflow.append(value) } else { setInline(place, value) }
    if let hash {
      index?.add(place, hash: hash)
    } else if keys.count > Self.indexThreshold {
      rebuildIndex()
    }
  }

  /// Exchanges the value at a place for `none`, so that it can be changed without a second owner.
  func take(at place: Int) -> Value {
    let taken = value(at: place)
    store(.none, at: place)
    return taken
  }

  /// Puts a value back at a place.
  func put(_ value: Value, at place: Int) {
    store(value, at: place)
    holds(value)
  }

  private func rebuildIndex() {
    var index = ValueIndex(capacity: keys.count)
    for (place, key) in keys.enumerated() { index.add(place, hash: key.hashCode) }
    self.index = index
  }
}
