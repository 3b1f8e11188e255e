// SPDX-License-Identifier: GPL-3.0-or-later

/// The tests of all files: what they are called, on which network they run, what of the top level they can see.
///
/// A test runs alone. Of the playbook's top level it sees functions, techniques and sets, parameters with a default, and
/// every `let` and `var` whose value takes neither a scan nor a required parameter; nothing else of it is run.
struct TestRules {
  private let context: CheckContext
  /// Globals without a value in tests.
  private var missing: Set<Int> = []
  /// Functions that read one of them, by themselves or through others.
  private var spoiled: [Int: Int] = [:]

  init(_ context: CheckContext) { self.context = context }

  /// Checks every test and puts it into the context.
  mutating func run() {
    findMissing()
    context.testConstants = context.tree.statements.indices.filter { isKnown(context.tree.statements[$0]) }
    let expecting = functionsThatExpect()
    var titles: [String: SourceSpan] = [:]
    let networks = Dictionary(
      context.networks.enumerated().map { ($1.name.id, $0) }, uniquingKeysWith: { first, _ in first })
    for statement in context.statements {
      guard case .test(let test) = statement.kind, let unit = context.unitNumbers[test.id] else { continue }
      let title = self.title(of: test, &titles)
      checkNames(in: test)
      checkExpectations(in: test, expecting)
      context.tests.append(
        CheckedTest(
          title: title, span: test.title.span, unit: unit,
          network: test.network.flatMap(declared).flatMap { networks[$0] }))
    }
  }

  // MARK: Titles and networks

  private func title(of test: TestDeclaration, _ titles: inout [String: SourceSpan]) -> String {
    let span = test.title.span
    guard let title = test.title.literalText else {
      context.report(
        .testTitle, "the title of a test is a plain text", at: span, label: "computed when the test runs")
      return ""
    }
    let key = "\(span.file) \(title)"
    if let first = titles[key] {
      context.report(
        .testTitle, "two tests of this file have the same title", at: span, label: "used again here",
        related: [RelatedSpan(first, "used first here")], notes: ["reports tell tests apart by their titles"])
    } else {
      titles[key] = span
    }
    return title
  }

  /// The name that a name was declared as.
  private func declared(_ name: Name) -> NodeID? {
    context.symbol(name.id).map { context.symbols[$0].name.id }
  }

  // MARK: Names

  /// Finds the globals that only the playbook's own run gives a value, and the functions that read one.
  private mutating func findMissing() {
    for statement in context.tree.statements {
      switch statement.kind {
      case .parameter(let parameter) where parameter.defaultValue == nil: miss(parameter.name)
      case .binding(let name, _, let value) where context.waits[value.id]: miss(name)
      case .ports(let name, _) where context.waits[statement.id]: miss(name)
      case .targets(let name, _) where context.waits[statement.id]: miss(name)
      default: break
      }
    }
    handOn()
    let readers = context.functions.map { $0.globalReads.first(where: missing.contains) }
    for (number, origin) in context.callGraph.origins(of: readers.indices.filter { readers[$0] != nil }).enumerated() {
      spoiled[number] = origin.flatMap { readers[$0] }
    }
  }

  /// What is made of a global without a value has none either, also where functions lie between. Pieces of the graph
  /// are the functions, then the symbols.
  private mutating func handOn() {
    let functionCount = context.functions.count
    var uses = context.functions.map { $0.callees + $0.globalReads.map { functionCount + $0 } }
    uses += Array(repeating: [], count: context.symbols.count)
    var declared: [Int] = []
    for statement in context.tree.statements {
      guard let name = statement.valueName, let symbol = context.symbol(name.id) else { continue }
      declared.append(symbol)
      SyntaxTree.visit([statement], statement: { _ in }) { expression in
        if case .function(let number) = context.resolutions[expression.id] {
          uses[functionCount + symbol].append(number)
        } else if let read = context.symbol(expression.id) {
          uses[functionCount + symbol].append(functionCount + read)
        }
      }
    }
    let isMissing = CallGraph(uses: uses).reaching(missing.map { functionCount + $0 })
    missing.formUnion(declared.filter { isMissing[functionCount + $0] })
  }

  private mutating func miss(_ name: Name) {
    if let symbol = context.symbol(name.id) { missing.insert(symbol) }
  }

  /// The first use, in some statements, of something that has no value in tests.
  private func firstMissing(in statements: [Statement]) -> (Expression, global: Int, isFunction: Bool)? {
    var found: (Expression, Int, Bool)?
    SyntaxTree.visit(statements, statement: { _ in }) { expression in
      guard found == nil else { return }
      if case .function(let number) = context.resolutions[expression.id], let global = spoiled[number] {
        found = (expression, global, true)
      } else if let symbol = context.symbol(expression.id), missing.contains(symbol) {
        found = (expression, symbol, false)
      }
    }
    return found
  }

  private func checkNames(in test: TestDeclaration) {
    guard let (use, global, isFunction) = firstMissing(in: test.body.statements) else { return }
    let name = context.symbols[global].name
    let isParameter = context.symbols[global].kind == .playbookParameter
    let headline =
      isFunction
      ? "`\(context.text(use.span))` reads `\(name.text)`, which has no value in a test"
      : "`\(name.text)` has no value in a test"
    context.report(
      .unknownInTest, headline, at: use.span,
      label: isParameter ? "nobody gives parameters to a test" : "a test runs without the playbook's own scans",
      related: [
        RelatedSpan(
          name.span, isParameter ? "a parameter without a default" : "its value comes from the playbook's run")
      ],
      notes: [
        isParameter
          ? "give the parameter a default, or hand the value to a function"
          : "scan in the test, or hand the results to a function that both call"
      ])
  }

  /// Whether a test can have what a statement of the playbook's top level declares.
  private func isKnown(_ statement: Statement) -> Bool {
    guard let name = statement.valueName, let symbol = context.symbol(name.id) else { return false }
    return !missing.contains(symbol)
  }

  // MARK: Expectations

  /// By number of a function whether it judges or fails, by itself or through others.
  private func functionsThatExpect() -> [Bool] {
    context.callGraph.reaching(
      context.functions.indices.filter { expects(context.functions[$0].declaration.body.statements) })
  }

  private func expects(_ statements: [Statement], through functions: [Bool]? = nil) -> Bool {
    var found = false
    SyntaxTree.visit(
      statements,
      statement: { statement in
        switch statement.kind {
        case .expect, .expectBlock, .fail: found = true
        default: break
        }
      },
      expression: { expression in
        if case .function(let number) = context.resolutions[expression.id], functions?[number] == true { found = true }
      })
    return found
  }

  private func checkExpectations(in test: TestDeclaration, _ functions: [Bool]) {
    guard !expects(test.body.statements, through: functions), !context.isIncomplete(test.title.span.file) else {
      return
    }
    context.report(
      .testExpectsNothing, "this test expects nothing, so it cannot fail", at: test.title.span,
      label: "no `expect` in it or in what it calls")
  }
}

extension Statement {
  /// The name that a statement of the top level gives a value.
  fileprivate var valueName: Name? {
    switch kind {
    case .binding(let name, _, _), .ports(let name, _), .targets(let name, _): name
    default: nil
    }
  }
}
