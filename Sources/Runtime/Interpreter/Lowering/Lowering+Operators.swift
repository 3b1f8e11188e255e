// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

extension Lowering {
  func unary(_ operation: UnaryOperator, _ operand: Expression, _ expression: Expression) -> Node {
    let node = self.expression(operand)
    switch operation {
    case .not: return NotNode(id(expression), node)
    case .negate:
      // A negative number is a constant like any other; the smallest one has no positive counterpart.
      if case .int(let number) = operand.kind { return IntConstantNode(id(expression), Int(0 &- number)) }
      return NegateNode(id(expression), node)
    }
  }

  func binary(
    _ operation: BinaryOperator, _ left: Expression, _ right: Expression, _ expression: Expression
  ) -> Node {
    let id = id(expression)
    if let comparison = operation.comparison { return compare(comparison, left, right, id) }
    switch operation {
    case .and: return AndNode(id, self.expression(left), self.expression(right))
    case .or: return OrNode(id, self.expression(left), self.expression(right))
    case .isIn: return MembershipNode(id, self.expression(left), self.expression(right), isNegated: false)
    case .isNotIn: return MembershipNode(id, self.expression(left), self.expression(right), isNegated: true)
    case .has: return HasFlagsNode(id, self.expression(left), self.expression(right))
    case .matches: return RegexMatchNode(id, self.expression(left), self.expression(right))
    case .coalesce: return CoalesceNode(id, self.expression(left), self.expression(right))
    default: return arithmetic(operation, left, right, id)
    }
  }

  private func compare(_ comparison: Comparison, _ left: Expression, _ right: Expression, _ id: Int32) -> Node {
    let first = expression(left)
    let second = expression(right)
    if let local = first as? LocalNode, let constant = second as? IntConstantNode {
      return CompareLocalConstantNode(id, comparison, slot: local.slot, constant: constant.value)
    }
    if let first = first as? LocalNode, let second = second as? LocalNode {
      return CompareLocalsNode(id, comparison, first.slot, second.slot)
    }
    if type(left) == .int, type(right) == .int { return IntCompareNode(id, comparison, first, second) }
    return CompareNode(id, comparison, first, second)
  }

  private func arithmetic(_ operation: BinaryOperator, _ left: Expression, _ right: Expression, _ id: Int32) -> Node {
    let first = expression(left)
    let second = expression(right)
    guard type(left) == .int, type(right) == .int else { return untyped(operation, first, second, id) }
    if let local = first as? LocalNode, let constant = second as? IntConstantNode,
      let special = withConstant(operation, local, constant.value, id)
    {
      return special
    }
    if let special = withSimple(operation, first, second, id) { return special }
    switch operation {
    case .add: return IntAddNode(id, first, second)
    case .subtract: return IntSubtractNode(id, first, second)
    case .multiply: return IntMultiplyNode(id, first, second)
    case .modulo: return IntModuloNode(id, first, second)
    default: return untyped(operation, first, second, id)
    }
  }

  private func untyped(_ operation: BinaryOperator, _ left: Node, _ right: Node, _ id: Int32) -> Node {
    operation == .add ? AddNode(id, left, right) : ArithmeticNode(id, operation, left, right)
  }

  private func withConstant(_ operation: BinaryOperator, _ local: LocalNode, _ constant: Int, _ id: Int32) -> Node? {
    switch operation {
    case .add: IntAddLocalConstantNode(id, slot: local.slot, constant: constant)
    case .subtract where constant != Int.min:
      IntAddLocalConstantNode(id, slot: local.slot, constant: -constant)
    case .multiply: IntMultiplyLocalConstantNode(id, slot: local.slot, constant: constant)
    case .modulo where constant > 0: IntModuloLocalConstantNode(id, slot: local.slot, constant: constant)
    default: nil
    }
  }

  /// Where the right side is a local or a constant, it is no node of its own.
  private func withSimple(_ operation: BinaryOperator, _ left: Node, _ right: Node, _ id: Int32) -> Node? {
    if operation == .add, let local = right as? LocalNode { return IntAddLocalNode(id, left, slot: local.slot) }
    if operation == .modulo, let constant = right as? IntConstantNode, constant.value > 0 {
      return IntModuloConstantNode(id, left, constant: constant.value)
    }
    return nil
  }
}

extension BinaryOperator {
  /// The comparison that an operator is, if it is one.
  var comparison: Comparison? {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    default: nil
    }
  }

  /// The operator of `+=` and its like.
  init?(_ assignment: AssignmentOperator) {
    switch assignment {
    case .set: return nil
    case .add: self = .add
    case .subtract: self = .subtract
    case .multiply: self = .multiply
    case .divide: self = .divide
    }
  }
}
