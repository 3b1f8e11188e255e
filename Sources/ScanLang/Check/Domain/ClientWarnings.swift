// SPDX-License-Identifier: GPL-3.0-or-later

/// Warns of follow-ups that this version can do on simulated networks alone, so that nobody learns it in the middle of a
/// run. What stands in a `test` block runs on such a network.
struct ClientWarnings {
  let context: CheckContext

  init(_ context: CheckContext) { self.context = context }

  /// Warns at every call.
  func run() {
    let statements = context.statements.filter { if case .test = $0.kind { false } else { true } }
    SyntaxTree.visit(statements, statement: { _ in }) { expression in
      guard case .call(let callee, _) = expression.kind, case .name(let text) = callee.kind,
        case .builtin(let builtin) = context.resolutions[callee.id], Builtin.onSimulatedNetworksAlone.contains(builtin)
      else { return }
      context.report(
        .clientNotYet, "`\(text)` works on simulated networks alone in this version", at: callee.span,
        label: "on a real network this fails",
        notes: ["`try \(text)(…) else none` takes the failure; `--network FILE` runs the playbook on a simulated one"])
    }
  }
}
