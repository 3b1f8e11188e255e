// SPDX-License-Identifier: GPL-3.0-or-later

/// Checks the entries of a session, one after the other: each sees the names that entries before it declared.
///
/// Every entry is checked once. What it declares becomes visible when its run was a success (`adopt`); until then, and
/// for ever when it fails, nobody sees it. Numbers of slots, units and nodes are never used twice, so that code and
/// values of earlier entries stay good whatever comes later.
public final class SessionChecker {
  private(set) var context: CheckContext
  private(set) var loaded: LoadedProgram
  /// Symbols by the names that entries see.
  private(set) var visible: [String: Int] = [:]
  private(set) var nextNode: NodeID
  private(set) var nextFile: UInt16
  private var sources: [SourceFile]
  /// How many values were kept: the last is `_` and `_N`.
  public private(set) var valueCount = 0
  /// The program of a session without entries, for a run to begin with.
  public let emptyProgram: CheckedProgram?

  /// A session without entries. `services` are the names of services in lower case.
  public init(services: Set<String> = []) {
    loaded = ProgramLoader.load(SourceFile(name: "<session>", text: ""))
    context = CheckContext(loaded, services: services)
    emptyProgram = Checker.check(context).result.program
    nextNode = loaded.prelude.nodeCount
    nextFile = loaded.prelude.source.file + 1
    sources = loaded.sources
    trees[loaded.prelude.source.file] = loaded.prelude
  }

  /// Names that the next entry sees, without those of values (`_`, `_1`).
  public var names: [String] { visible.keys.filter { !Self.isValueName($0) }.sorted() }

  /// Whether a name is one that the session gives to values.
  public static func isValueName(_ name: String) -> Bool {
    name.utf8.first == UInt8(ascii: "_") && name.utf8.dropFirst().allSatisfy(\.isDigit)
  }

  /// The type of a name, as far as it is known.
  public func type(of name: String) -> ValueType? { visible[name].flatMap { context.symbols[$0].type } }

  /// What a name is, in a word or two: `function`, `results`, `a variable`; `nil` for what is not declared.
  public func kind(of name: String) -> String? {
    guard let symbol = visible[name].map({ context.symbols[$0] }) else { return nil }
    switch symbol.kind {
    case .function: return "function"
    case .technique: return "technique"
    case .network: return "simulated network"
    case .module: return "imported file"
    case .variable: return "variable"
    default: return (symbol.type ?? .unknown) == .unknown ? "value" : symbol.type?.name
    }
  }

  /// The global slot of a name; `nil` for functions, techniques and what is not declared.
  public func slot(of name: String) -> Int? {
    visible[name].map { context.symbols[$0] }.flatMap { $0.isGlobal && $0.slot >= 0 ? $0.slot : nil }
  }

  /// The trees of the prelude and of all entries that were run, by file.
  private(set) var trees: [UInt16: SyntaxTree] = [:]

  // MARK: Entries

  /// Checks an entry; `name` stands for it in messages, and `reader` hands out what it imports. `isValueWanted` says
  /// that the value of a last expression is kept.
  public func check(
    _ text: String, name: String, isValueWanted: Bool = true, reader: any ModuleReader = NoModules()
  ) -> EntryCheck {
    let source = SourceFile(name: name, text: text, file: nextFile)
    let parsed = Parser.parse(source, firstNode: nextNode)
    guard nextFile < Self.fileLimit else {
      let full = Diagnostic(
        .tooManyModules, "this session has had \(nextFile) entries and files, as many as one can have",
        at: SourceSpan(start: 0, end: UInt32(clamping: source.bytes.count), file: nextFile),
        notes: ["`:save FILE` keeps what was entered; a new session begins anew"])
      return EntryCheck(entry: nil, diagnostics: [full], sources: sources + [source])
    }
    let unset = parsed.statements.compactMap(\.withoutValue)
    guard unset.isEmpty else {
      return EntryCheck(entry: nil, diagnostics: unset, sources: sources + [source])
    }
    let (tree, value) = keeping(isValueWanted, parsed)
    let program = ProgramLoader.load(entry: tree, after: loaded, reader: reader)
    let next = CheckContext(program, after: context)
    let (result, names) = Checker.check(next, session: visible)
    let all = sources + program.sources.filter { $0.file >= nextFile }
    guard let checked = result.program else {
      // As a statement it may be right: there nothing is asked of the branches.
      if value != nil, parsed.statements.last?.isBranching ?? false {
        let check = check(text, name: name, isValueWanted: false, reader: reader)
        if check.entry != nil { return check }
      }
      return EntryCheck(entry: nil, diagnostics: result.diagnostics, sources: all)
    }
    let entry = entry(checked, next, names, value, firstGlobal: context.globalCount)
    (context, loaded, sources) = (next, program, all)
    trees[tree.source.file] = tree
    nextNode = program.trees.map(\.nodeCount).max() ?? nextNode
    nextFile = (all.map(\.file).max() ?? nextFile) + 1
    return EntryCheck(entry: entry, diagnostics: result.diagnostics, sources: all)
  }

  /// Files are numbered with 16 bits; what one entry may import is left room for.
  private static let fileLimit = UInt16.max - UInt16(ProgramLoader.fileLimit) - 1

  /// Lets what a checked entry declares be seen.
  public func adopt(_ entry: CheckedEntry) {
    for (name, symbol) in entry.names { visible[name] = symbol }
  }

  /// What a session keeps of an entry's run.
  public enum KeptValue: Hashable, Sendable {
    /// The value of its last expression.
    case value
    /// What was known when it was interrupted.
    case partial
  }

  /// Gives a value of an entry its names, `_` and `_N`; gives N.
  @discardableResult
  public func keep(_ kept: KeptValue, of entry: CheckedEntry) -> Int {
    valueCount += 1
    let symbol = kept == .value ? entry.value ?? entry.partial : entry.partial
    visible["_"] = symbol
    visible["_\(valueCount)"] = symbol
    return valueCount
  }

  // MARK: Parts

  /// An entry that ends with an expression gives its value a name, so that it is kept like that of any `let`.
  private func keeping(_ isValueWanted: Bool, _ tree: SyntaxTree) -> (SyntaxTree, value: Name?) {
    guard isValueWanted, let last = tree.statements.last, case .expression(let value) = last.kind else {
      return (tree, nil)
    }
    guard value.givesValue else { return (tree, nil) }
    let start = SourceSpan(start: value.span.start, end: value.span.start, file: value.span.file)
    let name = Name(id: tree.nodeCount, text: "_", span: start)
    let binding = Statement(
      id: last.id, span: last.span, documentation: last.documentation,
      kind: .binding(name, isVariable: false, value))
    let kept = SyntaxTree(
      source: tree.source, tokens: tree.tokens, trivia: tree.trivia, documentation: tree.documentation,
      statements: tree.statements.dropLast() + [binding], nodeCount: tree.nodeCount + 1,
      diagnostics: tree.diagnostics)
    return (kept, name)
  }

  private func entry(
    _ program: CheckedProgram, _ context: CheckContext, _ names: [String: Int], _ value: Name?, firstGlobal: Int
  ) -> CheckedEntry {
    let symbol = value.flatMap { context.symbol($0.id) }
    var names = names
    if symbol != nil { names["_"] = nil }
    let (partial, slot) = context.addPartialResult()
    return CheckedEntry(
      program: program, firstUnit: context.base.units + 1, unit: context.base.units, firstGlobal: firstGlobal,
      // The prelude comes first.
      imports: (context.newModules.lowerBound + 1)..<(context.newModules.upperBound + 1),
      valueSlot: symbol.map { context.symbols[$0].slot }, partialSlot: slot, assigned: context.assignedEarlier,
      names: names, value: symbol, partial: partial)
  }
}

extension CheckContext {
  /// Makes room for what an entry's scan knew when it was interrupted; gives the symbol and its global slot.
  fileprivate func addPartialResult() -> (symbol: Int, slot: Int) {
    let slot = globalCount
    globalCount += 1
    var symbol = Symbol(
      name: Name(id: tree.nodeCount - 1, text: "_", span: SourceSpan(start: 0, end: 0, file: tree.source.file)),
      kind: .final, unit: 0, slot: slot, isGlobal: true, scopeDepth: 1)
    symbol.type = .unknown
    symbols.append(symbol)
    return (symbols.count - 1, slot)
  }

  /// Global slots of earlier entries that the playbook's or entry's code assigns; functions and handlers cannot.
  fileprivate var assignedEarlier: [Int] {
    var slots: Set<Int> = []
    SyntaxTree.visit(
      tree.statements,
      statement: { statement in
        guard case .assignment(let place, _, _) = statement.kind, let symbol = symbol(place.rootName),
          symbol < base.symbols
        else { return }
        slots.insert(symbols[symbol].slot)
      }, expression: { _ in })
    return slots.sorted()
  }
}

extension Statement {
  /// Whether it is an `if` or `match`, which may be a value or not.
  fileprivate var isBranching: Bool {
    guard case .expression(let value) = kind else { return false }
    switch value.kind {
    case .ifElse, .match: return true
    default: return false
    }
  }

  /// What is to be said of a `param` that only a command line could give a value.
  fileprivate var withoutValue: Diagnostic? {
    guard case .parameter(let parameter) = kind, parameter.defaultValue == nil else { return nil }
    let name = parameter.name.text
    let option = name.replacing("_", with: "-")
    return Diagnostic(
      .badText, "`\(name)` has no value: nobody gives a session one with --\(option)", at: parameter.name.span,
      label: "needs a default",
      notes: [
        "`param \(name): … = VALUE` gives it one, and so does `let \(name) = VALUE`",
        "`scan run FILE --\(option) VALUE` runs a playbook with it",
      ])
  }
}

extension Expression {
  /// Whether an entry that ends with it has a value: `if` and `match` have one where every branch ends with an
  /// expression, as everywhere else where they stand for a value.
  fileprivate var givesValue: Bool {
    switch kind {
    case .missing: false
    case .ifElse(let conditional):
      conditional.otherwise?.givesValue ?? false && conditional.branches.allSatisfy(\.body.givesValue)
    case .match(let match): match.arms.allSatisfy(\.body.givesValue)
    default: true
    }
  }

  /// The node of the variable at the root of `m["k"].x`.
  fileprivate var rootName: NodeID {
    switch kind {
    case .index(let base, _), .member(let base, _, _), .paren(let base): base.rootName
    default: id
    }
  }
}

extension Block {
  /// Whether it ends with an expression that gives a value.
  fileprivate var givesValue: Bool {
    guard case .expression(let value)? = statements.last?.kind else { return false }
    return value.givesValue
  }
}
