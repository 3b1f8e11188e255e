// SPDX-License-Identifier: GPL-3.0-or-later

/// Walks over a whole tree, for tables that are indexed by node.
extension SyntaxTree {
  /// The body of a piece of code with a frame of its own.
  public enum UnitBody: Sendable {
    case block(Block)
    case expression(Expression)
  }

  /// Calls `visit` with number and span of every statement, expression and handler.
  public func visitNodes(_ visit: (NodeID, SourceSpan) -> Void) {
    walk(
      statement: { visit($0.id, $0.span) }, expression: { visit($0.id, $0.span) },
      handler: { visit($0.id, $0.header) })
  }

  /// Calls `visit` for every lambda, handler and test.
  public func visitUnits(_ visit: (NodeID, UnitBody) -> Void) {
    walk(
      statement: { statement in
        if case .test(let test) = statement.kind { visit(test.id, .block(test.body)) }
      },
      expression: { expression in
        if case .lambda(_, let body) = expression.kind { visit(expression.id, .expression(body)) }
      }, handler: { visit($0.id, .block($0.body)) })
  }

  /// Calls `visit` for every expression, outer ones first.
  public func visitExpressions(_ visit: (Expression) -> Void) {
    walk(statement: { _ in }, expression: visit, handler: { _ in })
  }

  /// Calls back for every statement and expression in some statements, outer ones first.
  public static func visit(
    _ statements: [Statement], statement: (Statement) -> Void, expression: (Expression) -> Void
  ) {
    withoutActuallyEscaping(statement) { statement in
      withoutActuallyEscaping(expression) { expression in
        TreeWalker(onStatement: statement, onExpression: expression, onHandler: { _ in }).walk(statements)
      }
    }
  }

  private func walk(
    statement: (Statement) -> Void, expression: (Expression) -> Void, handler: (Handler) -> Void
  ) {
    withoutActuallyEscaping(statement) { statement in
      withoutActuallyEscaping(expression) { expression in
        withoutActuallyEscaping(handler) { handler in
          TreeWalker(onStatement: statement, onExpression: expression, onHandler: handler).walk(statements)
        }
      }
    }
  }
}

/// Finds the children of every node; parents come before their children, children in source order.
private struct TreeWalker {
  let onStatement: (Statement) -> Void
  let onExpression: (Expression) -> Void
  let onHandler: (Handler) -> Void

  func walk(_ statements: [Statement]) {
    for statement in statements { walk(statement) }
  }

  private func walk(_ expressions: [Expression]) {
    for expression in expressions { walk(expression) }
  }

  private func walk(_ set: SetSyntax?) {
    walk(set?.items ?? [])
    walk(set?.except ?? [])
  }

  private func walk(_ statement: Statement) {
    onStatement(statement)
    switch statement.kind {
    case .parameter(let parameter): walk(parameter.defaultValue.map { [$0] } ?? [])
    case .ports(_, let set), .targets(_, let set): walk(set)
    case .technique(let technique):
      walk(technique.options.map(\.value))
      walk(technique.arms.compactMap(\.condition))
    case .function(let function):
      walk(function.parameters.compactMap(\.defaultValue))
      walk(function.body.statements)
    case .binding(_, _, let value), .expression(let value), .fail(let value), .emit(_, let value): walk([value])
    case .assignment(let place, _, let value): walk([place, value])
    case .whileLoop(let condition, let body), .forLoop(_, let condition, let body):
      walk([condition])
      walk(body.statements)
    case .returnValue(let value): walk(value.map { [$0] } ?? [])
    case .scope(let scope): walk(scope)
    case .limits(let entries): walk(entries.map(\.value))
    case .finding(let finding):
      if case .computed(let level) = finding.level { walk([level]) }
      walk([finding.text] + [finding.place, finding.fields].compactMap { $0 })
    case .show(let show): walk([show.value])
    case .save(let save): walk([save.value, save.path])
    case .expect(let condition, let message): walk([condition] + (message.map { [$0] } ?? []))
    case .expectBlock(let results, let clauses):
      walk([results])
      for clause in clauses { walk(clause) }
    case .test(let test):
      walk([test.title])
      walk(test.body.statements)
    case .network(let network): walk(network)
    case .missing, .edition, .importModule, .breakLoop, .continueLoop: break
    }
  }

  private func walk(_ scope: ScopeSyntax) {
    walk(scope.name.map { [$0] } ?? [])
    walk(scope.narrowed)
    for entry in scope.entries {
      switch entry {
      case .allow(let set), .deny(let set): walk(set)
      case .valid(let from, let until): walk([from, until])
      case .rate(let items): walk(items.map(\.value))
      case .ticket(let text): walk([text])
      case .using: break
      }
    }
  }

  private func walk(_ clause: ExpectClause) {
    switch clause.kind {
    case .judge(_, _, let ports, let hosts):
      walk(ports)
      walk(hosts)
    case .same(let baseline, _): walk([baseline])
    case .that(let condition): walk([condition])
    case .waive(let ports, let hosts, let until, let because):
      walk(ports)
      walk(hosts)
      walk([until, because])
    case .missing: break
    }
  }

  private func walk(_ network: NetworkDeclaration) {
    walk([network.seed, network.delay?.0, network.delay?.1, network.loss].compactMap { $0 })
    for host in network.hosts {
      walk(host.targets)
      walk(host.name.map { [$0] } ?? [])
      for rule in host.rules { walk(rule) }
    }
  }

  private func walk(_ rule: SimulatedHostSyntax.Rule) {
    switch rule {
    case .ports(let set, .open(let banner, let reply), _):
      walk(set)
      walk([banner, reply].compactMap { $0 })
    case .ports(let set, _, _): walk(set)
    case .filterStateless(let set, _): walk(set)
    case .limit(_, let rate): walk([rate])
    case .delay(let low, let high): walk([low] + (high.map { [$0] } ?? []))
    case .loss(let share): walk([share])
    case .filterStateful: break
    }
  }

  private func walk(_ expression: Expression) {
    onExpression(expression)
    switch expression.kind {
    case .string(let parts, _):
      for case .interpolation(let inner) in parts { walk([inner]) }
    case .list(let items): walk(items)
    case .map(let entries): walk(entries.flatMap { [$0.key, $0.value] })
    case .paren(let inner), .unary(_, let inner), .member(let inner, _, _): walk([inner])
    case .binary(_, let left, let right, _), .index(let left, let right), .tryElse(let left, let right):
      walk([left, right])
    case .call(let callee, let arguments): walk([callee] + arguments.map(\.value))
    case .lambda(let parameters, let body): walk(parameters.compactMap(\.defaultValue) + [body])
    case .ifElse(let conditional):
      for branch in conditional.branches {
        walk([branch.condition])
        walk(branch.body.statements)
      }
      walk(conditional.otherwise?.statements ?? [])
    case .match(let match):
      walk([match.subject])
      for arm in match.arms {
        arm.patterns.forEach { walk($0) }
        walk(arm.body.statements)
      }
    case .set(let set): walk(set)
    case .scan(let scan): walk(scan)
    default: break
    }
  }

  private func walk(_ pattern: MatchPattern) {
    switch pattern {
    case .value(let value): walk([value])
    case .tuple(let parts, _): parts.forEach { walk($0) }
    case .name, .wildcard: break
    }
  }

  private func walk(_ scan: ScanSyntax) {
    walk(scan.targets)
    for clause in scan.clauses { walk(clause.kind) }
    for handler in scan.handlers {
      onHandler(handler)
      if case .port(_, let ports) = handler.event { walk(ports) }
      walk(handler.body.statements)
    }
  }

  private func walk(_ clause: ScanClause.Kind) {
    switch clause {
    case .ports(let set): walk(set)
    case .using(let techniques, let fallback): walk(techniques + (fallback.map { [$0] } ?? []))
    case .rate(let items): walk(items.map(\.value))
    case .followups(let limits): walk(limits.map(\.value))
    case .retries(let value), .timeout(let value), .deadline(let value), .confirm(let value), .via(let value),
      .sourcePort(let value), .ttl(let value):
      walk([value])
    case .orderRandom(let seed): walk(seed.map { [$0] } ?? [])
    case .discover(let probes): walk(probes)
    case .shard(let index, let count): walk([index, count])
    case .orderSequential, .discoverNone, .discoverAuto, .keep, .missing: break
    }
  }
}
