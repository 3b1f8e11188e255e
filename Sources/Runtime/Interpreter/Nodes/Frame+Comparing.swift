// SPDX-License-Identifier: GPL-3.0-or-later

/// Comparing values that hold others: a step for each of them, so that limits and interrupts reach it. A list that
/// holds the same list twice, and so on, is small in memory and endless to walk.
extension Frame {
  /// The language's `==`.
  @inline(__always)
  func same(_ left: Value, _ right: Value, _ node: Int32) throws(Trap) -> Bool {
    guard case .object(let a) = left, case .object(let b) = right, a.kind == b.kind, a.kind.takesTimeToCompare else {
      return left.isSame(as: right)
    }
    return try sameObjects(a, b, node)
  }

  private func sameObjects(_ left: HeapObject, _ right: HeapObject, _ node: Int32) throws(Trap) -> Bool {
    if left === right { return true }
    switch left.kind {
    case .text:
      let (a, b) = (unsafeDowncast(left, to: TextObject.self), unsafeDowncast(right, to: TextObject.self))
      guard a.string.utf8.count == b.string.utf8.count else { return false }
      try chargeComparison(a, b, node)
      return a.isSame(as: b)
    case .list:
      return try sameLists(
        unsafeDowncast(left, to: ListObject.self).items, unsafeDowncast(right, to: ListObject.self).items, node)
    case .map:
      return try sameMaps(unsafeDowncast(left, to: MapObject.self), unsafeDowncast(right, to: MapObject.self), node)
    default:
      return try sameRecords(
        unsafeDowncast(left, to: RecordObject.self), unsafeDowncast(right, to: RecordObject.self), node)
    }
  }

  private func sameLists(_ left: [Value], _ right: [Value], _ node: Int32) throws(Trap) -> Bool {
    guard left.count == right.count else { return false }
    for place in left.indices {
      try tick(node)
      guard try same(left[place], right[place], node) else { return false }
    }
    return true
  }

  /// Maps are equal when they hold equal values under equal keys, in whatever order.
  private func sameMaps(_ left: MapObject, _ right: MapObject, _ node: Int32) throws(Trap) -> Bool {
    guard left.count == right.count else { return false }
    for place in 0..<left.count {
      try tick(node)
      try checkKey(left.keys[place], node)
      guard let other = right[left.keys[place]], try same(left.value(at: place), other, node) else { return false }
    }
    return true
  }

  private func sameRecords(_ left: RecordObject, _ right: RecordObject, _ node: Int32) throws(Trap) -> Bool {
    guard left.recordKind == right.recordKind, left.fields.count == right.fields.count else { return false }
    for (name, value) in left.fields {
      try tick(node)
      guard let other = right.fields[name], try same(value, other, node) else { return false }
    }
    return true
  }

  /// The place of an element among others, `nil` where it is not.
  func place(of element: Value, in items: [Value], _ node: Int32) throws(Trap) -> Int? {
    for place in items.indices {
      try tick(node)
      if try same(items[place], element, node) { return place }
    }
    return nil
  }

  /// The order of two values: lists item by item; `nil` where they have none.
  func standing(_ left: Value, _ right: Value, _ node: Int32) throws(Trap) -> Standing? {
    guard case .object(let first) = left, case .object(let second) = right, first.kind == second.kind else {
      return left.standing(to: right)
    }
    if first === second, first.kind == .text || first.kind == .list { return .same }
    if first.kind == .text {
      let (a, b) = (unsafeDowncast(first, to: TextObject.self), unsafeDowncast(second, to: TextObject.self))
      try chargeComparison(a, b, node)
      return a.standing(to: b)
    }
    guard let a = left.asList, let b = right.asList else { return left.standing(to: right) }
    for place in 0..<min(a.items.count, b.items.count) {
      try tick(node)
      guard let standing = try standing(a.items[place], b.items[place], node) else { return nil }
      if standing != .same { return standing }
    }
    return Standing(a.items.count, b.items.count)
  }

  /// Counts the bytes that comparing two texts may look at; short texts cost no more than a number.
  @inline(__always)
  func chargeComparison(_ left: TextObject, _ right: TextObject, _ node: Int32) throws(Trap) {
    let bytes = min(left.string.utf8.count, right.string.utf8.count)
    if bytes > 1 << 10 { try charge(bytes >> 8, node) }
  }

  /// Takes a value as a key: one that holds more values than a key may is refused, since keys are hashed and compared
  /// at a stroke.
  @inline(__always)
  func checkKey(_ key: Value, _ node: Int32) throws(Trap) {
    guard case .object(let object) = key, object.kind.takesTimeToCompare else { return }
    if object.kind == .text {
      let bytes = unsafeDowncast(object, to: TextObject.self).string.utf8.count
      if bytes > 1 << 10 { try charge(bytes >> 8, node) }
      return
    }
    var left = SizeLimits.keyValues
    try countKey(key, &left, node)
  }

  /// Counts the values in a key; a text as one more for each 256 bytes.
  private func countKey(_ key: Value, _ left: inout Int, _ node: Int32) throws(Trap) {
    guard case .object(let object) = key else { return try countKey(1, &left, node) }
    switch object.kind {
    case .text: try countKey(1 + unsafeDowncast(object, to: TextObject.self).string.utf8.count >> 8, &left, node)
    case .list:
      try countKey(1, &left, node)
      for item in unsafeDowncast(object, to: ListObject.self).items { try countKey(item, &left, node) }
    case .map:
      try countKey(1, &left, node)
      let map = unsafeDowncast(object, to: MapObject.self)
      for place in 0..<map.count {
        try countKey(map.keys[place], &left, node)
        try countKey(map.value(at: place), &left, node)
      }
    case .record:
      try countKey(1, &left, node)
      for value in unsafeDowncast(object, to: RecordObject.self).fields.values { try countKey(value, &left, node) }
    default: try countKey(1, &left, node)
    }
  }

  private func countKey(_ values: Int, _ left: inout Int, _ node: Int32) throws(Trap) {
    try charge(values, node)
    left -= values
    if left < 0 { throw trap(.collectionLimit, node, "a key may hold at most \(SizeLimits.keyValues) values") }
  }
}

extension ObjectKind {
  /// Whether values of this kind may be large: they hold others, or many bytes.
  @inline(__always) var takesTimeToCompare: Bool { self == .text || self == .list || self == .map || self == .record }
}
