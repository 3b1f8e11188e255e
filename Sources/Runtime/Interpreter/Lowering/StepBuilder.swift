// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Makes the steps of a unit that may wait: control flow around waits becomes jumps, the rest stays nodes.
final class StepBuilder {
  let lowering: Lowering
  var steps: [Step] = []
  private var iterators = 0
  /// Steps to be pointed behind, and to the next round of, the loops around.
  private var loops: [Loop] = []

  private struct Loop {
    let nextRound: Int
    var exits: [Int] = []
  }

  init(_ lowering: Lowering) { self.lowering = lowering }

  /// The finished steps.
  func finish() -> [Step] {
    steps.append(.giveBack(ConstantNode(0, .none)))
    return steps
  }

  func add(_ statements: [Statement]) {
    for statement in statements { add(statement) }
  }

  /// A new slot for a value between two steps.
  func temporary() -> Int {
    let slot = lowering.unit.named
    lowering.unit.named += 1
    lowering.unit.free = max(lowering.unit.free, lowering.unit.named)
    lowering.unit.reserve(lowering.unit.free + 1)
    return slot
  }

  private func add(_ statement: Statement) {
    guard WaitFinder(lowering).waits(statement) else { return addPlain(statement) }
    switch statement.kind {
    case .expression(let value): addEffect(value)
    case .whileLoop(let condition, let body): addWhile(condition, body, statement)
    case .forLoop(let names, let collection, let body): addFor(names, collection, body, statement)
    case .returnValue(let value?):
      hoist(value)
      steps.append(.giveBack(lowering.returned(value)))
    case .binding(let name, _, let value): addBinding(name, value, statement)
    default:
      // What waits stands in an operand: it is computed first, then the statement runs in one step.
      for part in WaitFinder.operands(statement) { hoist(part) }
      addPlain(statement)
    }
  }

  /// A statement that runs in one step.
  private func addPlain(_ statement: Statement) {
    switch statement.kind {
    case .breakLoop where !loops.isEmpty:
      loops[loops.count - 1].exits.append(steps.count)
      steps.append(.jump(-1))
    case .continueLoop where !loops.isEmpty: steps.append(.jump(loops[loops.count - 1].nextRound))
    default:
      let node = lowering.statement(statement)
      if loops.isEmpty {
        steps.append(.exec(node, leaveLoop: -1, nextRound: -1))
      } else {
        loops[loops.count - 1].exits.append(steps.count)
        steps.append(.exec(node, leaveLoop: -1, nextRound: loops[loops.count - 1].nextRound))
      }
    }
  }

  private func addBinding(_ name: Name, _ value: Expression, _ statement: Statement) {
    if case .local(let slot) = lowering.program.resolutions[name.id] { return add(value, into: slot) }
    let slot = temporary()
    add(value, into: slot)
    let id = lowering.id(statement)
    let node = lowering.assign(to: name.id, LocalNode(id, slot), .unknown, id)
    steps.append(.exec(node, leaveLoop: -1, nextRound: -1))
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
    let start = steps.count
    let test = operand(condition)
    let exit = steps.count
    steps.append(.jumpUnless(test, -1))
    loops.append(Loop(nextRound: start, exits: [exit]))
    add(body.statements)
    steps.append(.jump(start))
    closeLoop()
    forget(condition)
  }

  private func addFor(_ names: [Name], _ collection: Expression, _ body: Block, _ statement: Statement) {
    let iterator = iterators
    iterators += 1
    steps.append(.beginLoop(operand(collection), iterator: iterator, pairs: names.count > 1))
    let start = steps.count
    let first = names.first.map { lowering.slot(of: $0) } ?? temporary()
    let second = names.count > 1 ? lowering.slot(of: names[1]) : nil
    steps.append(.nextItem(iterator: iterator, first: first, second: second, exit: -1, lowering.id(statement)))
    loops.append(Loop(nextRound: start, exits: [start]))
    add(body.statements)
    steps.append(.jump(start))
    closeLoop()
  }

  private func closeLoop() {
    guard let loop = loops.popLast() else { return }
    for step in loop.exits { aim(step, at: steps.count) }
  }

  /// Sets the target of a step that goes forward.
  private func aim(_ step: Int, at target: Int) {
    switch steps[step] {
    case .jump: steps[step] = .jump(target)
    case .jumpUnless(let node, _): steps[step] = .jumpUnless(node, target)
    case .jumpUnlessNone(let slot, _): steps[step] = .jumpUnlessNone(slot: slot, target)
    case .beginTry: steps[step] = .beginTry(target)
    case .exec(let node, _, let nextRound): steps[step] = .exec(node, leaveLoop: target, nextRound: nextRound)
    case .nextItem(let iterator, let first, let second, _, let id):
      steps[step] = .nextItem(iterator: iterator, first: first, second: second, exit: target, id)
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

  /// A loop's condition is computed anew each round, so its slots stand for nothing once it is lowered.
  private func forget(_ expression: Expression) { lowering.hoisted[expression.id] = nil }

  /// Computes operands in order up to the last that waits, so that nothing changes its place in time.
  private func hoistOperands(_ operands: [Expression]) {
    guard let last = operands.lastIndex(where: { lowering.waits($0) }) else { return }
    for operand in operands[...last] {
      if lowering.waits(operand) {
        hoist(operand)
      } else if !WaitFinder.isConstant(operand) {
        let slot = temporary()
        steps.append(.evaluate(lowering.expression(operand), slot: slot))
        lowering.hoisted[operand.id] = slot
      }
    }
  }

  /// Computes an expression into a slot.
  func add(_ expression: Expression, into slot: Int) {
    guard lowering.waits(expression) else {
      steps.append(.evaluate(lowering.expression(expression), slot: slot))
      return
    }
    switch expression.kind {
    case .paren(let inner): add(inner, into: slot)
    case .scan(let scan): addScan(scan, into: slot, lowering.id(expression))
    case .tryElse(let attempt, let otherwise): addTry(attempt, otherwise, into: slot)
    case .ifElse(let conditional):
      addConditional(conditional) { [self] block in add(value: block, into: slot) }
      if conditional.otherwise == nil { break }
    case .match(let match):
      addMatch(match, lowering.id(expression)) { [self] block in add(value: block, into: slot) }
    case .binary(.and, let left, let right, _): addShortCut(left, right, whenTrue: true, into: slot)
    case .binary(.or, let left, let right, _): addShortCut(left, right, whenTrue: false, into: slot)
    case .binary(.coalesce, let left, let right, _):
      add(left, into: slot)
      let jump = steps.count
      steps.append(.jumpUnlessNone(slot: slot, -1))
      add(right, into: slot)
      aim(jump, at: steps.count)
    case .call(let callee, let arguments): addCall(callee, arguments, expression, into: slot)
    default:
      hoistOperands(WaitFinder.operands(expression))
      steps.append(.evaluate(lowering.expression(expression), slot: slot))
    }
  }

  private func add(value block: Block, into slot: Int) {
    guard let last = block.statements.last, case .expression(let value) = last.kind else {
      add(block.statements)
      steps.append(.evaluate(ConstantNode(0, .none), slot: slot))
      return
    }
    add(Array(block.statements.dropLast()))
    add(value, into: slot)
  }

  private func addShortCut(_ left: Expression, _ right: Expression, whenTrue: Bool, into slot: Int) {
    add(left, into: slot)
    let test = LocalNode(lowering.id(left), slot)
    let jump = steps.count
    steps.append(.jumpUnless(whenTrue ? test : NotNode(lowering.id(left), test), -1))
    add(right, into: slot)
    // The second operand must be true or false as well; reading it as a condition checks that.
    steps.append(.jumpUnless(LocalNode(lowering.id(right), slot), steps.count + 1))
    aim(jump, at: steps.count)
  }

  private func addTry(_ attempt: Expression, _ otherwise: Expression, into slot: Int) {
    let begin = steps.count
    steps.append(.beginTry(-1))
    add(attempt, into: slot)
    steps.append(.endTry)
    let jump = steps.count
    steps.append(.jump(-1))
    aim(begin, at: steps.count)
    add(otherwise, into: slot)
    aim(jump, at: steps.count)
  }

  private func addConditional(_ conditional: IfSyntax, _ addBlock: (Block) -> Void) {
    var exits: [Int] = []
    for branch in conditional.branches {
      let test = operand(branch.condition)
      let jump = steps.count
      steps.append(.jumpUnless(test, -1))
      addBlock(branch.body)
      exits.append(steps.count)
      steps.append(.jump(-1))
      aim(jump, at: steps.count)
    }
    if let otherwise = conditional.otherwise { addBlock(otherwise) }
    for exit in exits { aim(exit, at: steps.count) }
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
        jump = steps.count
        let tests = arm.patterns.map { lowering.pattern($0) }
        steps.append(.jumpUnless(PatternTestNode(id, subject: subject, tests), -1))
      }
      addBlock(arm.body)
      exits.append(steps.count)
      steps.append(.jump(-1))
      if let jump { aim(jump, at: steps.count) }
    }
    if !hasElse { steps.append(.exec(NoArmNode(id, subject: subject), leaveLoop: -1, nextRound: -1)) }
    for exit in exits { aim(exit, at: steps.count) }
  }

  private func addCall(_ callee: Expression, _ arguments: [Argument], _ expression: Expression, into slot: Int) {
    let id = lowering.id(expression)
    let program = lowering.program
    let isMethod = if case .member = callee.kind { true } else { false }
    hoistOperands((isMethod ? WaitFinder.operands(callee) : []) + arguments.map(\.value))
    switch Lowering.callee(callee, program) {
    case .builtin(let builtin) where BuiltinTable.row(builtin).waits:
      let nodes = lowering.builtinArguments(arguments, sources: program.arguments[expression.id] ?? [], id)
      steps.append(.wait(builtin, nodes, slot: slot, id))
    case .function(let number) where program.units[program.functions[number].unit].mayWait:
      let function = program.functions[number]
      let defaults = lowering.defaults(of: function, program.arguments[expression.id] ?? [])
      for value in defaults { hoist(value) }
      // The same default is computed anew for the next call.
      defer { for value in defaults { forget(value) } }
      let nodes = lowering.functionArguments(arguments, expression, function, base: lowering.unit.free)
      steps.append(.call(unit: function.unit, nodes, slot: slot, id))
    case .unresolved where !isMethod, .local, .global:
      let function = operand(callee)
      steps.append(.callValue(function, arguments.map { lowering.expression($0.value) }, slot: slot, id))
    default: steps.append(.evaluate(lowering.expression(expression), slot: slot))
    }
  }

  private func addScan(_ scan: ScanSyntax, into slot: Int, _ id: Int32) {
    hoistOperands(WaitFinder.operands(scan))
    steps.append(.scan(lowering.scan(scan, id), slot: slot, id))
  }
}
