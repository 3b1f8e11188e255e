// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

extension Lowering {
  /// `expect EXPR`: where two values are compared, both are kept, so that a failure can show them.
  func expectation(_ condition: Expression, _ message: Expression?, _ statement: Statement) -> Node {
    let saved = unit.free
    defer { unit.free = saved }
    var shown: [ExpectNode.Operand] = []
    let node = comparison(condition, &shown) ?? expression(condition)
    return ExpectNode(
      id(statement), node, message.map { expression($0) }, source: statement.span, operands: shown)
  }

  private func comparison(_ condition: Expression, _ shown: inout [ExpectNode.Operand]) -> Node? {
    if case .paren(let inner) = condition.kind { return comparison(inner, &shown) }
    guard case .binary(let operation, let left, let right, _) = condition.kind, hoisted[condition.id] == nil,
      operation.comparesOperands
    else { return nil }
    let first = keep(left, &shown)
    let second = keep(right, &shown)
    let id = id(condition)
    switch operation {
    case .isIn: return MembershipNode(id, first, second, isNegated: false)
    case .isNotIn: return MembershipNode(id, first, second, isNegated: true)
    case .has: return HasFlagsNode(id, first, second)
    case .matches: return RegexMatchNode(id, first, second)
    default: return operation.comparison.map { CompareNode(id, $0, first, second) }
    }
  }

  /// An operand whose value stays in a slot; a literal shows itself.
  private func keep(_ operand: Expression, _ shown: inout [ExpectNode.Operand]) -> Node {
    let node = expression(operand)
    if operand.isLiteral || node is ConstantNode || node is IntConstantNode { return node }
    let slot = unit.free
    unit.free += 1
    unit.reserve(unit.free)
    shown.append(ExpectNode.Operand(slot: slot, source: operand.span))
    return KeptNode(id(operand), node, slot)
  }
}

extension BinaryOperator {
  /// Whether the result tells how two values stand to each other.
  fileprivate var comparesOperands: Bool {
    switch self {
    case .isIn, .isNotIn, .has, .matches: true
    default: comparison != nil
    }
  }
}

extension Expression {
  fileprivate var isLiteral: Bool {
    switch kind {
    case .paren(let inner), .unary(_, let inner): inner.isLiteral
    case .none, .bool, .int, .float, .bytes, .string, .address, .network, .addressRange, .port, .range, .duration,
      .rate, .size:
      true
    case .list(let items): items.allSatisfy(\.isLiteral)
    default: false
    }
  }
}
