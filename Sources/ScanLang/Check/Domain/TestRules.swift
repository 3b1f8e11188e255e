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
    for statement in context.statements {
      guard case .test(let test) = statement.kind, let unit = context.unitNumbers[test.id] else { continue }
      let title = self.title(of: test, &titles)
      checkNames(in: test)
      checkExpectations(in: test, expecting)
      context.tests.append(
        CheckedTest(title: title, span: test.title.span, unit: unit, network: test.network.flatMap(network)))
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

  private func network(_ name: Name) -> Int? {
    guard let symbol = context.symbol(name.id) else { return nil }
    return context.networks.firstIndex { $0.name.id == context.symbols[symbol].name.id }
  }

  // MARK: Names

  /// Grows the set of globals that only the playbook's own run gives a value, until nothing depends on them any more.
  private mutating func findMissing() {
    for statement in context.tree.statements {
      switch statement.kind {
      case .parameter(let parameter) where parameter.defaultValue == nil: miss(parameter.name)
      case .binding(let name, _, let value) where context.waits[value.id]: miss(name)
      default: break
      }
    }
    var size = -1
    while size != missing.count {
      size = missing.count
      spread()
      for statement in context.tree.statements {
        guard let name = statement.valueName, let symbol = context.symbol(name.id), !missing.contains(symbol),
          firstMissing(in: [statement]) != nil
        else { continue }
        missing.insert(symbol)
      }
    }
  }

  private mutating func miss(_ name: Name) {
    if let symbol = context.symbol(name.id) { missing.insert(symbol) }
  }

  /// Finds the functions that read what has no value.
  private mutating func spread() {
    for (number, function) in context.functions.enumerated() {
      if let read = function.globalReads.first(where: missing.contains) { spoiled[number] = read }
    }
    var hasGrown = true
    while hasGrown {
      hasGrown = false
      for (number, function) in context.functions.enumerated() where spoiled[number] == nil {
        guard let callee = function.callees.first(where: { spoiled[$0] != nil }) else { continue }
        spoiled[number] = spoiled[callee]
        hasGrown = true
      }
    }
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

  private func functionsThatExpect() -> Set<Int> {
    var expecting = Set(
      context.functions.indices.filter { expects(context.functions[$0].declaration.body.statements) })
    var hasGrown = true
    while hasGrown {
      let more = context.functions.indices.filter { number in
        !expecting.contains(number) && context.functions[number].callees.contains(where: expecting.contains)
      }
      expecting.formUnion(more)
      hasGrown = !more.isEmpty
    }
    return expecting
  }

  private func expects(_ statements: [Statement], through functions: Set<Int> = []) -> Bool {
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
        if case .function(let number) = context.resolutions[expression.id], functions.contains(number) { found = true }
      })
    return found
  }

  private func checkExpectations(in test: TestDeclaration, _ functions: Set<Int>) {
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
