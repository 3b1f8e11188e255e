// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Arithmetic on operands of unknown type: integers at once, everything else out of line.
final class ArithmeticNode: BinaryNode {
  let operation: BinaryOperator

  init(_ id: Int32, _ operation: BinaryOperator, _ left: Node, _ right: Node) {
    self.operation = operation
    super.init(id, left, right)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value {
    let first = try left.eval(frame)
    let second = try right.eval(frame)
    if operation == .subtract, case .int(let a) = first, case .int(let b) = second {
      let difference = a.subtractingReportingOverflow(b)
      if difference.overflow { throw frame.overflow(id) }
      return .int(difference.partialValue)
    }
    return try frame.arithmetic(operation, first, second, id)
  }
}

/// `+` on operands of unknown type.
final class AddNode: BinaryNode {
  override func eval(_ frame: Frame) throws(Trap) -> Value {
    let first = try left.eval(frame)
    let second = try right.eval(frame)
    if case .int(let a) = first, case .int(let b) = second {
      let sum = a.addingReportingOverflow(b)
      if sum.overflow { throw frame.overflow(id) }
      return .int(sum.partialValue)
    }
    return try frame.arithmetic(.add, first, second, id)
  }
}

/// Comparison of operands of unknown type.
final class CompareNode: BinaryNode {
  let comparison: Comparison

  init(_ id: Int32, _ comparison: Comparison, _ left: Node, _ right: Node) {
    self.comparison = comparison
    super.init(id, left, right)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value { .bool(try evalBool(frame)) }

  override func evalBool(_ frame: Frame) throws(Trap) -> Bool {
    let first = try left.eval(frame)
    let second = try right.eval(frame)
    if case .int(let a) = first, case .int(let b) = second { return comparison.holds(a, b) }
    return try frame.compare(comparison, first, second, id)
  }
}

final class AndNode: BinaryNode {
  override func eval(_ frame: Frame) throws(Trap) -> Value { .bool(try evalBool(frame)) }

  override func evalBool(_ frame: Frame) throws(Trap) -> Bool {
    try left.evalBool(frame) ? try right.evalBool(frame) : false
  }
}

final class OrNode: BinaryNode {
  override func eval(_ frame: Frame) throws(Trap) -> Value { .bool(try evalBool(frame)) }

  override func evalBool(_ frame: Frame) throws(Trap) -> Bool {
    try left.evalBool(frame) ? true : try right.evalBool(frame)
  }
}

final class NotNode: Node {
  let operand: Node

  init(_ id: Int32, _ operand: Node) {
    self.operand = operand
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value { .bool(try evalBool(frame)) }
  override func evalBool(_ frame: Frame) throws(Trap) -> Bool { try !operand.evalBool(frame) }
}

final class NegateNode: Node {
  let operand: Node

  init(_ id: Int32, _ operand: Node) {
    self.operand = operand
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value {
    switch try operand.eval(frame) {
    case .int(let number):
      let negated = Int(0).subtractingReportingOverflow(number)
      if negated.overflow { throw frame.overflow(id) }
      return .int(negated.partialValue)
    case .float(let number): return .float(-number)
    case .duration(let microseconds):
      let negated = Int64(0).subtractingReportingOverflow(microseconds)
      if negated.overflow { throw frame.overflow(id) }
      return .duration(negated.partialValue)
    case let other: throw frame.wrongType(other, "a number or a duration", id)
    }
  }
}

/// `a ?? b`
final class CoalesceNode: BinaryNode {
  override func eval(_ frame: Frame) throws(Trap) -> Value {
    let value = try left.eval(frame)
    return value.isNone ? try right.eval(frame) : value
  }
}

/// `x in xs`, `x not in xs`
final class MembershipNode: Node {
  let element: Node
  let collection: Node
  let isNegated: Bool

  init(_ id: Int32, _ element: Node, _ collection: Node, isNegated: Bool) {
    self.element = element
    self.collection = collection
    self.isNegated = isNegated
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value { .bool(try evalBool(frame)) }

  override func evalBool(_ frame: Frame) throws(Trap) -> Bool {
    let value = try element.eval(frame)
    return try frame.isMember(value, of: try collection.eval(frame), id) != isNegated
  }
}

/// `text ~ r"…"`
final class RegexMatchNode: BinaryNode {
  override func eval(_ frame: Frame) throws(Trap) -> Value { .bool(try evalBool(frame)) }

  override func evalBool(_ frame: Frame) throws(Trap) -> Bool {
    let subject = try left.eval(frame)
    let wanted = try right.eval(frame)
    guard let subject = subject.asText else { throw frame.wrongType(subject, "string", id) }
    guard let wanted = wanted.asText else { throw frame.wrongType(wanted, "string", id) }
    return try frame.matches(wanted, subject, id)
  }
}

/// `f has SYN|ACK`
final class HasFlagsNode: BinaryNode {
  override func eval(_ frame: Frame) throws(Trap) -> Value { .bool(try evalBool(frame)) }

  override func evalBool(_ frame: Frame) throws(Trap) -> Bool {
    let value = try left.eval(frame)
    let other = try right.eval(frame)
    guard case .flags(let all) = value else { throw frame.wrongType(value, "flags", id) }
    guard case .flags(let some) = other else { throw frame.wrongType(other, "flags", id) }
    return all.isSuperset(of: some)
  }
}
