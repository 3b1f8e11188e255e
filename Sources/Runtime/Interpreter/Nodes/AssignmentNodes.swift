// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// A place that is changed in place: a name, then keys and indices into what it holds.
///
/// The value is taken out of its slot while it is changed, so that a list or map with a single owner is changed
/// without a copy and one that is shared is copied first: values never alias (language reference, section 3).
final class UpdateNode: Node {
  /// What happens at the end of the path.
  enum Change {
    case set
    case combine(BinaryOperator)
  }
  let slot: Int
  let isGlobal: Bool
  let path: [Node]
  let change: Change
  let value: Node

  init(_ id: Int32, slot: Int, isGlobal: Bool, path: [Node], change: Change, value: Node) {
    self.slot = slot
    self.isGlobal = isGlobal
    self.path = path
    self.change = change
    self.value = value
    super.init(id)
  }

  override func exec(_ frame: Frame) throws(Trap) -> Flow {
    var keys: [Value] = []
    for step in path { keys.append(try step.eval(frame)) }
    let operand = try value.eval(frame)
    let place = isGlobal ? frame.run.pointee.globals + slot : frame.slots + slot
    var current = place.pointee
    place.pointee = .none
    do throws(Trap) { try update(&current, keys[...], operand, frame) } catch {
      place.pointee = current
      throw error
    }
    place.pointee = current
    try frame.checkNesting(current, id)
    return .next
  }

  private func update(
    _ target: inout Value, _ keys: ArraySlice<Value>, _ operand: Value, _ frame: Frame
  ) throws(Trap) {
    guard let key = keys.first else { return try replace(&target, operand, frame) }
    guard case .object(var object) = target else { throw frame.wrongType(target, "a list or map", id) }
    target = .none
    defer { target = .object(object) }
    switch object.kind {
    case .list: try updateList(&object, key, keys.dropFirst(), operand, frame)
    case .map: try updateMap(&object, key, keys.dropFirst(), operand, frame)
    default: throw frame.wrongType(.object(object), "a list or map", id)
    }
  }

  private func updateList(
    _ object: inout HeapObject, _ key: Value, _ rest: ArraySlice<Value>, _ operand: Value, _ frame: Frame
  ) throws(Trap) {
    guard case .int(let place) = key else { throw frame.wrongType(key, "int", id) }
    try frame.makeSole(&object, id)
    let list = unsafeDowncast(object, to: ListObject.self)
    guard place >= 0, place < list.items.count else { throw frame.outside(place, list.items.count, id) }
    var item = list.items[place]
    list.items[place] = .none
    defer {
      list.items[place] = item
      list.holds(item)
    }
    try update(&item, rest, operand, frame)
  }

  private func updateMap(
    _ object: inout HeapObject, _ key: Value, _ rest: ArraySlice<Value>, _ operand: Value, _ frame: Frame
  ) throws(Trap) {
    try frame.makeSole(&object, id)
    let map = unsafeDowncast(object, to: MapObject.self)
    try frame.checkKey(key, id)
    guard let place = map.position(of: key) else {
      guard rest.isEmpty, case .set = change else {
        throw frame.trap(.missingKey, id, "there is no key \(key.literal(frame.stores)) to change")
      }
      try frame.checkLength(map.count + 1, SizeLimits.items, "a map", id)
      map.set(key, operand)
      return
    }
    var item = map.take(at: place)
    defer { map.put(item, at: place) }
    try update(&item, rest, operand, frame)
  }

  private func replace(_ target: inout Value, _ operand: Value, _ frame: Frame) throws(Trap) {
    guard case .combine(let operation) = change else {
      target = operand
      return
    }
    if operation == .add, case .object(var object) = target, case .object(let more) = operand, more.kind == object.kind,
      object.kind == .list || object.kind == .text
    {
      target = .none
      defer { target = .object(object) }
      return try frame.append(more, to: &object, id)
    }
    target = try frame.arithmetic(operation, target, operand, id)
  }
}
