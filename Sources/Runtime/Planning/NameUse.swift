// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// A place that holds a variable, as the frame of one unit sees it.
enum Slot: Hashable {
  case local(Int)
  case global(Int)
}

/// Which names a piece of a playbook reads and sets, and whether anything in it depends on more than names.
struct NameUse {
  /// Read before they are set here.
  var reads: Set<Slot> = []
  /// Set here, declared ones too.
  var writes: Set<Slot> = []
  /// Declared here.
  var declared: Set<Slot> = []
  /// Whether it may call `stop()` or `skip(…)`.
  var mayStop = false
  /// Whether it may wait, asks the clock, or acts on the scan that runs: then its value is not known before the run.
  var dependsOnRun = false
  /// Declared functions that it calls; their uses are joined in when all is found.
  fileprivate var functions: Set<Int> = []
}

/// Finds the use of names in statements and expressions.
///
/// Lambdas and functions read outer names of the top level whenever they are called. A lambda, or a function as a value,
/// may be called anywhere, so one that reads a `var` of the top level counts as depending on the run.
final class NameUseFinder {
  private let program: CheckedProgram
  /// Globals declared by `var`.
  private let variables: Set<Int>
  private var functionUse: [Int: NameUse] = [:]
  private var use = NameUse()
  /// Whether what is walked has a frame of its own, so that its locals are not ours.
  private var isForeign = false

  init(_ program: CheckedProgram) {
    self.program = program
    var variables: Set<Int> = []
    for statement in (program.imports + [program.tree]).flatMap(\.statements) {
      if case .binding(let name, isVariable: true, _) = statement.kind,
        case .global(let slot) = program.resolutions[name.id]
      {
        variables.insert(slot)
      }
    }
    self.variables = variables
  }

  /// The use of an expression.
  func use(of expression: Expression) -> NameUse { collect { walk(expression) } }

  /// The use of a statement.
  func use(of statement: Statement) -> NameUse { collect { walk(statement) } }

  /// The use of statements.
  func use(of statements: [Statement]) -> NameUse { collect { statements.forEach { walk($0) } } }

  private func collect(foreign: Bool = false, _ body: () -> Void) -> NameUse {
    joined(collectDirect(foreign: foreign, body))
  }

  /// Without what the functions called do.
  private func collectDirect(foreign: Bool, _ body: () -> Void) -> NameUse {
    let saved = (use, isForeign)
    (use, isForeign) = (NameUse(), foreign)
    defer { (use, isForeign) = saved }
    body()
    use.reads.subtract(use.declared)
    return use
  }

  /// The use with that of all functions that are called, those called by them included.
  private func joined(_ own: NameUse) -> NameUse {
    var result = own
    var pending = Array(own.functions)
    var seen = own.functions
    while let number = pending.popLast() {
      let use = directUse(ofFunction: number)
      result.reads.formUnion(use.reads)
      if use.dependsOnRun { result.dependsOnRun = true }
      if use.mayStop { result.mayStop = true }
      for callee in use.functions where seen.insert(callee).inserted { pending.append(callee) }
    }
    result.functions = []
    return result
  }

  // MARK: Expressions

  private func walk(_ expression: Expression) {
    if program.waits[expression.id] { use.dependsOnRun = true }
    switch program.form(expression) {
    case .name: name(expression, isCallee: false)
    case .call(let callee, let arguments):
      switch program.form(callee) {
      case .member(let object, _, _): walk(object)
      case .name: name(callee, isCallee: true)
      default: walk(callee)
      }
      arguments.forEach { walk($0.value) }
      defaults(of: expression, callee)
    case .lambda: closure(unit: program.unitNumbers[expression.id] ?? 0, expression)
    case .ifElse(let conditional):
      for branch in conditional.branches {
        walk(branch.condition)
        branch.body.statements.forEach { walk($0) }
      }
      conditional.otherwise?.statements.forEach { walk($0) }
    case .match(let match):
      walk(match.subject)
      for arm in match.arms {
        arm.patterns.forEach { walk($0) }
        arm.body.statements.forEach { walk($0) }
      }
    case .scan: use.dependsOnRun = true
    default: WaitFinder.operands(expression).forEach { walk($0) }
    }
  }

  private func name(_ expression: Expression, isCallee: Bool) {
    switch program.resolutions[expression.id] {
    case .local(let slot): if !isForeign { use.reads.insert(.local(slot)) }
    case .global(let slot): use.reads.insert(.global(slot))
    case .function(let number):
      use.functions.insert(number)
      if !isCallee, readsVariable(joined(directUse(ofFunction: number))) { use.dependsOnRun = true }
    case .builtin(let builtin):
      if Self.runtimeBuiltins.contains(builtin.rawValue) { use.dependsOnRun = true }
      if builtin == .stop || builtin == .skip { use.mayStop = true }
    default: break
    }
  }

  /// Builtins whose value a plan does not know although they do not wait: the clock, and what acts on the run.
  private static let runtimeBuiltins: Set<String> = ["now", "today", "stop", "skip", "baseline", "previous", "diff"]

  /// Defaults that the call leaves to the function are evaluated in it.
  private func defaults(of call: Expression, _ callee: Expression) {
    guard case .function(let number) = Lowering.callee(callee, program) else { return }
    for parameter in program.functions[number].declaration.parameters {
      if let value = parameter.defaultValue { walk(value) }
    }
  }

  private func closure(unit: Int, _ lambda: Expression) {
    guard case .lambda(let parameters, let body) = lambda.kind else { return }
    if !isForeign {
      for capture in program.units[unit].captures { use.reads.insert(.local(capture.outer)) }
    }
    let inner = collect(foreign: true) {
      parameters.compactMap(\.defaultValue).forEach { walk($0) }
      walk(body)
    }
    use.reads.formUnion(inner.reads)
    if inner.dependsOnRun || readsVariable(inner) { use.dependsOnRun = true }
    if inner.mayStop { use.mayStop = true }
  }

  private func readsVariable(_ use: NameUse) -> Bool {
    use.reads.contains { if case .global(let slot) = $0 { variables.contains(slot) } else { false } }
  }

  private func directUse(ofFunction number: Int) -> NameUse {
    if let known = functionUse[number] { return known }
    let declaration = program.functions[number].declaration
    let found = collectDirect(foreign: true) {
      declaration.body.statements.forEach { walk($0) }
    }
    functionUse[number] = found
    return found
  }

  private func walk(_ pattern: MatchPattern) {
    switch pattern {
    case .value(let value): walk(value)
    case .tuple(let parts, _): parts.forEach { walk($0) }
    case .name(let name):
      if program.patternBindings.contains(name.id) {
        declare(name)
      } else {
        self.name(Expression(id: name.id, span: name.span, kind: .name(name.text)), isCallee: false)
      }
    case .wildcard: break
    }
  }

  // MARK: Statements

  private func walk(_ statement: Statement) {
    switch statement.kind {
    case .binding(let name, _, _), .ports(let name, _), .targets(let name, _): declare(name)
    case .assignment(let place, let operation, _): assign(place, operation)
    case .whileLoop(_, let body): body.statements.forEach { walk($0) }
    case .forLoop(let names, _, let body):
      names.forEach { declare($0) }
      body.statements.forEach { walk($0) }
    // What a plan does not model does not count as known.
    case .save, .expectBlock, .test, .network, .importModule: use.dependsOnRun = true
    default: break
    }
    switch statement.kind {
    case .whileLoop(let first, _), .forLoop(_, let first, _): walk(first)
    default: WaitFinder.operands(statement).forEach { walk($0) }
    }
  }

  private func declare(_ name: Name) {
    guard let slot = slot(program.resolutions[name.id]) else { return }
    use.declared.insert(slot)
    use.writes.insert(slot)
  }

  private func assign(_ place: Expression, _ operation: AssignmentOperator) {
    var root = place
    var isWhole = true
    while true {
      switch root.kind {
      case .index(let inner, _), .member(let inner, _, _): (root, isWhole) = (inner, false)
      case .paren(let inner): root = inner
      default:
        guard let slot = slot(program.resolutions[root.id]) else { return }
        use.writes.insert(slot)
        if !isWhole || operation != .set { use.reads.insert(slot) }
        return
      }
    }
  }

  private func slot(_ resolution: Resolution) -> Slot? {
    switch resolution {
    case .local(let slot): isForeign ? nil : .local(slot)
    case .global(let slot): .global(slot)
    default: nil
    }
  }
}
