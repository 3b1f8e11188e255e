// SPDX-License-Identifier: GPL-3.0-or-later

/// What running a piece of code comes to.
struct Flow {
  /// The value of its last expression.
  var type: ValueType?
  /// Whether what follows it may run.
  var completes: Bool

  static let plain = Flow(type: ValueType.none, completes: true)
  static let leaves = Flow(type: nil, completes: false)
}

extension TypeInference {
  /// Statements between braces.
  func walk(_ block: Block, isValue: Bool = false) -> Flow { walk(block.statements, isValue: isValue) }

  /// Statements in a row; with `isValue` the last one gives their value.
  func walk(_ statements: [Statement], isValue: Bool = false) -> Flow {
    let mark = narrowing.mark
    defer { narrowing.forget(to: mark) }
    var flow = Flow.plain
    var hasReported = false
    for (place, statement) in statements.enumerated() {
      if !flow.completes, !hasReported, !statement.isDeclaration {
        hasReported = true
        report(.unreachableCode, "this never runs", at: statement.span, label: "the line before it ends the block")
      }
      var next = walk(statement, isValue: isValue && place == statements.count - 1)
      if context.misplacedJumps.contains(statement.id) { next = .plain }
      flow = Flow(type: next.type, completes: flow.completes && next.completes)
    }
    return flow
  }

  private func walk(_ statement: Statement, isValue: Bool) -> Flow {
    switch statement.kind {
    case .expression(let expression): return walk(expression, isValue: isValue)
    case .breakLoop:
      if !breaks.isEmpty { breaks[breaks.count - 1] = true }
      return .leaves
    case .continueLoop: return .leaves
    case .returnValue(let value):
      walkReturn(value, statement)
      return .leaves
    case .fail(let text):
      expect(infer(text), [.string], of: text, "`fail` takes a text")
      return .leaves
    case .whileLoop(let condition, let body): return walkLoop(condition, body)
    case .forLoop(let names, let sequence, let body):
      walkLoop(names, sequence, body)
      return .plain
    default:
      walkOther(statement)
      return .plain
    }
  }

  /// An expression as a statement: `if` and `match` are blocks there.
  private func walk(_ expression: Expression, isValue: Bool) -> Flow {
    switch expression.kind {
    case .ifElse(let conditional):
      let flow = self.conditional(conditional, expression, isValue: isValue)
      note(expression, flow.type)
      return flow
    case .match(let match):
      let flow = self.match(match, isValue: isValue)
      note(expression, flow.type)
      return flow
    default:
      let type = infer(expression)
      if !isValue { checkDropped(expression) }
      return Flow(type: type, completes: true)
    }
  }

  private func walkReturn(_ value: Expression?, _ statement: Statement) {
    let type = value.map { infer($0) } ?? ValueType.none
    returns(type)
    guard let function, let type, let wanted = annotatedReturn(function), !TypeLattice.accepts(wanted, type) else {
      return
    }
    let declaration = context.functions[function].declaration
    report(
      .wrongReturn, "`\(declaration.name.text)` gives back \(wanted.described), and this is \(type.described)",
      at: value?.span ?? statement.span, label: "this is \(type.described)",
      related: declaration.returnType.map { [RelatedSpan($0.span, "promised here")] } ?? [])
  }

  // MARK: Conditionals

  /// `if`, as a statement or as a value.
  func conditional(_ syntax: IfSyntax, _ whole: Expression, isValue: Bool) -> Flow {
    let mark = narrowing.mark
    var type: ValueType?
    var completes = false
    var isLeft: [Bool] = []
    for branch in syntax.branches {
      requireBool(branch.condition, "if")
      let flow = assuming(branch.condition, true) { walk(branch.body, isValue: isValue) }
      if flow.completes { type = TypeLattice.join(type, flow.type) }
      completes = completes || flow.completes
      isLeft.append(!flow.completes)
      narrowing.learn(facts(branch.condition, false))
    }
    if let otherwise = syntax.otherwise {
      let flow = walk(otherwise, isValue: isValue)
      if flow.completes { type = TypeLattice.join(type, flow.type) }
      narrowing.forget(to: mark)
      if !flow.completes, syntax.branches.count == 1 { narrowing.learn(facts(syntax.branches[0].condition, true)) }
      learnAfter(syntax, isLeft)
      return Flow(type: type, completes: completes || flow.completes)
    }
    narrowing.forget(to: mark)
    learnAfter(syntax, isLeft)
    if isValue {
      report(
        .ifWithoutElse, "`if` as a value needs `else`", at: whole.span.first(2), label: "what is it otherwise?",
        fixes: [Repair(replace: whole.span.after, with: " else { none }", "none otherwise")])
    }
    return Flow(type: TypeLattice.join(type, ValueType.none), completes: true)
  }

  /// Behind `if x == none { return }` x is not none.
  private func learnAfter(_ syntax: IfSyntax, _ isLeft: [Bool]) {
    for (branch, leaves) in zip(syntax.branches, isLeft) {
      guard leaves else { return }
      narrowing.learn(facts(branch.condition, false))
    }
  }

  // MARK: Loops

  private func walkLoop(_ condition: Expression, _ body: Block) -> Flow {
    requireBool(condition, "while")
    breaks.append(false)
    _ = assuming(condition, true) { walk(body) }
    let hasBreak = breaks.removeLast()
    if case .bool(true) = condition.kind, !hasBreak { return .leaves }
    return .plain
  }

  private func walkLoop(_ names: [Name], _ sequence: Expression, _ body: Block) {
    let type = infer(sequence)
    let elements = elementTypes(of: type, sequence, count: names.count)
    for (place, name) in names.enumerated() {
      guard let symbol = context.symbol(name.id) else { continue }
      give(symbol, place < elements.count ? elements[place] : .unknown)
    }
    breaks.append(false)
    _ = walk(body)
    breaks.removeLast()
  }

  /// What a `for` loop binds its names to.
  private func elementTypes(of type: ValueType?, _ sequence: Expression, count: Int) -> [ValueType?] {
    guard let type else { return [nil, nil] }
    if count > 1, type != .map, type != .unknown {
      report(
        .notIterable, "two names go through a map, and this is \(type.described)", at: sequence.span,
        label: "this is \(type.described)")
      return []
    }
    switch type {
    case .unknown, .map: return []
    case .list(let element): return [element]
    case .range: return [.int]
    case .targets, .network, .addressRange: return [.address]
    case .ports: return [.port]
    case .optional:
      reportMaybeNone(sequence, type)
      return []
    default:
      report(
        .notIterable, "`for` cannot go through \(type.described)", at: sequence.span,
        label: "this is \(type.described)", notes: iterationHint(type))
      return []
    }
  }

  private func iterationHint(_ type: ValueType) -> [String] {
    switch type {
    case .int: ["counting is `for i in 1-10` or `for i in range(1, n)`"]
    case .string: ["lines are `text.lines()`, parts `text.split(\",\")`"]
    case .record(.results): ["results have `.hosts` and `.ports`, and `.open` for the open ones"]
    case .record(.host): ["the ports of a host are `h.ports` or `h.open`"]
    default: []
    }
  }
}

extension Statement {
  /// Whether it only declares, so that its place does not matter.
  fileprivate var isDeclaration: Bool {
    switch kind {
    case .function, .technique, .test, .network, .missing: true
    default: false
    }
  }
}

extension SourceSpan {
  /// The first bytes.
  func first(_ count: UInt32) -> SourceSpan { SourceSpan(start: start, end: min(end, start + count), file: file) }
}
