// SPDX-License-Identifier: GPL-3.0-or-later

extension Frame {
  @inline(never)
  func overflow(_ node: Int32) -> Trap { trap(.overflow, node, "the result does not fit into 64 bits") }

  @inline(never)
  func divisionByZero(_ node: Int32) -> Trap { trap(.divisionByZero, node, "division by zero") }

  /// Remainder with the sign of the divisor.
  @inline(__always)
  func modulo(_ left: Int, _ right: Int, _ node: Int32) throws(Trap) -> Int {
    if right == 0 { throw divisionByZero(node) }
    // The remainder by -1 is 0 for every number; the machine instruction would overflow for the smallest one.
    if right == -1 { return 0 }
    let remainder = left % right
    return remainder != 0 && (remainder ^ right) < 0 ? remainder + right : remainder
  }
}

final class IntAddNode: BinaryNode {
  override func eval(_ frame: Frame) throws(Trap) -> Value { .int(try evalInt(frame)) }

  override func evalInt(_ frame: Frame) throws(Trap) -> Int {
    let sum = try left.evalInt(frame).addingReportingOverflow(try right.evalInt(frame))
    if sum.overflow { throw frame.overflow(id) }
    return sum.partialValue
  }
}

final class IntSubtractNode: BinaryNode {
  override func eval(_ frame: Frame) throws(Trap) -> Value { .int(try evalInt(frame)) }

  override func evalInt(_ frame: Frame) throws(Trap) -> Int {
    let difference = try left.evalInt(frame).subtractingReportingOverflow(try right.evalInt(frame))
    if difference.overflow { throw frame.overflow(id) }
    return difference.partialValue
  }
}

final class IntMultiplyNode: BinaryNode {
  override func eval(_ frame: Frame) throws(Trap) -> Value { .int(try evalInt(frame)) }

  override func evalInt(_ frame: Frame) throws(Trap) -> Int {
    let product = try left.evalInt(frame).multipliedReportingOverflow(by: try right.evalInt(frame))
    if product.overflow { throw frame.overflow(id) }
    return product.partialValue
  }
}

final class IntModuloNode: BinaryNode {
  override func eval(_ frame: Frame) throws(Trap) -> Value { .int(try evalInt(frame)) }

  override func evalInt(_ frame: Frame) throws(Trap) -> Int {
    try frame.modulo(try left.evalInt(frame), try right.evalInt(frame), id)
  }
}

/// How two numbers compare.
enum Comparison {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual

  @inline(__always)
  func holds(_ left: Int, _ right: Int) -> Bool {
    switch self {
    case .equal: left == right
    case .notEqual: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }
}

/// Comparison of two operands that the checker knows to be integers.
final class IntCompareNode: BinaryNode {
  let comparison: Comparison

  init(_ id: Int32, _ comparison: Comparison, _ left: Node, _ right: Node) {
    self.comparison = comparison
    super.init(id, left, right)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value { .bool(try evalBool(frame)) }

  override func evalBool(_ frame: Frame) throws(Trap) -> Bool {
    let first = try left.evalInt(frame)
    return comparison.holds(first, try right.evalInt(frame))
  }
}
