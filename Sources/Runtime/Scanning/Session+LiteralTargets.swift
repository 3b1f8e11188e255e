// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// What a playbook names outright is held against the scope before the first packet, wherever it stands.
extension Session {
  /// `false` when a literal lies outside the scope: then nothing is sent at all.
  func checkLiteralTargets() -> Bool {
    if let (text, node) = missingPrivilege() {
      let trap = frame.trap(.privilege, node, text)
      mainEnding = .trapped(trap, detail: detail)
      return false
    }
    let refused = refusals.diagnostics(program, exclude: options.exclude)
    guard refused.isEmpty else {
      refused.forEach(output.keepRefusal)
      mainEnding = .trapped(Trap(kind: .outsideScope, node: 0), detail: refused[0].headline)
      return false
    }
    guard let (address, node) = literalOutside() else { return true }
    _ = refusal(address, node)
    mainEnding = .trapped(Trap(kind: .outsideScope, node: node), detail: detail)
    return false
  }

  /// The first literal target outside the scope that is the first argument of a follow-up; those of scans are known to
  /// the checker.
  private func literalOutside() -> (Address, Int32)? {
    var found: (Address, Int32)?
    func check(_ expression: Expression) {
      guard found == nil, let set = Self.literal(expression) else { return }
      guard let outside = gate.firstOutside(set.subtracting(options.exclude)) else { return }
      found = (outside, Int32(truncatingIfNeeded: expression.id))
    }
    for tree in [program.tree] + program.imports {
      tree.visitExpressions { [program] expression in
        guard case .call(let callee, let arguments) = expression.kind,
          case .builtin(let builtin) = Lowering.callee(callee, program), Self.asksHost(builtin)
        else { return }
        if let first = arguments.first { check(first.value) }
      }
    }
    return found
  }

  /// The first technique of a scan that cannot be sent and has no fallback; a scan that the run cannot come to asks for
  /// nothing.
  private func missingPrivilege() -> (String, Int32)? {
    var found: (String, Int32)?
    ReachableCode(program: program).visitExpressions { [self] expression in
      guard found == nil, case .scan(let scan) = expression.kind else { return }
      for clause in scan.clauses {
        guard let missing = missing(in: clause.kind) else { continue }
        found = (missing, Int32(truncatingIfNeeded: expression.id))
      }
    }
    return found
  }

  /// What a user reads about the first technique that a clause asks for in vain.
  private func missing(in clause: ScanClause.Kind) -> String? {
    switch clause {
    case .using(let asked, let fallback):
      let isReplaced = fallback.flatMap { declared($0) }.map { serves($0) } ?? false
      return asked.compactMap { declared($0) }.first { !serves($0) && !(isReplaced && $0.needsRawSocket) }
        .map { privilegeText($0) }
    case .discover(let ways):
      return ways.compactMap { Lowering.discoveryWord($0) }.map { discoveryTechnique($0) }.first { !serves($0) }
        .map { privilegeText($0, isDiscovery: true) }
    default: return nil
    }
  }

  /// The declared technique that a name stands for.
  private func declared(_ expression: Expression) -> Technique? {
    switch program.resolutions[expression.id] {
    case .technique(let number): program.techniques[number].technique
    case .builtin(.udp): technique(named: "udp")
    default: nil
    }
  }

  private static func literal(_ expression: Expression) -> TargetSet? {
    switch expression.kind {
    case .address(let address): TargetSet(address)
    case .network(let network): TargetSet(network)
    case .addressRange(let range): TargetSet(range)
    case .paren(let inner): literal(inner)
    case .string(let parts, _): Lowering.plainText(parts).flatMap { TargetSet.parseNmap($0) }
    default: nil
    }
  }
}
