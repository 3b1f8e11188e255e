// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

extension Lowering {
  /// `expect RESULTS { … }`
  func expectations(_ results: Expression, _ clauses: [ExpectClause], _ id: Int32) -> Node {
    var rules: [ExpectBlockNode.Rule] = []
    var waivers: [ExpectBlockNode.WaiverRule] = []
    for clause in clauses {
      switch clause.kind {
      case .judge(let judgement, let states, let ports, let hosts):
        let kind = ExpectBlockNode.Rule.Kind.ports(
          Self.kind(judgement), states: states.map(Self.state), ports: ports.map { portSet($0, id: id) },
          hosts: hosts.map { targetSet($0, id: id) })
        rules.append(ExpectBlockNode.Rule(kind: kind, span: clause.span))
      case .same(let earlier, let ignored):
        let path = baselinePath(earlier)
        let kind = ExpectBlockNode.Rule.Kind.same(
          expression(path ?? earlier), isPath: path != nil, ignoring: Set(ignored.map(\.text)))
        rules.append(ExpectBlockNode.Rule(kind: kind, span: clause.span))
      case .that(let condition):
        let bounded = Self.boundedCoverage(condition).filter { type($0) == .record(.results) }
        let kind = ExpectBlockNode.Rule.Kind.that(expression(condition), coverageOf: bounded.map { expression($0) })
        rules.append(ExpectBlockNode.Rule(kind: kind, span: clause.span))
      case .waive(let ports, let hosts, let until, let because):
        waivers.append(
          ExpectBlockNode.WaiverRule(
            ports: portSet(ports, id: id), hosts: hosts.map { targetSet($0, id: id) }, until: expression(until),
            because: expression(because), span: clause.span))
      case .missing: break
      }
    }
    return ExpectBlockNode(id, expression(results), rules, waivers)
  }

  /// The path in `baseline(path)`.
  private func baselinePath(_ earlier: Expression) -> Expression? {
    guard hoisted[earlier.id] == nil, case .call(let callee, let arguments) = earlier.kind, arguments.count == 1,
      case .builtin(.baseline) = Self.callee(callee, program)
    else { return nil }
    return arguments[0].value
  }

  private static func kind(_ judgement: ExpectClause.Judgement) -> PortExpectation.Kind {
    switch judgement {
    case .never: .never
    case .only: .only
    case .always: .always
    }
  }

  /// The results whose coverage a condition bounds from below: `r` of `r.coverage >= 90%`, alone or joined by `and`.
  private static func boundedCoverage(_ condition: Expression) -> [Expression] {
    switch condition.kind {
    case .paren(let inner): boundedCoverage(inner)
    case .binary(.and, let left, let right, _): boundedCoverage(left) + boundedCoverage(right)
    case .binary(.greaterOrEqual, let left, _, _), .binary(.greater, let left, _, _): coverage(left)
    case .binary(.lessOrEqual, _, let right, _), .binary(.less, _, let right, _): coverage(right)
    default: []
    }
  }

  private static func coverage(_ expression: Expression) -> [Expression] {
    switch expression.kind {
    case .paren(let inner): return coverage(inner)
    case .member(let results, let name, _) where name.text == FieldName.coverage.rawValue:
      // A name is read once more without an effect; anything else would be done twice.
      if case .name = results.kind { return [results] }
      return []
    default: return []
    }
  }
}
