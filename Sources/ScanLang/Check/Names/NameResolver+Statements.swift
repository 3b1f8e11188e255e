// SPDX-License-Identifier: GPL-3.0-or-later

extension NameResolver {
  /// One statement.
  func resolve(_ statement: Statement) {
    switch statement.kind {
    case .missing, .edition, .importModule, .parameter, .technique, .function, .test, .network, .scope, .limits:
      resolveDeclaration(statement)
    case .ports(let name, let set), .targets(let name, let set):
      let isPorts = if case .ports = statement.kind { true } else { false }
      if isPorts { resolve(ports: set) } else { resolve(set) }
      let symbol = declare(name, isPorts ? .portSet : .targetSet)
      context.symbols[symbol].set = set
      context.symbols[symbol].readyAt = statement.span.end
    case .binding(let name, let isVariable, let value):
      resolve(value)
      let symbol = declare(name, isVariable ? .variable : .final)
      context.symbols[symbol].initializer = value
      context.symbols[symbol].readyAt = statement.span.end
    case .assignment(let place, _, let value):
      resolve(value)
      resolvePlace(place)
    default: resolveAction(statement)
    }
  }

  private func resolveAction(_ statement: Statement) {
    switch statement.kind {
    case .expression(let value), .fail(let value), .emit(_, let value): resolve(value)
    case .whileLoop(let condition, let body):
      resolve(condition)
      inLoop { resolve(body) }
    case .forLoop(let names, let sequence, let body):
      resolve(sequence)
      inLoop {
        scoped {
          for name in names where name.text != "_" { declare(name, .loopVariable) }
          resolveStatements(of: body)
        }
      }
    case .breakLoop, .continueLoop: checkJump(statement)
    case .returnValue(let value):
      if let value { resolve(value) }
      if context.units[unit].kind == .main {
        context.misplacedJumps.insert(statement.id)
        context.report(
          .misplacedJump, "there is nothing to return from here", at: statement.span,
          label: "`return` ends a function, a handler or a test")
      }
    case .finding(let finding): resolve(finding)
    case .show(let show):
      shows.append(show)
      resolve(show.value)
    case .save(let save):
      saves.append(save)
      resolve(save.value)
      resolve(save.path)
    case .expect(let value, let message):
      resolve(value)
      if let message { resolve(message) }
    case .expectBlock(let results, let clauses):
      expectations.append(Expectation(results: results, clauses: clauses))
      resolve(results)
      clauses.forEach(resolve)
    default: break
    }
  }

  private func inLoop(_ step: () -> Void) {
    loops += 1
    step()
    loops -= 1
  }

  private func checkJump(_ statement: Statement) {
    guard loops == 0 else { return }
    context.misplacedJumps.insert(statement.id)
    let word = if case .breakLoop = statement.kind { "break" } else { "continue" }
    context.report(
      .misplacedJump, "`\(word)` stands outside a loop", at: statement.span,
      label: unit == 0 ? "" : "loops around a handler or function do not count")
  }

  private func resolve(_ finding: FindingSyntax) {
    if case .computed(let level) = finding.level { resolve(level) }
    resolve(finding.text)
    if let place = finding.place { resolve(place) }
    if let fields = finding.fields { resolve(fields) }
  }

  private func resolve(_ clause: ExpectClause) {
    switch clause.kind {
    case .judge(_, _, let ports, let hosts):
      if let ports { resolve(ports: ports) }
      if let hosts { resolve(hosts) }
    case .same(let baseline, _): resolve(baseline)
    case .that(let condition): resolve(condition)
    case .waive(let ports, let hosts, let until, let because):
      resolve(ports: ports)
      if let hosts { resolve(hosts) }
      resolve(until)
      resolve(because)
    case .missing: break
    }
  }

  /// A set of ports, in which names of services are at home.
  func resolve(ports set: SetSyntax) {
    let outer = isInPortSet
    isInPortSet = true
    resolve(set)
    isInPortSet = outer
  }

  /// A set expression.
  func resolve(_ set: SetSyntax) {
    set.items.forEach(resolve)
    set.except.forEach(resolve)
  }
}
