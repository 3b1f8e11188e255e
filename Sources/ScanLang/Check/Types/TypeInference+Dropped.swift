// SPDX-License-Identifier: GPL-3.0-or-later

extension TypeInference {
  /// A statement that works something out and lets it go.
  func checkDropped(_ expression: Expression) {
    guard isReporting, !hasEffect(expression) else { return }
    var fixes: [Repair] = []
    if case .binary(.equal, let left, _, let span) = expression.kind, left.isName {
      fixes = [Repair(replace: span, with: "=", "assign it")]
    }
    report(
      .droppedValue, "this value goes nowhere", at: expression.span, label: "worked out, then dropped",
      notes: fixes.isEmpty ? ["write it with `print(…)`, or give it a name with `let`"] : [], fixes: fixes)
  }

  /// Whether an expression does something besides giving a value.
  private func hasEffect(_ expression: Expression) -> Bool {
    switch context.form(expression) {
    case .missing, .scan, .ifElse, .match: return true
    case .paren(let inner), .unary(_, let inner), .member(let inner, _, _): return hasEffect(inner)
    case .binary(_, let left, let right, _), .index(let left, let right), .tryElse(let left, let right):
      return hasEffect(left) || hasEffect(right)
    case .list(let items): return items.contains(where: hasEffect)
    case .map(let entries): return entries.contains { hasEffect($0.value) }
    case .call(let callee, let arguments): return hasEffect(callee, arguments)
    case .name:
      return context.isObscured(at: expression.span)
        || context.types[expression.id] == .unknown && !isResolved(expression)
    default: return false
    }
  }

  /// A name that is not known was reported already.
  private func isResolved(_ expression: Expression) -> Bool {
    context.resolutions[expression.id] != .unresolved || context.symbol(expression.id) != nil
  }

  private func hasEffect(_ callee: Expression, _ arguments: [Argument]) -> Bool {
    if arguments.contains(where: { hasEffect($0.value) }) { return true }
    switch context.form(callee) {
    case .name:
      guard case .builtin(let builtin) = context.resolutions[callee.id] else { return true }
      return BuiltinTable.row(builtin).effect.acts
    case .member(let base, let name, _):
      // Methods give new values and change nothing; a map's function may do anything.
      return MethodName(rawValue: name.text) == nil || hasEffect(base)
    default: return true
    }
  }
}
