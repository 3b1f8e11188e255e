// SPDX-License-Identifier: GPL-3.0-or-later

extension NameResolver {
  /// A `match`: every arm is a scope, and its unknown names bind.
  func resolve(_ match: MatchSyntax) {
    resolve(match.subject)
    for arm in match.arms {
      scoped {
        let first = context.symbols.count
        for pattern in arm.patterns { resolve(pattern, alternatives: arm.patterns.count) }
        let bindings = first..<context.symbols.count
        resolve(arm.body)
        for number in bindings { checkUsed(number) }
      }
    }
  }

  private func resolve(_ pattern: MatchPattern, alternatives: Int) {
    switch pattern {
    case .value(let expression): resolve(expression)
    case .wildcard: break
    case .tuple(let parts, let span): nested(span) { parts.forEach { resolve($0, alternatives: alternatives) } }
    case .name(let name): resolve(name, alternatives: alternatives)
    }
  }

  /// A name in a pattern: what it stands for if it is declared, else a new variable.
  private func resolve(_ name: Name, alternatives: Int) {
    if let symbol = lookUp(name.text), !isBinding(symbol, of: name) {
      context.symbols[symbol].isRead = true
      context.symbolOf[name.id] = Int32(symbol)
      context.resolutions[name.id] =
        switch context.symbols[symbol].kind {
        case .function(let number): .function(number)
        case .technique(let number): .technique(number)
        case .network, .module, .invalid: .unresolved
        default: place(of: symbol, in: unit)
        }
      noteGlobalRead(symbol)
    } else if let fixed = Predeclared.resolution(name.text) {
      context.resolutions[name.id] = fixed
    } else if let technique = context.techniqueNumbers[name.text] {
      context.resolutions[name.id] = .technique(technique)
    } else {
      declare(name, .patternBinding)
      context.patternBindings.insert(name.id)
      if alternatives > 1 {
        context.report(
          .bindingAmongAlternatives, "`\(name.text)` would be bound by one alternative of several", at: name.span,
          label: "not declared, so this binds", notes: ["give the alternative an arm of its own, or write `_`"],
          fixes: context.didYouMean(name.text, at: name.span, knownNames(calledOnly: false)))
        context.symbols[context.symbols.count - 1].isRead = true
      }
    }
  }

  /// Whether the same arm has bound the name already: binding it twice is a second declaration.
  private func isBinding(_ symbol: Int, of name: Name) -> Bool {
    context.symbols[symbol].kind == .patternBinding && context.symbols[symbol].scopeDepth == scopes.count
      && context.symbols[symbol].unit == unit
  }

  private func noteGlobalRead(_ symbol: Int) {
    guard let function, context.symbols[symbol].isGlobal else { return }
    context.functions[function].globalReads.append(symbol)
  }

  private func checkUsed(_ number: Int) {
    let symbol = context.symbols[number]
    guard symbol.kind == .patternBinding, !symbol.isRead, !symbol.name.text.hasPrefix("_"),
      !context.isObscured(symbol.name.text, at: symbol.name.span)
    else { return }
    let name = symbol.name
    let wildcard = Repair(replace: name.span, with: "_", "to match anything without a name")
    context.report(
      .unusedBinding, "`\(name.text)` is not declared, so it matches everything, and nothing uses it", at: name.span,
      label: "binds a new name",
      fixes: context.didYouMean(name.text, at: name.span, knownNames(calledOnly: false).filter { $0 != name.text })
        + [wildcard])
  }
}
