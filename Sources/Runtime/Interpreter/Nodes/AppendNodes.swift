// SPDX-License-Identifier: GPL-3.0-or-later

extension Frame {
  /// Makes sure that a list, map or text that is about to change has one owner: a shared one is copied.
  @inline(__always)
  func makeSole(_ object: inout HeapObject, _ node: Int32) throws(Trap) {
    if !isKnownUniquelyReferenced(&object) { object = try copy(of: object, node) }
  }

  @inline(never)
  private func copy(of object: HeapObject, _ node: Int32) throws(Trap) -> HeapObject {
    switch object.kind {
    case .list:
      let items = unsafeDowncast(object, to: ListObject.self).items
      try allocate(items.count, node)
      return ListObject(items, height: object.height)
    case .map:
      let map = unsafeDowncast(object, to: MapObject.self)
      try allocate(2 * map.count, node)
      return MapObject(copying: map)
    default:
      let text = unsafeDowncast(object, to: TextObject.self).string
      try allocate(bytes: text.utf8.count, node)
      return TextObject(text)
    }
  }

  /// Changes the object in a slot, out of its slot while it changes, so that it has one owner.
  @inline(__always)
  func change(
    _ place: UnsafeMutablePointer<Value>, _ body: (inout HeapObject) throws(Trap) -> Void
  ) throws(Trap) {
    guard case .object(var object) = place.move() else { return place.initialize(to: .none) }
    place.initialize(to: .none)
    do throws(Trap) { try body(&object) } catch {
      place.initialize(to: .object(object))
      throw error
    }
    place.initialize(to: .object(object))
  }

  /// Puts a list or text behind another of its kind, which costs what is put there and not what is there already.
  func append(_ more: HeapObject, to object: inout HeapObject, _ node: Int32) throws(Trap) {
    if object.kind == .text {
      try append(unsafeDowncast(more, to: TextObject.self).string, to: &object, node)
    } else {
      let part = unsafeDowncast(more, to: ListObject.self)
      let count = unsafeDowncast(object, to: ListObject.self).items.count + part.items.count
      try checkLength(count, SizeLimits.items, "a list", node)
      if part.items.count > 64 { try allocate(part.items.count, node) }
      // A list put behind itself is held twice and so copied first.
      try makeSole(&object, node)
      let list = unsafeDowncast(object, to: ListObject.self)
      list.items.append(contentsOf: part.items)
      list.height = max(list.height, part.height)
    }
  }

  /// Puts text behind a text.
  @inline(__always)
  func append(_ part: String, to object: inout HeapObject, _ node: Int32) throws(Trap) {
    let length = unsafeDowncast(object, to: TextObject.self).byteCount + part.utf8.count
    try checkLength(length, SizeLimits.textBytes, "a string", node)
    if part.utf8.count > 1 << 10 { try allocate(bytes: part.utf8.count, node) }
    try makeSole(&object, node)
    unsafeDowncast(object, to: TextObject.self).append(part)
  }

  /// Puts the bytes of whole code points behind a text.
  @inline(__always)
  func append(_ bytes: UnsafeBufferPointer<UInt8>, to object: inout HeapObject, _ node: Int32) throws(Trap) {
    let length = unsafeDowncast(object, to: TextObject.self).byteCount + bytes.count
    try checkLength(length, SizeLimits.textBytes, "a string", node)
    if bytes.count > 1 << 10 { try allocate(bytes: bytes.count, node) }
    try makeSole(&object, node)
    unsafeDowncast(object, to: TextObject.self).append(bytes)
  }

  /// Puts one value behind a list.
  func append(_ item: Value, to object: inout HeapObject, _ node: Int32) throws(Trap) {
    try makeSole(&object, node)
    let list = unsafeDowncast(object, to: ListObject.self)
    try checkLength(list.items.count + 1, SizeLimits.items, "a list", node)
    list.items.append(item)
    list.holds(item)
    try checkNesting(.object(object), node)
  }
}

/// `name += value`, where the value is no known integer.
final class AppendNode: Node {
  private let slot: Int
  private let isGlobal: Bool
  private let value: Node
  /// The one element of `name += [element]`: no list is made for it.
  private let element: Node?
  /// For `name += "…"`, with values in it or without: no text is made for it beside the one that grows.
  private let isWritten: Bool

  init(_ id: Int32, slot: Int, isGlobal: Bool, _ value: Node) {
    self.slot = slot
    self.isGlobal = isGlobal
    self.value = value
    isWritten = value is InterpolationNode || (value as? ConstantNode)?.value.asText?.isEmpty == false
    element = (value as? ListNode).flatMap { $0.items.count == 1 ? $0.items[0] : nil }
    super.init(id)
  }

  override func exec(_ frame: Frame) throws(Trap) -> Flow {
    let place = isGlobal ? frame.run.pointee.globals + slot : frame.slots + slot
    if isWritten {
      try appendWritten(at: place, frame)
    } else if let element {
      try append(try element.eval(frame), at: place, frame)
    } else {
      try combine(try value.eval(frame), at: place, frame)
    }
    return .next
  }

  /// `name += [item]`
  private func append(_ item: Value, at place: UnsafeMutablePointer<Value>, _ frame: Frame) throws(Trap) {
    guard place.pointee.objectKind == .list else {
      place.pointee = try frame.arithmetic(.add, place.pointee, .list([item]), id)
      return
    }
    try frame.change(place) { object throws(Trap) in try frame.append(item, to: &object, id) }
  }

  /// `name += "part \(value)"`: what is written goes from the scratch buffer right behind what is there.
  private func appendWritten(at place: UnsafeMutablePointer<Value>, _ frame: Frame) throws(Trap) {
    let start = frame.run.pointee.scratch.count
    defer { frame.run.pointee.scratch.cut(to: start) }
    try value.write(frame)
    guard place.pointee.objectKind == .text else {
      place.pointee = try frame.arithmetic(.add, place.pointee, .text(frame.written(from: start)), id)
      return
    }
    try frame.change(place) { object throws(Trap) in
      try frame.append(frame.run.pointee.scratch.bytes(from: start), to: &object, id)
    }
  }

  private func combine(_ operand: Value, at place: UnsafeMutablePointer<Value>, _ frame: Frame) throws(Trap) {
    guard case .object(let more) = operand, more.kind == .text || more.kind == .list,
      place.pointee.objectKind == more.kind
    else {
      place.pointee = try frame.arithmetic(.add, place.pointee, operand, id)
      return
    }
    try frame.change(place) { object throws(Trap) in try frame.append(more, to: &object, id) }
  }
}

/// `name[key] = value` and `name.key = value`: one step into a list or map.
final class SetItemNode: Node {
  private let slot: Int
  private let isGlobal: Bool
  private let key: Node
  private let value: Node

  init(_ id: Int32, slot: Int, isGlobal: Bool, key: Node, _ value: Node) {
    self.slot = slot
    self.isGlobal = isGlobal
    self.key = key
    self.value = value
    super.init(id)
  }

  override func exec(_ frame: Frame) throws(Trap) -> Flow {
    let key = try self.key.eval(frame)
    let operand = try value.eval(frame)
    let place = isGlobal ? frame.run.pointee.globals + slot : frame.slots + slot
    let kind = place.pointee.objectKind
    guard kind == .list || kind == .map else { throw frame.wrongType(place.pointee, "a list or map", id) }
    try frame.change(place) { object throws(Trap) in try set(key, operand, in: &object, frame) }
    return .next
  }

  @inline(__always)
  private func set(_ key: Value, _ value: Value, in object: inout HeapObject, _ frame: Frame) throws(Trap) {
    if object.kind == .map {
      try frame.checkKey(key, id)
      try frame.makeSole(&object, id)
      let map = unsafeDowncast(object, to: MapObject.self)
      if map.count >= SizeLimits.items, map.position(of: key) == nil {
        try frame.checkLength(map.count + 1, SizeLimits.items, "a map", id)
      }
      map.set(key, value)
    } else {
      guard case .int(let place) = key else { throw frame.wrongType(key, "int", id) }
      try frame.makeSole(&object, id)
      let list = unsafeDowncast(object, to: ListObject.self)
      guard place >= 0, place < list.items.count else { throw frame.outside(place, list.items.count, id) }
      list.items[place] = value
      list.holds(value)
    }
    try frame.checkNesting(.object(object), id)
  }
}
