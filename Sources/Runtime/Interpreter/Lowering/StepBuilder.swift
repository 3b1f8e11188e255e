// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Makes the steps of a unit that may wait: control flow around waits becomes jumps, the rest stays nodes.
final class StepBuilder {
  let lowering: Lowering
  private var program = StepProgram()
  private var iterators = 0
  /// The innermost loop of steps, -1 for none.
  private var loop = -1
  /// How many tries are open.
  private var tries = 0

  init(_ lowering: Lowering) { self.lowering = lowering }

  /// The finished steps.
  func finish() -> StepProgram {
    append(.giveBack(ConstantNode(0, .none)))
    return program
  }

  /// Where the next step will stand.
  private var next: Int { program.steps.count }

  private func append(_ step: Step) {
    program.steps.append(step)
    program.loopOfStep.append(loop)
  }

  func add(_ statements: [Statement]) {
    for statement in statements { add(statement) }
  }

  /// A new slot for a value between two steps; it is free again behind the statement.
  func temporary() -> Int {
    let slot = lowering.unit.named
    lowering.unit.named += 1
    lowering.unit.free = max(lowering.unit.free, lowering.unit.named)
    lowering.unit.reserve(lowering.unit.free + 1)
    return slot
  }

  private func add(_ statement: Statement) {
    let (named, free) = (lowering.unit.named, lowering.unit.free)
    defer { (lowering.unit.named, lowering.unit.free) = (named, free) }
    guard WaitFinder(lowering).waits(statement) else { return addPlain(statement) }
    switch statement.kind {
    case .expression(let value): addEffect(value)
    case .whileLoop(let condition, let body): addWhile(condition, body, statement)
    case .forLoop(let names, let collection, let body): addFor(names, collection, body, statement)
    case .returnValue(let value?):
      hoist(value)
      append(.giveBack(lowering.returned(value)))
    case .binding(let name, _, let value): addBinding(name, value, statement)
    default:
      // What waits stands in an operand: it is computed first, then the statement runs in one step.
      for part in WaitFinder.operands(statement) { hoist(part) }
      addPlain(statement)
    }
  }

  /// A statement that runs in one step.
  private func addPlain(_ statement: Statement) { append(.exec(lowering.statement(statement))) }

  private func addBinding(_ name: Name, _ value: Expression, _ statement: Statement) {
    if case .local(let slot) = lowering.program.resolutions[name.id] { return add(value, into: slot) }
    let slot = temporary()
    add(value, into: slot)
    let id = lowering.id(statement)
    let node = lowering.assign(to: name.id, LocalNode(id, slot), .unknown, id)
    append(.exec(node))
  }

  /// An expression whose value is dropped.
  private func addEffect(_ value: Expression) {
    switch value.kind {
    case .ifElse(let conditional): addConditional(conditional) { [self] block in add(block.statements) }
    case .match(let match): addMatch(match, lowering.id(value)) { [self] block in add(block.statements) }
    case .paren(let inner): addEffect(inner)
    default: add(value, into: temporary())
    }
  }

  private func addWhile(_ condition: Expression, _ body: Block, _ statement: Statement) {
    let start = next
    inLoop(nextRound: start) {
      let test = operand(condition)
      let exit = next
      append(.jumpUnless(test, -1))
      add(body.statements)
      append(.jump(start))
      aim(exit, at: next)
    }
  }

  private func addFor(_ names: [Name], _ collection: Expression, _ body: Block, _ statement: Statement) {
    let iterator = iterators
    iterators += 1
    append(.beginLoop(operand(collection), iterator: iterator, pairs: names.count > 1))
    let start = next
    let first = names.first.map { lowering.slot(of: $0) } ?? temporary()
    let second = names.count > 1 ? lowering.slot(of: names[1]) : nil
    inLoop(nextRound: start) {
      append(.nextItem(iterator: iterator, first: first, second: second, exit: -1, lowering.id(statement)))
      add(body.statements)
      append(.jump(start))
      aim(start, at: next)
    }
  }

  /// Adds the steps of a loop, and notes where `break` and `continue` in them go.
  private func inLoop(nextRound: Int, _ build: () -> Void) {
    let number = program.loops.count
    let outer = loop
    program.loops.append(StepProgram.Loop(nextRound: nextRound, tries: tries, outer: outer))
    loop = number
    build()
    loop = outer
    program.loops[number].exit = next
  }

  /// Sets the target of a step that goes forward.
  private func aim(_ step: Int, at target: Int) {
    switch program.steps[step] {
    case .jump: program.steps[step] = .jump(target)
    case .jumpUnless(let node, _): program.steps[step] = .jumpUnless(node, target)
    case .jumpUnlessNone(let slot, _): program.steps[step] = .jumpUnlessNone(slot: slot, target)
    case .beginTry: program.steps[step] = .beginTry(target)
    case .nextItem(let iterator, let first, let second, _, let id):
      program.steps[step] = .nextItem(iterator: iterator, first: first, second: second, exit: target, id)
    default: break
    }
  }

  // MARK: Expressions

  /// A node for an operand; one that waits is computed first and read from its slot.
  private func operand(_ expression: Expression) -> Node {
    hoist(expression)
    return lowering.expression(expression)
  }

  /// Computes an expression that waits in steps of its own; from then on it stands for its slot.
  private func hoist(_ expression: Expression) {
    guard lowering.waits(expression) else { return }
    let slot = temporary()
    add(expression, into: slot)
    lowering.hoisted[expression.id] = slot
  }

  /// Computes operands in order up to the last that waits, so that nothing changes its place in time.
  private func hoistOperands(_ operands: [Expression]) {
    guard let last = operands.lastIndex(where: { lowering.waits($0) }) else { return }
    for operand in operands[...last] {
      if lowering.waits(operand) {
        hoist(operand)
      } else if !WaitFinder.isConstant(operand) {
        let slot = temporary()
        append(.evaluate(lowering.expression(operand), slot: slot))
        lowering.hoisted[operand.id] = slot
      }
    }
  }

  /// Computes an expression into a slot.
  func add(_ expression: Expression, into slot: Int) {
    guard lowering.waits(expression) else {
      append(.evaluate(lowering.expression(expression), slot: slot))
      return
    }
    switch expression.kind {
    case .paren(let inner): add(inner, into: slot)
    case .scan(let scan): addScan(scan, into: slot, lowering.id(expression))
    case .tryElse(let attempt, let otherwise): addTry(attempt, otherwise, into: slot)
    case .ifElse(let conditional):
      addConditional(conditional) { [self] block in add(value: block, into: slot) }
    case .match(let match):
      addMatch(match, lowering.id(expression)) { [self] block in add(value: block, into: slot) }
    case .binary(.and, let left, let right, _): addShortCut(left, right, whenTrue: true, into: slot)
    case .binary(.or, let left, let right, _): addShortCut(left, right, whenTrue: false, into: slot)
    case .binary(.coalesce, let left, let right, _):
      add(left, into: slot)
      let jump = next
      append(.jumpUnlessNone(slot: slot, -1))
      add(right, into: slot)
      aim(jump, at: next)
    case .call(let callee, let arguments): addCall(callee, arguments, expression, into: slot)
    default:
      hoistOperands(WaitFinder.operands(expression))
      append(.evaluate(lowering.expression(expression), slot: slot))
    }
  }

  private func add(value block: Block, into slot: Int) {
    guard let last = block.statements.last, case .expression(let value) = last.kind else {
      add(block.statements)
      append(.evaluate(ConstantNode(0, .none), slot: slot))
      return
    }
    add(Array(block.statements.dropLast()))
    add(value, into: slot)
  }

  private func addShortCut(_ left: Expression, _ right: Expression, whenTrue: Bool, into slot: Int) {
    add(left, into: slot)
    let test = LocalNode(lowering.id(left), slot)
    let jump = next
    append(.jumpUnless(whenTrue ? test : NotNode(lowering.id(left), test), -1))
    add(right, into: slot)
    // The second operand must be true or false as well; reading it as a condition checks that.
    append(.jumpUnless(LocalNode(lowering.id(right), slot), next + 1))
    aim(jump, at: next)
  }

  private func addTry(_ attempt: Expression, _ otherwise: Expression, into slot: Int) {
    let begin = next
    append(.beginTry(-1))
    tries += 1
    add(attempt, into: slot)
    tries -= 1
    append(.endTry)
    let jump = next
    append(.jump(-1))
    aim(begin, at: next)
    add(otherwise, into: slot)
    aim(jump, at: next)
  }

  private func addConditional(_ conditional: IfSyntax, _ addBlock: (Block) -> Void) {
    var exits: [Int] = []
    for branch in conditional.branches {
      let test = operand(branch.condition)
      let jump = next
      append(.jumpUnless(test, -1))
      addBlock(branch.body)
      exits.append(next)
      append(.jump(-1))
      aim(jump, at: next)
    }
    if let otherwise = conditional.otherwise { addBlock(otherwise) }
    for exit in exits { aim(exit, at: next) }
  }

  private func addMatch(_ match: MatchSyntax, _ id: Int32, _ addBlock: (Block) -> Void) {
    let subject = temporary()
    add(match.subject, into: subject)
    var exits: [Int] = []
    var hasElse = false
    for arm in match.arms {
      var jump: Int?
      if arm.patterns.isEmpty {
        hasElse = true
      } else {
        for part in WaitFinder.operands(arm.patterns) { hoist(part) }
        jump = next
        let tests = arm.patterns.map { lowering.pattern($0) }
        append(.jumpUnless(PatternTestNode(id, subject: subject, tests), -1))
      }
      addBlock(arm.body)
      exits.append(next)
      append(.jump(-1))
      if let jump { aim(jump, at: next) }
    }
    if !hasElse { append(.exec(NoArmNode(id, subject: subject))) }
    for exit in exits { aim(exit, at: next) }
  }

  private func addCall(_ callee: Expression, _ arguments: [Argument], _ expression: Expression, into slot: Int) {
    let id = lowering.id(expression)
    let program = lowering.program
    let values = arguments.map(\.value)
    if case .member(let object, let name, _) = program.form(callee) {
      hoistOperands([object] + values)
      return addMember(object, name, values, expression, into: slot)
    }
    switch Lowering.callee(callee, program) {
    case .builtin(let builtin) where BuiltinTable.row(builtin).waits:
      hoistOperands(values)
      let nodes = lowering.builtinArguments(arguments, sources: program.arguments[expression.id] ?? [], id)
      append(.wait(builtin, nodes, slot: slot, id))
    case .function(let number) where program.units[program.functions[number].unit].mayWait:
      addCall(of: program.functions[number], arguments, expression, into: slot)
    case .unresolved, .local, .global:
      hoistOperands([callee] + values)
      append(.callValue(lowering.expression(callee), values.map { lowering.expression($0) }, slot: slot, id))
    default:
      hoistOperands(values)
      append(.evaluate(lowering.expression(expression), slot: slot))
    }
  }

  /// A call of a declared function that may wait; defaults may wait as well, and are computed anew for each call.
  private func addCall(
    of function: CheckedFunction, _ arguments: [Argument], _ expression: Expression, into slot: Int
  ) {
    let defaults = lowering.defaults(of: function, lowering.program.arguments[expression.id] ?? [])
    hoistOperands(arguments.map(\.value) + defaults)
    let nodes = lowering.functionArguments(arguments, expression, function, base: lowering.unit.free)
    append(.call(unit: function.unit, nodes, slot: slot, lowering.id(expression)))
    for value in defaults { lowering.forgetHoisted(in: value) }
  }

  /// `x.name(…)`: a method, or a function that a map holds under the name and that may wait.
  private func addMember(
    _ object: Expression, _ name: Name, _ values: [Expression], _ expression: Expression, into slot: Int
  ) {
    let id = lowering.id(expression)
    let receiver = temporary()
    if lowering.hoisted[object.id] == nil {
      append(.evaluate(lowering.expression(object), slot: receiver))
      lowering.hoisted[object.id] = receiver
    }
    let place = lowering.hoisted[object.id] ?? receiver
    let method = lowering.expression(expression)
    let nodes = values.map { lowering.expression($0) }
    append(.callMember(slot: place, lowering.text(name.text), nodes, method, result: slot, id))
  }

  private func addScan(_ scan: ScanSyntax, into slot: Int, _ id: Int32) {
    hoistOperands(WaitFinder.operands(scan))
    append(.scan(lowering.scan(scan, id), slot: slot, id))
  }
}
