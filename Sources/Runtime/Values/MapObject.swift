// SPDX-License-Identifier: GPL-3.0-or-later

/// A map that keeps the order in which keys came.
///
/// Small maps, by far the most common, are searched in order: keys written in a script are the same object
/// everywhere, so the search is mostly a comparison of references. Beyond `indexThreshold` keys a hash index is kept.
final class MapObject: HeapObject {
  private(set) var keys: [Value]
  private(set) var values: [Value]
  private var index: ValueIndex?

  /// Above this many keys a hash index pays.
  static let indexThreshold = 8

  init(keys: [Value] = [], values: [Value] = [], index: ValueIndex? = nil) {
    self.keys = keys
    self.values = values
    self.index = index
    super.init(kind: .map)
    holds(values)
    if index == nil, keys.count > Self.indexThreshold { rebuildIndex() }
  }

  /// A copy to be changed.
  init(copying other: MapObject) {
    self.keys = other.keys
    self.values = other.values
    self.index = other.index
    super.init(kind: .map)
    height = other.height
  }

  /// How many entries there are.
  var count: Int { keys.count }

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
      if place < keys.count, case .object(let object) = keys[place], object === key { return (values[place], place) }
      guard keys.count <= Self.indexThreshold else { return nil }
      for place in 0..<keys.count {
        if case .object(let object) = keys[place], object === key { return (values[place], place) }
      }
      return nil
    }
  }

  /// The value under a key, or `nil`.
  subscript(_ key: Value) -> Value? {
    position(of: key).map { values[$0] }
  }

  /// Puts a value under a key, at the end when the key is new.
  func set(_ key: Value, _ value: Value) {
    holds(value)
    if height == 0 { height = 1 }
    if let place = position(of: key) {
      values[place] = value
      return
    }
    keys.append(key)
    values.append(value)
    if index != nil {
      index?.add(keys.count - 1, hash: key.hashCode, keys: keys)
    } else if keys.count > Self.indexThreshold {
      rebuildIndex()
    }
  }

  /// Exchanges the value at a place for `none`, so that it can be changed without a second owner.
  func take(at place: Int) -> Value {
    let value = values[place]
    values[place] = .none
    return value
  }

  /// Puts a value back at a place.
  func put(_ value: Value, at place: Int) {
    values[place] = value
    holds(value)
  }

  private func rebuildIndex() {
    var index = ValueIndex(capacity: keys.count)
    for (place, key) in keys.enumerated() { index.add(place, hash: key.hashCode, keys: keys) }
    self.index = index
  }
}

/// A value as a dictionary key: the language's equality.
struct ValueKey: Hashable {
  let value: Value

  init(_ value: Value) { self.value = value }

  static func == (left: ValueKey, right: ValueKey) -> Bool { left.value.isSame(as: right.value) }

  func hash(into hasher: inout Hasher) { value.hash(into: &hasher) }
}
