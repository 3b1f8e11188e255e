// SPDX-License-Identifier: GPL-3.0-or-later

extension NameResolver {
  /// Declarations that stand at the top level alone.
  func resolveDeclaration(_ statement: Statement) {
    guard scopes.count == 1 && unit == 0 else { return rejectNested(statement) }
    switch statement.kind {
    case .edition(let number):
      if number != 1 {
        context.report(
          .unknownEdition, "there is no edition \(number) of the language", at: statement.span,
          label: "this program reads edition 1")
      }
    case .parameter(let declaration): resolve(declaration, help: statement.documentation)
    case .technique(let declaration): resolve(declaration)
    case .network(let declaration): resolve(declaration)
    case .scope(let scope): resolve(scope, statement.span)
    case .limits(let entries): entries.forEach { resolve($0.value) }
    default: break
    }
  }

  private func rejectNested(_ statement: Statement) {
    guard let (word, name) = statement.declaredWord else { return }
    context.report(
      .onlyAtTopLevel, "`\(word)` stands only at the top level of a playbook", at: statement.span,
      label: "move it out of the block")
    if let name { declare(name, .invalid) }
  }

  private func resolve(_ declaration: ParameterDeclaration, help: String?) {
    if let value = declaration.defaultValue { resolve(value) }
    let option = declaration.name.text.replacing("_", with: "-")
    if Self.runOptions.contains(option) {
      context.report(
        .parameterNamedLikeOption, "the parameter `\(declaration.name.text)` would be read as the option --\(option)",
        at: declaration.name.span, label: "`scan run` has an option of that name")
    }
    let symbol = declare(declaration.name, .playbookParameter)
    context.symbols[symbol].initializer = declaration.defaultValue
    context.symbols[symbol].readyAt = declaration.name.span.end
    context.parameters.append((declaration, help, symbol))
  }

  /// Options of `scan run`; a parameter of the same name could not be given.
  static let runOptions: Set<String> = [
    "json", "out", "db", "no-store", "scope", "exclude", "network", "all-ports", "fail-on", "accept", "seed", "rate",
    "max-time", "quiet", "verbose", "no-progress", "color", "help", "diagnostics",
  ]

  private func resolve(_ declaration: TechniqueDeclaration) {
    for option in declaration.options { resolve(option.value) }
    for arm in declaration.arms {
      if let condition = arm.condition { resolveCondition(condition) }
    }
  }

  /// A technique's condition: `window ttl length flags` are the answer's there.
  private func resolveCondition(_ expression: Expression) {
    nested(expression.span) {
      switch expression.kind {
      case .name(let text) where TechniqueReader.answerFields.contains(text): break
      // What answers do not have is reported by the condition.
      case .name(let text) where isUnknown(text): break
      case .paren(let inner), .unary(_, let inner): resolveCondition(inner)
      case .binary(_, let left, let right, _):
        resolveCondition(left)
        resolveCondition(right)
      default: resolve(expression)
      }
    }
  }

  private func isUnknown(_ text: String) -> Bool {
    lookUp(text) == nil && upcoming[text]?.last == nil && Predeclared.resolution(text) == nil
      && context.techniqueNumbers[text] == nil && Builtin(rawValue: text) == nil
  }

  private func resolve(_ network: NetworkDeclaration) {
    if let seed = network.seed { resolve(seed) }
    if let (low, high) = network.delay { resolveDelay(low, high) }
    if let loss = network.loss { resolve(loss) }
    for host in network.hosts {
      resolve(host.targets)
      if let name = host.name { resolve(name) }
      host.rules.forEach(resolve)
    }
  }

  private func resolve(_ rule: SimulatedHostSyntax.Rule) {
    switch rule {
    case .ports(let ports, let behaviour, _):
      if let ports { resolve(ports) }
      if case .open(let banner, let reply) = behaviour {
        if let banner { resolve(banner) }
        if let reply { resolve(reply) }
      }
    case .filterStateful: break
    case .filterStateless(let ports, _): resolve(ports)
    case .limit(_, let rate): resolve(rate)
    case .delay(let low, let high): resolveDelay(low, high)
    case .loss(let share): resolve(share)
    }
  }

  private func resolveDelay(_ low: Expression, _ high: Expression?) {
    resolve(low)
    if let high { resolve(high) }
  }

  private func resolve(_ scope: ScopeSyntax, _ span: SourceSpan) {
    guard let set = scope.narrowed else {
      guard !context.isObscured(at: span.first(5)) else { return }
      return context.report(
        .operatorsScope, "a scope with a name and braces is the operator's, not a playbook's", at: span.first(5),
        label: "has no effect here", notes: ["it stands in a file of its own, given by `--scope FILE`"])
    }
    resolve(set)
    if hasScanned {
      context.report(
        .scopeAfterScan, "`scope` comes after the first scan", at: span,
        label: "it holds for the whole run and stands before anything is sent")
    }
  }
}

extension Statement {
  /// The keyword and name of a declaration that stands at the top level alone.
  fileprivate var declaredWord: (word: String, name: Name?)? {
    switch kind {
    case .edition: ("edition", nil)
    case .importModule(_, _, let alias): ("import", alias)
    case .parameter(let declaration): ("param", declaration.name)
    case .technique(let declaration): ("technique", declaration.name)
    case .function(let declaration): ("fn", declaration.name)
    case .test: ("test", nil)
    case .network(let declaration): ("network", declaration.name)
    case .scope: ("scope", nil)
    case .limits: ("limits", nil)
    default: nil
    }
  }
}
