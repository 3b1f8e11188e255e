// SPDX-License-Identifier: GPL-3.0-or-later

/// Third pass: which expressions and units may wait for the network or the clock.
///
/// Waiting spreads through calls: first every function's own waits and callees are noted, then it is handed on to
/// callers, then the final marks are made.
final class WaitMarker {
  let context: CheckContext
  /// Functions that may wait; while `isCollecting`, those that do so by themselves.
  private var functionWaits: [Bool]
  private var callees: [[Int]]
  private var isCollecting = true
  /// The function whose body is walked.
  private var function: Int?
  /// What waits in the lambda that is walked, the first of it.
  private var lambdaWait: SourceSpan?
  private var isInLambda = false

  init(_ context: CheckContext) {
    self.context = context
    // Of what earlier entries declared it is known.
    functionWaits = context.functions.map { context.units[$0.unit].mayWait }
    callees = Array(repeating: [], count: context.functions.count)
  }

  /// Marks expressions, statements and units.
  func run() {
    for number in context.newFunctions { functionWaits[number] = walkFunction(number) }
    functionWaits = CallGraph(uses: callees).reaching(functionWaits.indices.filter { functionWaits[$0] })
    isCollecting = false
    for number in context.newFunctions {
      _ = walkFunction(number)
      context.units[context.functions[number].unit].mayWait = functionWaits[number]
    }
    var waits = false
    for statement in context.modules[context.newModules].flatMap(\.tree.statements) { _ = walk(statement) }
    for statement in context.tree.statements where walk(statement) { waits = true }
    context.units[0].mayWait = waits
  }

  private func walkFunction(_ number: Int) -> Bool {
    function = number
    defer { function = nil }
    var waits = false
    for parameter in context.functions[number].declaration.parameters {
      if let value = parameter.defaultValue, walk(value) { waits = true }
    }
    return walk(context.functions[number].declaration.body) || waits
  }

  // MARK: Calls

  /// Whether calling something may wait.
  func waits(calling callee: Expression, _ whole: Expression) -> Bool {
    switch context.form(callee) {
    case .paren(let inner): return waits(calling: inner, whole)
    case .name: return waitsByName(callee, whole)
    case .member(_, let name, _):
      // Methods never wait; a function under a map's key may.
      return MethodName(rawValue: name.text) == nil && waitsUnknown(whole)
    case .lambda: return false
    default: return waitsUnknown(whole)
    }
  }

  private func waitsByName(_ callee: Expression, _ whole: Expression) -> Bool {
    switch context.resolutions[callee.id] {
    case .builtin(let builtin): return BuiltinTable.row(builtin).waits && noted(whole)
    case .function(let number): return waits(function: number) && noted(whole)
    default:
      guard let symbol = context.symbol(callee.id) else { return false }
      if case .lambda? = context.symbols[symbol].initializer?.kind, context.symbols[symbol].kind == .final {
        return false
      }
      return waitsUnknown(whole)
    }
  }

  private func waits(function number: Int) -> Bool {
    if isCollecting, let function {
      callees[function].append(number)
      return false
    }
    return functionWaits[number]
  }

  /// A function value of unknown origin may wait, except in lambdas, where one that does fails.
  private func waitsUnknown(_ whole: Expression) -> Bool { !isInLambda }

  /// A scan or a call that surely may wait.
  func noted(_ expression: Expression) -> Bool {
    if isInLambda, lambdaWait == nil { lambdaWait = expression.span }
    return true
  }

  // MARK: Lambdas

  /// A lambda does not wait when it is made, and may not when it is called.
  func walkLambda(_ body: Expression) {
    let outer = (isInLambda, lambdaWait)
    (isInLambda, lambdaWait) = (true, nil)
    _ = walk(body)
    if let span = lambdaWait { reportLambda(span) }
    (isInLambda, lambdaWait) = outer
  }

  /// A function handed to a list method is called there as a lambda is.
  func checkFunctionValue(_ value: Expression) {
    switch context.resolutions[value.id] {
    case .builtin(let builtin) where BuiltinTable.row(builtin).waits: reportLambda(value.span)
    case .function(let number) where !isCollecting && functionWaits[number]: reportLambda(value.span)
    default: break
    }
  }

  private func reportLambda(_ span: SourceSpan) {
    guard !isCollecting else { return }
    context.report(
      .lambdaWaits, "a lambda may not wait for the network, and `\(context.text(span))` does", at: span,
      label: "this waits", notes: ["use a loop: `for x in xs { … }`"])
  }
}
