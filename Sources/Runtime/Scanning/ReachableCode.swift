// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// The code that a run can come to: the top level, and the functions that are named in what it can come to.
struct ReachableCode {
  let program: CheckedProgram

  /// Calls `visit` for every expression of it, each once, that of functions behind that of what names them.
  func visitExpressions(_ visit: (Expression) -> Void) {
    var seen: Set<Int> = []
    var waiting: [[Statement]] = ([program.tree] + program.imports).map { $0.statements.filter(isRun) }
    var next = 0
    while next < waiting.count {
      SyntaxTree.visit(waiting[next], statement: { _ in }) { expression in
        visit(expression)
        guard case .function(let number) = program.resolutions[expression.id], seen.insert(number).inserted else {
          return
        }
        waiting.append(program.functions[number].declaration.body.statements)
      }
      next += 1
    }
  }

  /// Whether a statement of the top level is carried out where it stands.
  private func isRun(_ statement: Statement) -> Bool {
    switch statement.kind {
    case .function, .test, .network: false
    default: true
    }
  }
}
