// SPDX-License-Identifier: GPL-3.0-or-later

extension Frame {
  /// The integer in a slot.
  @inline(__always)
  func integer(_ slot: Int, _ node: Int32) throws(Trap) -> Int {
    if case .int(let number) = slots[slot] { return number }
    throw wrongType(slots[slot], "int", node)
  }

  /// Puts an integer into a slot; where it takes the place of another, nothing is let go of.
  @inline(__always)
  func set(_ slot: Int, _ number: Int) {
    if case .int = slots[slot] { return (slots + slot).initialize(to: .int(number)) }
    slots[slot] = .int(number)
  }
}

/// `local + constant` and, with a negated constant, `local - constant`.
final class IntAddLocalConstantNode: Node {
  let slot: Int
  let constant: Int

  init(_ id: Int32, slot: Int, constant: Int) {
    self.slot = slot
    self.constant = constant
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value { .int(try evalInt(frame)) }

  override func evalInt(_ frame: Frame) throws(Trap) -> Int {
    let sum = try frame.integer(slot, id).addingReportingOverflow(constant)
    if sum.overflow { throw frame.overflow(id) }
    return sum.partialValue
  }
}

/// `local * constant`
final class IntMultiplyLocalConstantNode: Node {
  let slot: Int
  let constant: Int

  init(_ id: Int32, slot: Int, constant: Int) {
    self.slot = slot
    self.constant = constant
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value { .int(try evalInt(frame)) }

  override func evalInt(_ frame: Frame) throws(Trap) -> Int {
    let product = try frame.integer(slot, id).multipliedReportingOverflow(by: constant)
    if product.overflow { throw frame.overflow(id) }
    return product.partialValue
  }
}

/// `value + local`
final class IntAddLocalNode: Node {
  let left: Node
  let slot: Int

  init(_ id: Int32, _ left: Node, slot: Int) {
    self.left = left
    self.slot = slot
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value { .int(try evalInt(frame)) }

  override func evalInt(_ frame: Frame) throws(Trap) -> Int {
    let sum = try left.evalInt(frame).addingReportingOverflow(try frame.integer(slot, id))
    if sum.overflow { throw frame.overflow(id) }
    return sum.partialValue
  }
}

/// `value % constant` for a constant above zero.
final class IntModuloConstantNode: Node {
  let left: Node
  let constant: Int

  init(_ id: Int32, _ left: Node, constant: Int) {
    self.left = left
    self.constant = constant
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value { .int(try evalInt(frame)) }

  override func evalInt(_ frame: Frame) throws(Trap) -> Int {
    let remainder = try left.evalInt(frame) % constant
    return remainder < 0 ? remainder + constant : remainder
  }
}

/// `local % constant` for a constant above zero.
final class IntModuloLocalConstantNode: Node {
  let slot: Int
  let constant: Int

  init(_ id: Int32, slot: Int, constant: Int) {
    self.slot = slot
    self.constant = constant
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value { .int(try evalInt(frame)) }

  override func evalInt(_ frame: Frame) throws(Trap) -> Int {
    let remainder = try frame.integer(slot, id) % constant
    return remainder < 0 ? remainder + constant : remainder
  }
}

/// `local < constant` where nothing is known of the local: by far the most common condition.
final class CompareLocalConstantNode: Node {
  let comparison: Comparison
  let slot: Int
  let constant: Int

  init(_ id: Int32, _ comparison: Comparison, slot: Int, constant: Int) {
    self.comparison = comparison
    self.slot = slot
    self.constant = constant
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value { .bool(try evalBool(frame)) }

  override func evalBool(_ frame: Frame) throws(Trap) -> Bool {
    if case .int(let number) = frame.slots[slot] { return comparison.holds(number, constant) }
    return try frame.compare(comparison, frame.slots[slot], .int(constant), id)
  }
}

/// `local < local`, the condition of most loops.
final class CompareLocalsNode: Node {
  let comparison: Comparison
  let first: Int
  let second: Int

  init(_ id: Int32, _ comparison: Comparison, _ first: Int, _ second: Int) {
    self.comparison = comparison
    self.first = first
    self.second = second
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value { .bool(try evalBool(frame)) }

  override func evalBool(_ frame: Frame) throws(Trap) -> Bool {
    if case .int(let a) = frame.slots[first], case .int(let b) = frame.slots[second] {
      return comparison.holds(a, b)
    }
    return try frame.compare(comparison, frame.slots[first], frame.slots[second], id)
  }
}

/// `name += constant` for an integer in the own frame.
final class IncrementLocalNode: Node {
  let slot: Int
  let constant: Int

  init(_ id: Int32, slot: Int, constant: Int) {
    self.slot = slot
    self.constant = constant
    super.init(id)
  }

  override func exec(_ frame: Frame) throws(Trap) -> Flow {
    let sum = try frame.integer(slot, id).addingReportingOverflow(constant)
    if sum.overflow { throw frame.overflow(id) }
    frame.set(slot, sum.partialValue)
    return .next
  }
}
