// SPDX-License-Identifier: GPL-3.0-or-later

extension WaitMarker {
  /// Marks an expression and what is in it.
  func walk(_ expression: Expression) -> Bool {
    let waits = waitsWithin(expression)
    context.waits[expression.id] = waits
    return waits
  }

  private func waitsWithin(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .string(let parts, _):
      return any(parts.compactMap { if case .interpolation(let inner) = $0 { inner } else { nil } })
    case .list(let items): return any(items)
    case .map(let entries): return any(entries.flatMap { [$0.key, $0.value] })
    case .paren(let inner), .unary(_, let inner), .member(let inner, _, _): return walk(inner)
    case .binary(_, let left, let right, _), .index(let left, let right), .tryElse(let left, let right):
      return any([left, right])
    case .call(let callee, let arguments): return walkCall(expression, callee, arguments)
    case .lambda(let parameters, let body):
      _ = any(parameters.compactMap(\.defaultValue))
      walkLambda(body)
      return false
    case .ifElse(let conditional): return walk(conditional)
    case .match(let match): return walk(match)
    case .scan(let scan):
      walk(scan)
      return noted(expression)
    case .set(let set): return any(set.items + set.except)
    default: return false
    }
  }

  /// Marks all of them: none may be left out once one waits.
  private func any(_ expressions: [Expression]) -> Bool {
    var waits = false
    for expression in expressions where walk(expression) { waits = true }
    return waits
  }

  private func walkCall(_ whole: Expression, _ callee: Expression, _ arguments: [Argument]) -> Bool {
    let inner = any([callee] + arguments.map(\.value))
    if case .member = context.form(callee) { arguments.forEach { checkFunctionValue($0.value) } }
    return waits(calling: callee, whole) || inner
  }

  private func walk(_ conditional: IfSyntax) -> Bool {
    var waits = false
    for branch in conditional.branches {
      if walk(branch.condition) { waits = true }
      if walk(branch.body) { waits = true }
    }
    if let otherwise = conditional.otherwise, walk(otherwise) { waits = true }
    return waits
  }

  private func walk(_ match: MatchSyntax) -> Bool {
    var waits = walk(match.subject)
    for arm in match.arms {
      for pattern in arm.patterns where walk(pattern) { waits = true }
      if walk(arm.body) { waits = true }
    }
    return waits
  }

  private func walk(_ pattern: MatchPattern) -> Bool {
    switch pattern {
    case .value(let value): walk(value)
    case .tuple(let parts, _): parts.reduce(false) { walk($1) || $0 }
    case .name, .wildcard: false
    }
  }

  /// A scan's own expressions are evaluated before it starts; its handlers are units of their own.
  private func walk(_ scan: ScanSyntax) {
    _ = any(scan.targets.items + scan.targets.except + scan.clauses.flatMap(\.expressions))
    for handler in scan.handlers {
      if case .port(_, let ports?) = handler.event { _ = any(ports.items + ports.except) }
      let waits = walk(handler.body)
      if let unit = context.unitNumbers[handler.id] { context.units[unit].mayWait = waits }
    }
  }

  /// Marks the statements of a block.
  func walk(_ block: Block) -> Bool {
    var waits = false
    for statement in block.statements where walk(statement) { waits = true }
    return waits
  }

  /// Marks a statement and what is in it.
  func walk(_ statement: Statement) -> Bool {
    let waits = waitsWithin(statement)
    context.waits[statement.id] = waits
    return waits
  }

  private func waitsWithin(_ statement: Statement) -> Bool {
    switch statement.kind {
    case .whileLoop(let condition, let body):
      let first = walk(condition)
      return walk(body) || first
    case .forLoop(_, let sequence, let body):
      let first = walk(sequence)
      return walk(body) || first
    case .test(let test):
      let waits = walk(test.body)
      if let unit = context.unitNumbers[test.id] { context.units[unit].mayWait = waits }
      return false
    default: return any(statement.expressions)
    }
  }
}
