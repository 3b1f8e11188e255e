// SPDX-License-Identifier: GPL-3.0-or-later

extension TypeInference {
  /// `not x`, `-x`
  func unary(_ operation: UnaryOperator, _ operand: Expression) -> ValueType? {
    guard operation == .negate else {
      requireBool(operand, "not")
      return .bool
    }
    guard let type = infer(operand) else { return nil }
    if let result = OperatorTable.negated(type) { return result }
    if case .optional(let inner) = type, OperatorTable.negated(inner) != nil {
      reportMaybeNone(operand, type)
    } else {
      report(.wrongOperands, "`-` negates numbers and durations, not \(type.described)", at: operand.span)
    }
    return .unknown
  }

  /// `a + b` and all other operators between two operands.
  func binary(
    _ operation: BinaryOperator, _ left: Expression, _ right: Expression, _ whole: Expression, _ span: SourceSpan
  ) -> ValueType? {
    switch operation {
    case .and, .or:
      requireBool(left, operation.rawValue)
      assuming(left, operation == .and) { requireBool(right, operation.rawValue) }
      return .bool
    case .equal, .notEqual:
      equality(left, right, whole)
      return .bool
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      order(operation, left, right, span)
      return .bool
    case .isIn, .isNotIn:
      membership(left, right)
      return .bool
    case .coalesce: return coalesce(left, right)
    default: return calculation(operation, left, right, span)
    }
  }

  private func coalesce(_ left: Expression, _ right: Expression) -> ValueType? {
    let first = infer(left)
    let second = infer(right)
    switch first {
    case .optional(let inner)?: return TypeLattice.join(inner, second)
    case ValueType.none?: return second
    default: return TypeLattice.join(first, second)
    }
  }

  // MARK: Comparing

  private func equality(_ left: Expression, _ right: Expression, _ whole: Expression) {
    guard let first = infer(left), let second = infer(right) else { return }
    guard !TypeLattice.areComparable(first, second) || isNullOfOthers(left, right, first, second) else { return }
    if let habit = [left, right].first(where: \.isHabitNull) {
      report(
        .habitWord, "`null` is a technique here; nothing is called `none`", at: habit.span,
        fixes: [Repair(replace: habit.span, with: "none", isSafe: true)])
      return
    }
    report(
      .neverEqual, "\(first.described) never equals \(second.described)", at: whole.span,
      label: "this is always the same", notes: comparisonHint(first, second))
  }

  /// `x == null` where `x` is none: the technique of that name is not meant.
  private func isNullOfOthers(
    _ left: Expression, _ right: Expression, _ first: ValueType, _ second: ValueType
  ) -> Bool {
    left.isHabitNull && second == ValueType.none || right.isHabitNull && first == ValueType.none
  }

  private func comparisonHint(_ left: ValueType, _ right: ValueType) -> [String] {
    let types = [TypeLattice.stripped(left), TypeLattice.stripped(right)]
    if types.contains(.port) && types.contains(.int) { return ["the number of a port is `.number`"] }
    if types.contains(.record(.host)) && types.contains(.address) { return ["the address of a host is `.address`"] }
    if types.contains(.record(.portResult)) && (types.contains(.port) || types.contains(.int)) {
      return ["a port result has `.port` (443/tcp) and `.number` (443)"]
    }
    if types.contains(.string) { return ["the text of any value is `str(…)`"] }
    return []
  }

  private func order(_ operation: BinaryOperator, _ left: Expression, _ right: Expression, _ span: SourceSpan) {
    guard let first = infer(left), let second = infer(right) else { return }
    for (side, type) in [(left, first), (right, second)] {
      if case .optional(let inner) = type, TypeLattice.isOrdered(inner) {
        return reportMaybeNone(side, type)
      }
      if !TypeLattice.isOrdered(type) {
        return report(
          .notOrdered, "`\(operation.rawValue)` needs values with an order, and \(type.described) has none",
          at: side.span, label: "this is \(type.described)",
          notes: type == .state ? ["whether a state is possible is `s.may_be(open)`"] : [])
      }
    }
    if !TypeLattice.areComparable(first, second) {
      report(
        .notOrdered, "\(first.described) is neither less nor more than \(second.described)", at: span,
        label: "\(first.name) \(operation.rawValue) \(second.name)", notes: comparisonHint(first, second))
    }
  }

  private func membership(_ element: Expression, _ container: Expression) {
    let inner = infer(element)
    guard let outer = infer(container), let inner else { return }
    if case .optional(let type) = outer, OperatorTable.contains(type, .unknown) != nil {
      return reportMaybeNone(container, outer)
    }
    switch OperatorTable.contains(outer, inner) {
    case true?: break
    case false?:
      if case .optional(let type) = inner, OperatorTable.contains(outer, type) == true {
        return reportMaybeNone(element, inner)
      }
      report(
        .neverEqual, "\(inner.described) is never in \(outer.described)", at: element.span,
        label: "this is \(inner.described)",
        notes: inner == .record(.portResult) ? ["a port result has `.port`, `.number` and `.host`"] : [])
    case nil:
      report(
        .wrongOperands, "`in` looks into lists, maps, texts, ranges, networks and sets, not into \(outer.described)",
        at: container.span, label: "this is \(outer.described)")
    }
  }

  // MARK: Calculating

  private func calculation(
    _ operation: BinaryOperator, _ left: Expression, _ right: Expression, _ span: SourceSpan
  ) -> ValueType? {
    let first = infer(left)
    guard let second = infer(right), let first else { return nil }
    return calculation(operation, (left, first), (right, second), span)
  }

  /// What an operator makes of two operands; reports what cannot be.
  func calculation(
    _ operation: BinaryOperator, _ left: (expression: Expression, type: ValueType),
    _ right: (expression: Expression, type: ValueType), _ span: SourceSpan
  ) -> ValueType? {
    if let result = OperatorTable.result(operation, left.type, right.type) {
      if result == .ports { [left, right].forEach { checkPortNumbers($0.expression) } }
      if operation == .matches { checkPattern(right.expression) }
      return result
    }
    let bare = (TypeLattice.stripped(left.type), TypeLattice.stripped(right.type))
    if OperatorTable.result(operation, bare.0, bare.1) != nil {
      let side = bare.0 != left.type ? left : right
      reportMaybeNone(side.expression, side.type)
    } else if operation == .add, left.type == .string || right.type == .string {
      reportJoin(left, right, span)
    } else {
      report(
        .wrongOperands, "`\(operation.rawValue)` cannot take \(left.type.described) and \(right.type.described)",
        at: span, label: "\(left.type.name) \(operation.rawValue) \(right.type.name)",
        notes: hint(operation, left.type, right.type))
    }
    // Before the last round a mistake adds nothing, so that a variable keeps the type that shows the mistake.
    return isReporting ? .unknown : nil
  }

  private func hint(_ operation: BinaryOperator, _ left: ValueType, _ right: ValueType) -> [String] {
    switch operation {
    case .union where left == .int && right == .int: ["a port set is `ports(a, b)`"]
    case .union: ["`|` unites states, flags, and sets of ports or targets"]
    case .add where left == .map: ["a key is added by `m[\"key\"] = value`"]
    case .has: ["`has` asks TCP flags: `reply.flags has SYN|ACK`"]
    case .matches: ["`~` matches a text with a regular expression: `text ~ r\"…\"`"]
    default: []
    }
  }

  /// `"port " + 80`: only texts are joined.
  private func reportJoin(
    _ left: (expression: Expression, type: ValueType), _ right: (expression: Expression, type: ValueType),
    _ span: SourceSpan
  ) {
    let other = left.type == .string ? right : left
    let text = context.text(other.expression.span)
    report(
      .textJoin, "`+` joins two texts, and `\(text)` is \(other.type.described)", at: other.expression.span,
      label: "this is \(other.type.described)",
      notes: ["or put it into the text: `\"… \\(\(text)) …\"`"],
      fixes: [Repair(replace: other.expression.span, with: "str(\(context.code(other.expression.span)))", "its text")])
  }

  // MARK: Conditions

  /// An operand or condition that must be true or false.
  func requireBool(_ expression: Expression, _ word: String) {
    guard let type = infer(expression), type != .bool, type != .unknown else { return }
    var fixes: [Repair] = []
    let text = context.code(expression.span)
    if case .lambda(let parameters, let body) = expression.kind {
      fixes = comparison(parameters, body)
    } else if case .optional = type {
      fixes = [Repair(replace: expression.span, with: "\(text) != none", "check the meaning")]
    } else if type == .int {
      fixes = [Repair(replace: expression.span, with: "\(text) != 0", "check the meaning")]
    } else if case .list = type {
      fixes = [Repair(replace: expression.span, with: "\(text).count > 0", "check the meaning")]
    }
    report(
      .notACondition, "`\(word)` needs true or false, and this is \(type.described)", at: expression.span,
      label: type.described, related: declaration(of: expression), fixes: fixes)
  }

  /// `n => 1`, which was meant to be `n >= 1`.
  private func comparison(_ parameters: [Parameter], _ body: Expression) -> [Repair] {
    guard parameters.count == 1, case .int = body.kind else { return [] }
    let name = parameters[0].name.span
    let between = SourceSpan(start: name.end, end: body.span.start, file: name.file)
    guard context.text(between) == "=>" else { return [] }
    return [Repair(replace: between, with: " >= ", "at least")]
  }
}

extension Expression {
  fileprivate var isHabitNull: Bool {
    if case .name("null") = kind { return true }
    return false
  }
}
