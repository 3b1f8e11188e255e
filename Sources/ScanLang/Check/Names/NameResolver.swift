// SPDX-License-Identifier: GPL-3.0-or-later

/// A scan as the later passes look at it.
struct ScanSite {
  let expression: NodeID
  let scan: ScanSyntax
  /// The function around it.
  let function: Int?
  let isInTest: Bool
}

/// An `expect results { … }` as the later passes look at it.
struct Expectation {
  let results: Expression
  let clauses: [ExpectClause]
}

/// First pass: every name to what it stands for, every local to a slot, every piece of code to a unit.
final class NameResolver {
  let context: CheckContext
  /// Symbols by name, the innermost last.
  var visible: [String: [Int]] = [:]
  /// Names declared in each open scope.
  var scopes: [[String]] = []
  /// Names that open blocks declare further down.
  var upcoming: [String: [Name]] = [:]
  /// Those of them that were used already, and reported.
  var usedEarly: Set<NodeID> = []
  /// The unit that code stands in.
  var unit = 0
  /// The function whose body is resolved, lambdas and handlers in it included.
  var function: Int?
  /// Loops around the current statement, within its unit.
  var loops = 0
  var depth = 0
  private(set) var isTooDeep = false
  var scans: [ScanSite] = []
  var expectations: [Expectation] = []
  var shows: [ShowSyntax] = []
  var saves: [SaveSyntax] = []
  /// Where the main code names functions: for reads of globals that do not stand yet.
  var functionUses: [(function: Int, span: SourceSpan)] = []
  var hasScanned = false
  /// Whether operands of a port set are resolved.
  var isInPortSet = false
  /// The target of a scan that is resolved, where it may be a host's name without quotes.
  var bareHost: SourceSpan?
  /// The file whose names are resolved; `nil` for the playbook itself.
  var module: Int?

  /// Deeper trees are refused: later passes and the interpreter walk them recursively.
  static let depthLimit = 1500

  /// `session` are the names that earlier entries of a session declared.
  init(_ context: CheckContext, session: [String: Int] = [:]) {
    self.context = context
    visible = session.mapValues { [$0] }
  }

  /// Resolves the playbook; declarations of the prelude come first, then those of imported files.
  func resolveProgram() {
    scopes = [[]]
    for statement in context.base.hasPrelude ? [] : context.prelude.statements {
      if case .technique(let declaration) = statement.kind { hoist(technique: declaration) }
    }
    // Imported files see neither names nor techniques of a session's entries.
    let session = (visible, context.techniqueNumbers)
    let shipped = context.techniqueNumbers.filter { _, number in
      context.techniqueDeclarations[number].name.span.file == context.prelude.source.file
    }
    (visible, context.techniqueNumbers) = ([:], shipped)
    for number in context.newModules {
      module = number
      resolve(context.modules[number].tree)
      context.modules[number].exports = exports()
      (visible, scopes, upcoming, functionUses) = ([:], [[]], [:], [])
      context.techniqueNumbers = shipped
    }
    (module, hasScanned) = (nil, false)
    (visible, context.techniqueNumbers) = session
    resolve(context.tree)
  }

  /// Resolves a file; everything that it imports has been.
  private func resolve(_ tree: SyntaxTree) {
    let statements = tree.statements
    let firstFunction = context.functions.count
    if context.isEntry, module == nil { statements.forEach(forgetTechnique) }
    statements.forEach(hoist)
    announce(statements)
    statements.forEach(resolve)
    withdraw(statements)
    for number in firstFunction..<context.functions.count { resolveFunction(number) }
    reportEarlyReads(in: tree.source.file)
    // Tests run after the whole top level: they see everything and read nothing too early.
    for statement in statements {
      if case .test(let test) = statement.kind {
        resolveTest(test)
      }
    }
  }

  /// What the top level of the playbook or entry declares, imported files included.
  func declared() -> [String: Int] {
    Dictionary(
      scopes[0].compactMap { name in lookUp(name).map { (name, $0) } }, uniquingKeysWith: { _, last in last })
  }

  /// What the top level that was just resolved declares.
  private func exports() -> [String: Int] {
    var exports: [String: Int] = [:]
    for name in scopes[0] {
      guard let symbol = lookUp(name), !context.symbols[symbol].kind.isModule else { continue }
      exports[name] = symbol
    }
    return exports
  }

  /// Runs a step one level deeper, unless that is too deep.
  func nested(_ span: SourceSpan, _ step: () -> Void) {
    depth += 1
    defer { depth -= 1 }
    if depth <= Self.depthLimit { return step() }
    if !isTooDeep { context.report(.nestedTooDeeply, "this is nested too deeply", at: span) }
    isTooDeep = true
  }

  // MARK: Scopes

  /// Runs a step with a new scope.
  func scoped(_ step: () -> Void) {
    scopes.append([])
    step()
    for name in scopes.removeLast() { visible[name]?.removeLast() }
  }

  /// Runs a step with the code unit of a lambda, function, handler or test.
  func inUnit(_ kind: CodeUnit.Kind, _ name: String, node: NodeID, _ step: () -> Void) {
    let outer = (unit, loops)
    context.units.append(UnitBuilder(kind: kind, name: name, parent: unit))
    unit = context.units.count - 1
    loops = 0
    context.unitNumbers[node] = unit
    scoped(step)
    (unit, loops) = outer
  }

  /// Notes which names a block declares, so that an early use can be told from an unknown name.
  func announce(_ statements: [Statement]) {
    for statement in statements {
      if let name = statement.boundName { upcoming[name.text, default: []].append(name) }
    }
  }

  /// Forgets what `announce` noted.
  func withdraw(_ statements: [Statement]) {
    for statement in statements {
      if let name = statement.boundName { upcoming[name.text]?.removeLast() }
    }
  }

  /// Statements between braces, in a scope of their own.
  func resolve(_ block: Block) {
    scoped { resolveStatements(of: block) }
  }

  /// Statements between braces, in the scope that is open.
  func resolveStatements(of block: Block) {
    nested(block.span) {
      announce(block.statements)
      block.statements.forEach(resolve)
      withdraw(block.statements)
    }
  }

  /// Whether the code at hand belongs to a test, handlers and lambdas in it included.
  var isInTest: Bool {
    var current = unit
    while current > 0 {
      if context.units[current].kind == .test { return true }
      current = context.units[current].parent
    }
    return false
  }

  /// The innermost symbol of a name.
  func lookUp(_ name: String) -> Int? { visible[name]?.last }
}

extension Statement {
  /// The variable that a statement declares.
  var boundName: Name? {
    switch kind {
    case .binding(let name, _, _): name
    case .parameter(let declaration): declaration.name
    case .ports(let name, _), .targets(let name, _): name
    default: nil
    }
  }
}
