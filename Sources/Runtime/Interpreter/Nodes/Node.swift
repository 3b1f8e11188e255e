// SPDX-License-Identifier: GPL-3.0-or-later

/// A piece of executable tree, specialised by lowering (decision 0002).
///
/// Subclasses are final and override each entry point they can serve themselves; the defaults here cost a second
/// dispatch. Children are `let`, so calling them needs no reference counting.
class Node {
  /// The syntax node it was made of, for messages.
  final let id: Int32

  init(_ id: Int32) { self.id = id }

  /// The value.
  func eval(_ frame: Frame) throws(Trap) -> Value {
    _ = try exec(frame)
    return .none
  }

  /// The value where an integer is known or required.
  func evalInt(_ frame: Frame) throws(Trap) -> Int {
    let value = try eval(frame)
    if case .int(let number) = value { return number }
    throw frame.wrongType(value, "int", id)
  }

  /// The value where true or false is required.
  func evalBool(_ frame: Frame) throws(Trap) -> Bool {
    let value = try eval(frame)
    if case .bool(let truth) = value { return truth }
    throw frame.wrongType(value, "bool", id)
  }

  /// Writes what the value shows into the scratch buffer, for interpolations.
  func write(_ frame: Frame) throws(Trap) { try frame.write(try eval(frame), id) }

  /// Runs it as a statement.
  func exec(_ frame: Frame) throws(Trap) -> Flow {
    _ = try eval(frame)
    return .next
  }
}

extension Frame {
  /// A trap that says what was there and what was wanted.
  @inline(never)
  func wrongType(_ value: Value, _ wanted: String, _ node: Int32) -> Trap {
    trap(.wrongType, node, "this is \(value.typeName) where \(wanted) is needed")
  }
}

/// A value known beforehand.
final class ConstantNode: Node {
  let value: Value
  /// The bytes of a text.
  private let text: ConstantBytes

  init(_ id: Int32, _ value: Value) {
    self.value = value
    text = ConstantBytes(value.asText ?? "")
    super.init(id)
  }

  deinit { text.deallocate() }

  override func eval(_ frame: Frame) throws(Trap) -> Value { value }

  override func write(_ frame: Frame) throws(Trap) {
    if text.bytes.isEmpty { return try frame.write(value, id) }
    frame.run.pointee.scratch.append(text.bytes)
  }
}

/// An integer known beforehand.
final class IntConstantNode: Node {
  let value: Int

  init(_ id: Int32, _ value: Int) {
    self.value = value
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value { .int(value) }
  override func evalInt(_ frame: Frame) throws(Trap) -> Int { value }
}

/// True or false known beforehand.
final class BoolConstantNode: Node {
  let value: Bool

  init(_ id: Int32, _ value: Bool) {
    self.value = value
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value { .bool(value) }
  override func evalBool(_ frame: Frame) throws(Trap) -> Bool { value }
}

/// A name in the unit's own frame.
final class LocalNode: Node {
  let slot: Int

  init(_ id: Int32, _ slot: Int) {
    self.slot = slot
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value { frame.slots[slot] }

  override func evalInt(_ frame: Frame) throws(Trap) -> Int {
    if case .int(let number) = frame.slots[slot] { return number }
    throw frame.wrongType(frame.slots[slot], "int", id)
  }

  override func evalBool(_ frame: Frame) throws(Trap) -> Bool {
    if case .bool(let truth) = frame.slots[slot] { return truth }
    throw frame.wrongType(frame.slots[slot], "bool", id)
  }
}

/// A name of the playbook's top level.
final class GlobalNode: Node {
  let slot: Int

  init(_ id: Int32, _ slot: Int) {
    self.slot = slot
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value { frame.run.pointee.globals[slot] }

  override func evalInt(_ frame: Frame) throws(Trap) -> Int {
    if case .int(let number) = frame.run.pointee.globals[slot] { return number }
    throw frame.wrongType(frame.run.pointee.globals[slot], "int", id)
  }
}

/// A node with two operands, the left one evaluated first.
class BinaryNode: Node {
  final let left: Node
  final let right: Node

  init(_ id: Int32, _ left: Node, _ right: Node) {
    self.left = left
    self.right = right
    super.init(id)
  }
}
