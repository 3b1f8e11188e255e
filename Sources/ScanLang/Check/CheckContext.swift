// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// What the passes of the checker share: side tables by node, symbols, units, and what was found wrong.
final class CheckContext {
  let program: LoadedProgram
  /// The playbook.
  let tree: SyntaxTree
  let prelude: SyntaxTree
  /// Imported files in the order of their first values, each behind what it imports.
  var modules: [ModuleState]
  /// What could not be read, by file.
  private let broken: [UInt16: BrokenCode]
  /// Names of services, in lower case; empty where nobody knows them.
  let services: Set<String>

  private(set) var diagnostics: [Diagnostic] = []
  var symbols: [Symbol] = []
  var symbolOf: [Int32]
  var resolutions: [Resolution]
  var types: [ValueType]
  var waits: [Bool]
  var unitNumbers: [NodeID: Int] = [:]
  var arguments: [NodeID: [ArgumentSource]] = [:]
  var patternBindings: Set<NodeID> = []
  /// Handlers that may look at second opinions.
  var opinionHandlers: Set<NodeID> = []
  /// Scans whose packets something saves.
  var capturedScans: Set<NodeID> = []
  /// `break`, `continue` and `return` with nothing to leave: reported, and passed over by what follows.
  var misplacedJumps: Set<NodeID> = []
  /// Sets that names stand for, by symbol, once they were worked out: a set of sets of sets costs no more than its text.
  var knownPorts: [Int: PortSet?] = [:]
  var knownTargets: [Int: TargetSet?] = [:]
  var units: [UnitBuilder] = [UnitBuilder(kind: .main, name: "main", parent: -1)]
  var globalCount = 0
  var functions: [FunctionState] = []
  var techniques: [CheckedTechnique] = []
  /// Declared techniques by name, those of the prelude too, as far as the file at hand sees them.
  var techniqueNumbers: [String: Int] = [:]
  var techniqueDeclarations: [TechniqueDeclaration] = []
  /// Simulated networks, in source order.
  var networks: [CheckedNetwork] = []
  var tests: [CheckedTest] = []
  /// Places of the playbook's statements whose names have values in tests.
  var testConstants: [Int] = []
  var parameters: [(declaration: ParameterDeclaration, help: String?, symbol: Int)] = []

  /// Where each table begins that this check fills; what stands before was checked with earlier entries of a session.
  let base: CheckBase
  /// Whether an entry of a session is checked, in place of a whole playbook.
  let isEntry: Bool

  /// Prepares tables for a playbook and what belongs to it.
  init(_ program: LoadedProgram, services: Set<String>) {
    self.services = services
    self.program = program
    (base, isEntry) = (CheckBase(), false)
    tree = program.tree
    prelude = program.prelude
    modules = program.modules.map { ModuleState(tree: $0) }
    broken = Dictionary(
      program.trees.compactMap { tree in BrokenCode(tree).map { (tree.source.file, $0) } },
      uniquingKeysWith: { first, _ in first })
    let size = program.trees.map(\.nodeCount).max() ?? 0
    symbolOf = Array(repeating: -1, count: size)
    resolutions = Array(repeating: .unresolved, count: size)
    types = Array(repeating: .unknown, count: size)
    waits = Array(repeating: false, count: size)
  }

  /// Prepares tables for an entry that comes after what another check went through without an error. What that check
  /// found stays as it is: names keep their slots, functions their units, and nothing of it is looked at again.
  init(_ program: LoadedProgram, after earlier: CheckContext) {
    services = earlier.services
    self.program = program
    isEntry = true
    tree = program.tree
    prelude = program.prelude
    base = CheckBase(earlier)
    modules = earlier.modules + program.modules.dropFirst(earlier.modules.count).map { ModuleState(tree: $0) }
    broken = Dictionary(
      ([program.tree] + program.modules.dropFirst(earlier.modules.count)).compactMap { tree in
        BrokenCode(tree).map { (tree.source.file, $0) }
      }, uniquingKeysWith: { first, _ in first })
    let more = (program.trees.map(\.nodeCount).max() ?? 0) - earlier.symbolOf.count
    symbolOf = earlier.symbolOf + Array(repeating: -1, count: max(0, more))
    resolutions = earlier.resolutions + Array(repeating: .unresolved, count: max(0, more))
    types = earlier.types + Array(repeating: .unknown, count: max(0, more))
    waits = earlier.waits + Array(repeating: false, count: max(0, more))
    symbols = earlier.symbols.map(\.settled)
    functions = earlier.functions.map(\.settled)
    unitNumbers = earlier.unitNumbers
    arguments = earlier.arguments
    patternBindings = earlier.patternBindings
    opinionHandlers = earlier.opinionHandlers
    misplacedJumps = earlier.misplacedJumps
    knownPorts = earlier.knownPorts
    knownTargets = earlier.knownTargets
    units = earlier.units
    units[0] = UnitBuilder(kind: .main, name: "main", parent: -1)
    // The number under which the entry's own code runs: tasks of earlier entries may still be under way in theirs.
    units.append(units[0])
    globalCount = earlier.globalCount
    techniques = earlier.techniques
    techniqueNumbers = earlier.techniqueNumbers
    techniqueDeclarations = earlier.techniqueDeclarations
    networks = earlier.networks
  }

  /// Imported files of this check, and their numbers.
  var newModules: Range<Int> { base.modules..<modules.count }

  /// Functions of this check.
  var newFunctions: Range<Int> { base.functions..<functions.count }

  /// The files of this check, the playbook or entry first.
  var newTrees: [SyntaxTree] { [tree] + modules[newModules].map(\.tree) }

  /// Keeps a diagnostic.
  func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Keeps a diagnostic made of its parts.
  func report(
    _ code: DiagnosticCode, _ headline: String, at span: SourceSpan, label: String = "",
    related: [RelatedSpan] = [], notes: [String] = [], fixes: [Repair] = []
  ) {
    report(Diagnostic(code, headline, at: span, label: label, related: related, notes: notes, fixes: fixes))
  }

  /// Whether a file could not be read whole: then what is unused there is not said.
  func isIncomplete(_ file: UInt16) -> Bool { broken[file] != nil }

  /// Whether something at a place, or something about a name, may follow from what could not be read.
  func isObscured(_ name: String? = nil, at span: SourceSpan) -> Bool {
    guard let code = broken[span.file] else { return false }
    return code.touches(span) || name.map { code.mayHold($0) } ?? false
  }

  /// Whether a text in a port set is the name of a service.
  func isService(_ text: String) -> Bool { services.contains(text.lowercased()) }

  /// Whether something keeps the script from running.
  var hasErrors: Bool { !broken.isEmpty || diagnostics.contains { $0.severity == .error } }

  /// The statements of every file, in the order in which they run.
  var statements: [Statement] { modules[newModules].flatMap(\.tree.statements) + tree.statements }

  /// The symbol that a node names, `nil` for none.
  func symbol(_ node: NodeID) -> Int? {
    let number = symbolOf[node]
    return number < 0 ? nil : Int(number)
  }

  /// The symbol that an expression names, parentheses aside.
  func symbol(named expression: Expression) -> Int? {
    if case .name = form(expression) { return symbol(expression.id) }
    return nil
  }

  /// What an expression is once names are known: `fw.limit` of an imported file is a name like any other.
  func form(_ expression: Expression) -> Expression.Kind {
    if case .member(_, let name, _) = expression.kind, symbolOf[expression.id] >= 0 { return .name(name.text) }
    return expression.kind
  }

  /// The text of a piece of source, shortened to one line.
  func text(_ span: SourceSpan) -> String { source(of: span).excerpt(span) }

  /// The text of a piece of source as it stands there, for repairs.
  func code(_ span: SourceSpan) -> String { source(of: span).text(span) }

  /// The file that a span lies in.
  func source(of span: SourceSpan) -> SourceFile {
    if span.file == tree.source.file { return tree.source }
    return program.trees.first { $0.source.file == span.file }?.source ?? prelude.source
  }

  /// A repair that puts the nearest word in place, or none.
  func didYouMean(
    _ word: String, at span: SourceSpan, _ candidates: @autoclosure () -> [String]
  ) -> [Repair] {
    // Suggestions cost time for every candidate; nobody reads the hundredth.
    guard diagnostics.count < 100, let nearest = Spelling.nearest(to: word, in: candidates()) else { return [] }
    return [Repair(replace: span, with: nearest, "did you mean `\(nearest)`?")]
  }
}

/// How long the tables of a check are before it begins.
struct CheckBase {
  var symbols = 0
  var functions = 0
  /// Unit 0 is made anew by every check.
  var units = 1
  var modules = 0
  var techniques = 0
  /// Whether the techniques that ship with the program are known already.
  var hasPrelude = false

  /// A playbook that is checked as a whole.
  init() {}

  /// An entry that comes after what another check went through.
  init(_ earlier: CheckContext) {
    symbols = earlier.symbols.count
    functions = earlier.functions.count
    units = earlier.units.count
    modules = earlier.modules.count
    techniques = earlier.techniqueDeclarations.count
    hasPrelude = true
  }
}
