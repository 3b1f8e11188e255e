// SPDX-License-Identifier: GPL-3.0-or-later

/// Imported files only declare: whoever imports one gets names, and nothing happens.
struct ModuleRules {
  let context: CheckContext
  /// For every function whether calling it does something besides giving a value.
  private let acts: [Bool]
  /// Where each file is imported first.
  private let imports: [Int: SourceSpan]

  init(_ context: CheckContext) {
    self.context = context
    var imports: [Int: SourceSpan] = [:]
    for statement in context.program.trees.flatMap(\.statements) {
      guard case .importModule(_, let span, _) = statement.kind, let number = context.program.imports[statement.id]
      else { continue }
      imports[number] = imports[number] ?? span
    }
    self.imports = imports
    acts = context.modules.isEmpty ? [] : FunctionEffects(context).acts
  }

  /// Checks every imported file; of each the first statement that acts is reported.
  func run() {
    for number in context.newModules {
      for statement in context.modules[number].tree.statements {
        if reportForeign(statement, number) { continue }
        guard !Self.mayStandInModule(statement) || hasEffect(statement) else { continue }
        context.report(
          .moduleActs, "an imported file declares, and does nothing by itself", at: place(of: statement),
          label: "this happens when the file is imported", related: imports(of: number),
          notes: ["put it into a function, and call that where the file is imported"])
        break
      }
    }
  }

  /// Whether a statement only declares, as far as its form says.
  static func mayStandInModule(_ statement: Statement) -> Bool {
    switch statement.kind {
    case .missing, .edition, .importModule, .ports, .targets, .technique, .function, .binding, .test, .network: true
    default: false
    }
  }

  /// What speaks of the whole run, and variables that could never change.
  private func reportForeign(_ statement: Statement, _ number: Int) -> Bool {
    let word: String
    var fixes: [Repair] = []
    switch statement.kind {
    case .parameter: word = "param"
    case .scope: word = "scope"
    case .limits: word = "limits"
    case .binding(_, isVariable: true, _):
      word = "var"
      fixes = [Repair(replace: statement.span.first(3), with: "let", "declare a constant", isSafe: true)]
    default: return false
    }
    let headline =
      word == "var"
      ? "a `var` of an imported file could never change"
      : "`\(word)` belongs to the playbook that is run, not to what it imports"
    context.report(
      .notForModules, headline, at: statement.span.first(UInt32(word.utf8.count)), related: imports(of: number),
      fixes: fixes)
    return true
  }

  /// The first line of a statement is enough to show it.
  private func place(of statement: Statement) -> SourceSpan {
    if case .binding(_, _, let value) = statement.kind { return value.span }
    let source = context.source(of: statement.span)
    let line = source.position(of: statement.span.start).line
    let end = UInt32(source.byteRange(ofLine: line).upperBound)
    return SourceSpan(start: statement.span.start, end: min(statement.span.end, end), file: statement.span.file)
  }

  /// Where a file is imported first.
  private func imports(of number: Int) -> [RelatedSpan] {
    imports[number].map { [RelatedSpan($0, "imported here")] } ?? []
  }

  private func hasEffect(_ statement: Statement) -> Bool {
    switch statement.kind {
    case .binding(_, _, let value): FunctionEffects.acts(value, context) { acts[$0] }
    case .ports(_, let set), .targets(_, let set):
      (set.items + set.except).contains { FunctionEffects.acts($0, context) { acts[$0] } }
    default: false
    }
  }
}

/// Which functions do something besides giving a value: output, findings, anything that waits.
struct FunctionEffects {
  /// By number of the function.
  let acts: [Bool]

  init(_ context: CheckContext) {
    let acts = context.functions.map { function in
      let body = function.declaration.body.statements
      return Self.hasActing(body) || Self.acts(body, context) { _ in false }
    }
    self.acts = context.callGraph.reaching(acts.indices.filter { acts[$0] })
  }

  /// Whether evaluating an expression does something. A function that is only named does nothing.
  static func acts(_ value: Expression, _ context: CheckContext, _ function: (Int) -> Bool) -> Bool {
    var current = value
    while case .paren(let inner) = current.kind { current = inner }
    if case .lambda = current.kind { return false }
    let statement = Statement(id: value.id, span: value.span, kind: .expression(value))
    return hasActing([statement]) || acts([statement], context, function)
  }

  /// Whether statements write or judge anywhere in them.
  private static func hasActing(_ statements: [Statement]) -> Bool {
    var found = false
    SyntaxTree.visit(
      statements,
      statement: { statement in
        switch statement.kind {
        case .finding, .emit, .show, .save, .expect, .expectBlock: found = true
        default: break
        }
      }, expression: { _ in })
    return found
  }

  /// Whether expressions anywhere in statements act. A function value could do anything when it is called.
  private static func acts(_ statements: [Statement], _ context: CheckContext, _ function: (Int) -> Bool) -> Bool {
    var found = false
    SyntaxTree.visit(
      statements, statement: { _ in },
      expression: { expression in
        if case .scan = expression.kind { found = true }
        guard case .call(let callee, _) = expression.kind else { return }
        switch context.form(callee) {
        case .name: found = found || acts(calling: callee, context, function)
        case .member(_, let name, _): found = found || MethodName(rawValue: name.text) == nil
        default: found = true
        }
      })
    return found
  }

  private static func acts(calling callee: Expression, _ context: CheckContext, _ function: (Int) -> Bool) -> Bool {
    switch context.resolutions[callee.id] {
    case .builtin(let builtin): return BuiltinTable.row(builtin).effect.acts
    case .function(let number): return function(number)
    // What was not found was reported.
    case .unresolved: return false
    default: return true
    }
  }
}
