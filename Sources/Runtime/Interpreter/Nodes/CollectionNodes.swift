// SPDX-License-Identifier: GPL-3.0-or-later

/// `[a, b]`
final class ListNode: Node {
  let items: [Node]

  init(_ id: Int32, _ items: [Node]) {
    self.items = items
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value {
    var values: [Value] = []
    values.reserveCapacity(items.count)
    for item in items { values.append(try item.eval(frame)) }
    return try frame.checkedNesting(.list(values), id)
  }
}

/// `{name: value}` whose keys are all different constants: the array of keys is shared by all such maps.
final class MapNode: Node {
  let keys: [Value]
  let values: [Node]

  init(_ id: Int32, keys: [Value], _ values: [Node]) {
    self.keys = keys
    self.values = values
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value {
    let map = MapObject(keysOfRecord: keys)
    for place in 0..<values.count { map.put(try values[place].eval(frame), at: place) }
    return try frame.checkedNesting(.object(map), id)
  }
}

/// A map whose keys are computed or written twice; a later one replaces an earlier one.
final class ComputedMapNode: Node {
  let keys: [Node]
  let values: [Node]

  init(_ id: Int32, _ keys: [Node], _ values: [Node]) {
    self.keys = keys
    self.values = values
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value {
    let map = MapObject()
    for (key, value) in zip(keys, values) {
      let key = try key.eval(frame)
      try frame.checkKey(key, id)
      map.set(key, try value.eval(frame))
    }
    return try frame.checkedNesting(.object(map), id)
  }
}

extension Frame {
  /// Traps when a value is nested deeper than is allowed.
  @inline(__always)
  func checkNesting(_ value: Value, _ node: Int32) throws(Trap) {
    guard case .object(let object) = value, object.height > SizeLimits.nesting else { return }
    throw trap(.collectionLimit, node, "values may be nested at most \(SizeLimits.nesting) deep")
  }

  /// A value that was just made, if it is not nested too deep.
  @inline(__always)
  func checkedNesting(_ value: Value, _ node: Int32) throws(Trap) -> Value {
    try checkNesting(value, node)
    return value
  }
}

/// `xs[i]`, `m[key]`
final class IndexNode: Node {
  let collection: Node
  let index: Node

  init(_ id: Int32, _ collection: Node, _ index: Node) {
    self.collection = collection
    self.index = index
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value {
    let value = try collection.eval(frame)
    let key = try index.eval(frame)
    if let list = value.asList {
      guard case .int(let place) = key else { throw frame.wrongType(key, "int", id) }
      return try frame.item(list.items, place, id)
    }
    if let map = value.asMap {
      try frame.checkKey(key, id)
      if let found = map[key] { return found }
      throw frame.trap(.missingKey, id, "there is no key \(key.literal(frame.stores)); m.get(key) gives none instead")
    }
    if let bytes = value.asBytes {
      guard case .int(let place) = key else { throw frame.wrongType(key, "int", id) }
      guard place >= 0, place < bytes.count else { throw frame.outside(place, bytes.count, id) }
      return .int(Int(bytes[place]))
    }
    throw frame.wrongType(value, "a list, map or bytes", id)
  }
}

extension Frame {
  /// An item of a list; places count from 0.
  func item(_ items: [Value], _ place: Int, _ node: Int32) throws(Trap) -> Value {
    guard place >= 0, place < items.count else { throw outside(place, items.count, node) }
    return items[place]
  }

  @inline(never)
  func outside(_ place: Int, _ count: Int, _ node: Int32) -> Trap {
    let there =
      switch count {
      case 0: "it is empty"
      case 1: "there is only item 0"
      default: "there are \(count), numbered from 0 to \(count - 1)"
      }
    return trap(.outOfRange, node, "there is no item \(place): \(there)")
  }
}

/// Walks the items of a collection.
class ItemIterator {
  /// The next item and, for pairs, its second part; `nil` at the end.
  func next() -> (Value, Value)? { nil }
}

/// Items of a list.
final class ListIterator: ItemIterator {
  let items: [Value]
  var place = 0

  init(_ items: [Value]) { self.items = items }

  override func next() -> (Value, Value)? {
    guard place < items.count else { return nil }
    defer { place += 1 }
    return (items[place], .none)
  }
}

/// Numbers of a range.
final class RangeIterator: ItemIterator {
  var current: Int
  let last: Int
  var isDone: Bool

  init(_ first: Int, _ last: Int) {
    self.current = first
    self.last = last
    self.isDone = first > last
  }

  override func next() -> (Value, Value)? {
    if isDone { return nil }
    defer { if current == last { isDone = true } else { current += 1 } }
    return (.int(current), .none)
  }
}

/// Entries of a map: keys, or keys and values.
final class MapIterator: ItemIterator {
  let keys: [Value]
  let values: [Value]
  var place = 0

  init(_ map: MapObject) {
    self.keys = map.keys
    self.values = map.values
  }

  override func next() -> (Value, Value)? {
    guard place < keys.count else { return nil }
    defer { place += 1 }
    return (keys[place], values[place])
  }
}

/// Values made one by one.
final class LazyIterator: ItemIterator {
  let make: () -> Value?

  init(_ make: @escaping () -> Value?) { self.make = make }

  override func next() -> (Value, Value)? { make().map { ($0, .none) } }
}

extension Frame {
  /// An iterator over whatever `for` accepts: lists, maps, ranges, ports and targets.
  func iterator(over value: Value, pairs: Bool, _ node: Int32) throws(Trap) -> ItemIterator {
    if let map = value.asMap { return MapIterator(map) }
    guard !pairs else { throw wrongType(value, "a map", node) }
    if let list = value.asList { return ListIterator(list.items) }
    if let range = value.asRange { return RangeIterator(range.first, range.last) }
    if let ports = value.asPorts {
      var iterator = ports.ports.makeIterator()
      return LazyIterator { iterator.next().map { .port($0) } }
    }
    if value.asText == nil, let targets = try targets(value, node) {
      guard targets.isPlain else {
        let name = (targets.names + targets.excludedNames)[0]
        throw trap(.badArgument, node, "the set holds names that are not resolved yet: \(name)")
      }
      var iterator = targets.set.makeIterator()
      return LazyIterator { iterator.next().map { .address($0) } }
    }
    throw wrongType(value, "something with items: a list, map, range or set", node)
  }
}
