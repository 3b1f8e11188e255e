// SPDX-License-Identifier: GPL-3.0-or-later

/// Which handlers may look at second opinions (`p.by(ack)`, a technique as a column): those wait until every technique
/// of their port is decided, the others run after the primary alone (language reference, section 5).
///
/// What cannot be told counts as looking: calls of function values, and functions handed on.
struct OpinionMarker {
  let context: CheckContext

  init(_ context: CheckContext) { self.context = context }

  /// What a piece of code does by itself, and which functions it may call.
  private struct Finding {
    var asks = false
    var callees: Set<Int> = []
  }

  /// Marks the handlers of the playbook and of what it imports.
  func run() {
    let functions = context.functions.map { look(at: $0.declaration.body.statements) }
    // By themselves or through others.
    let asking = CallGraph(uses: functions.map(\.callees)).reaching(functions.indices.filter { functions[$0].asks })
    for tree in context.newTrees {
      tree.visitUnits { id, body in
        guard case .block(let block) = body else { return }
        let found = look(at: block.statements)
        if found.asks || found.callees.contains(where: { asking[$0] }) { context.opinionHandlers.insert(id) }
      }
    }
  }

  private func look(at statements: [Statement]) -> Finding {
    var found = Finding()
    SyntaxTree.visit(
      statements,
      statement: { statement in
        if case .show = statement.kind { found.asks = true }
      }, expression: { look(at: $0, &found) })
    return found
  }

  private func look(at expression: Expression, _ found: inout Finding) {
    switch context.form(expression) {
    case .member(_, let name, _) where name.text == MethodName.by.rawValue: found.asks = true
    case .name:
      // A function that is named may be called here or by whom it is handed to.
      switch context.resolutions[expression.id] {
      case .function(let number): found.callees.insert(number)
      case .builtin: break
      default: if case .function = context.types[expression.id] { found.asks = true }
      }
    case .call(let callee, _): if isUnknown(callee) { found.asks = true }
    default: break
    }
  }

  /// Whether nobody can tell what a call runs.
  private func isUnknown(_ callee: Expression) -> Bool {
    switch context.form(callee) {
    case .name:
      switch context.resolutions[callee.id] {
      case .function, .builtin: false
      default: true
      }
    case .member(_, let name, _): MethodName(rawValue: name.text) == nil
    case .paren(let inner): isUnknown(inner)
    default: true
    }
  }
}
