// SPDX-License-Identifier: GPL-3.0-or-later

extension TreePrinter {
  /// A statement, with its documentation if it has some.
  func list(_ statement: Statement) -> SExpression {
    let plain = form(statement.kind)
    guard let text = statement.documentation else { return plain }
    return .list("documented", [.quoted(text), plain])
  }

  private func form(_ kind: Statement.Kind) -> SExpression {
    switch kind {
    case .edition, .importModule, .parameter, .ports, .targets, .technique, .function, .binding, .test, .network:
      declaration(kind)
    case .finding, .emit, .show, .save, .expect, .expectBlock, .scope, .limits: action(kind)
    case .missing: .word("<missing>")
    default: control(kind)
    }
  }

  private func declaration(_ kind: Statement.Kind) -> SExpression {
    switch kind {
    case .edition(let number): .list("edition", [.word(String(number))])
    case .importModule(let path, _, let alias): .list("import", [.quoted(path)] + optional("as", alias))
    case .parameter(let parameter):
      .list(
        "param", [list(parameter.name), list(parameter.type)] + optional("default", parameter.defaultValue))
    case .ports(let name, let set): .list("ports", [list(name), list(set)])
    case .targets(let name, let set): .list("targets", [list(name), list(set)])
    case .technique(let technique): list(technique)
    case .function(let function): list(function)
    case .binding(let name, let isVariable, let value):
      .list(isVariable ? "var" : "let", [list(name), list(value)])
    case .test(let test):
      .list("test", [list(test.title)] + optional("with", test.network) + [list(test.body)])
    case .network(let network): list(network)
    default: .word("<missing>")
    }
  }

  private func list(_ function: FunctionDeclaration) -> SExpression {
    let result = function.returnType.map { [SExpression.list("returns", [list($0)])] } ?? []
    return .list(
      "fn", [list(function.name), .list("of", function.parameters.map { list($0) })] + result + [list(function.body)])
  }

  private func control(_ kind: Statement.Kind) -> SExpression {
    switch kind {
    case .assignment(let place, let sign, let value): .list(sign.rawValue, [list(place), list(value)])
    case .expression(let value): list(value)
    case .whileLoop(let condition, let body): .list("while", [list(condition), list(body)])
    case .forLoop(let names, let source, let body):
      .list("for", [.list("of", lists(names)), list(source), list(body)])
    case .breakLoop: .list("break", [])
    case .continueLoop: .list("continue", [])
    case .returnValue(let value): .list("return", value.map { [list($0)] } ?? [])
    case .fail(let message): .list("fail", [list(message)])
    default: .word("<missing>")
    }
  }

  private func action(_ kind: Statement.Kind) -> SExpression {
    switch kind {
    case .finding(let finding): list(finding)
    case .emit(let name, let record): .list("emit", [list(name), list(record)])
    case .show(let show):
      .list(
        "show",
        [list(show.value)] + (show.columns.isEmpty ? [] : [.list("columns", lists(show.columns))])
          + optional(show.isDescending ? "sort-desc" : "sort", show.sort))
    case .save(let save): .list("save", [list(save.value), list(save.path)] + optional("as", save.format))
    case .expect(let condition, let message): .list("expect", [list(condition)] + optional("message", message))
    case .expectBlock(let value, let clauses): .list("expect", [list(value)] + clauses.map { list($0) })
    case .scope(let scope): list(scope)
    case .limits(let entries): .list("limits", entries.map { .list($0.name.text, [list($0.value)]) })
    default: .word("<missing>")
    }
  }

  private func list(_ finding: FindingSyntax) -> SExpression {
    let level: SExpression =
      switch finding.level {
      case .word(let name): list(name)
      case .computed(let value): list(value)
      }
    return .list(
      "finding",
      [level, list(finding.text)] + optional("at", finding.place) + optional("with", finding.fields))
  }

  private func list(_ scope: ScopeSyntax) -> SExpression {
    .list(
      "scope",
      (scope.name.map { [list($0)] } ?? []) + (scope.narrowed.map { [list($0)] } ?? [])
        + scope.entries.map { list($0) })
  }

  private func list(_ entry: ScopeSyntax.Entry) -> SExpression {
    switch entry {
    case .allow(let set): .list("allow", [list(set)])
    case .deny(let set): .list("deny", [list(set)])
    case .valid(let first, let last): .list("valid", [list(first), .list("until", [list(last)])])
    case .using(let names): .list("using", lists(names))
    case .rate(let items): .list("rate", list(items))
    case .ticket(let text): .list("ticket", [list(text)])
    }
  }
}
