// SPDX-License-Identifier: GPL-3.0-or-later

extension NameResolver {
  /// Makes a name known in the innermost scope. What may not be declared is reported and is known all the same, so
  /// that its uses are not reported too.
  @discardableResult
  func declare(_ name: Name, _ kind: Symbol.Kind, hasSlot: Bool = true) -> Int {
    let isAllowed = name.text.isEmpty || mayDeclare(name)
    let isGlobal = scopes.count == 1 && unit == 0
    let slot = hasSlot ? allocate(isGlobal: isGlobal) : -1
    var symbol = Symbol(
      name: name, kind: isAllowed ? kind : .invalid, unit: unit, slot: slot, isGlobal: isGlobal,
      scopeDepth: scopes.count)
    if !isAllowed || name.text.isEmpty || usedEarly.contains(name.id) { symbol.isRead = true }
    context.symbols.append(symbol)
    let number = context.symbols.count - 1
    context.symbolOf[name.id] = Int32(number)
    if hasSlot { context.resolutions[name.id] = isGlobal ? .global(slot) : .local(slot) }
    let isFixed = Predeclared.isFixed(name.text) || context.techniqueNumbers[name.text] != nil
    if !name.text.isEmpty, !isFixed || isTechnique(kind) {
      visible[name.text, default: []].append(number)
      scopes[scopes.count - 1].append(name.text)
    }
    return number
  }

  private func isTechnique(_ kind: Symbol.Kind) -> Bool {
    if case .technique = kind { return true }
    return false
  }

  private func allocate(isGlobal: Bool) -> Int {
    guard isGlobal else { return context.units[unit].allocate() }
    defer { context.globalCount += 1 }
    return context.globalCount
  }

  private func mayDeclare(_ name: Name) -> Bool {
    if let taken = fixedMeaning(name.text) {
      context.report(
        .fixedName, "`\(name.text)` is \(taken) and cannot be anything else", at: name.span,
        label: "choose another name")
      return false
    }
    // An entry of a session may declare anew what an earlier one did.
    guard let other = lookUp(name.text), context.symbols[other].scopeDepth == scopes.count,
      other >= context.base.symbols
    else { return true }
    let first = context.symbols[other].name
    context.symbols[other].isRead = true
    context.report(
      .declaredTwice, "`\(name.text)` is declared twice", at: name.span, label: "declared again here",
      related: [RelatedSpan(first.span, "first declared here")])
    return false
  }

  /// What a name means that nothing may take over, `nil` for a free one.
  private func fixedMeaning(_ name: String) -> String? {
    if let number = context.techniqueNumbers[name], number < context.techniqueDeclarations.count {
      let declared = context.techniqueDeclarations[number].name
      // A declared one is found as a symbol, with its place.
      if declared.span.file == context.prelude.source.file { return "a technique" }
      if scopes.count > 1 { return "a technique" }
    }
    switch Predeclared.resolution(name) {
    case .state: return "a state"
    case .flags: return "a TCP flag"
    case .ports: return "a predeclared port set"
    default: return nil
    }
  }

  /// Forgets the technique of an earlier entry whose name an entry takes for something of its own.
  func forgetTechnique(_ statement: Statement) {
    let name: Name? =
      switch statement.kind {
      case .function(let declaration): declaration.name
      case .technique(let declaration): declaration.name
      case .network(let declaration): declaration.name
      default: statement.boundName
      }
    guard let name, let number = context.techniqueNumbers[name.text], number < context.base.techniques,
      context.techniqueDeclarations[number].name.span.file != context.prelude.source.file
    else { return }
    context.techniqueNumbers[name.text] = nil
  }

  /// Makes functions, techniques and networks known before the statements run.
  func hoist(_ statement: Statement) {
    switch statement.kind {
    case .function(let declaration):
      let number = context.functions.count
      declare(declaration.name, .function(number), hasSlot: false)
      context.resolutions[declaration.name.id] = .function(number)
      context.units.append(UnitBuilder(kind: .function, name: declaration.name.text, parent: 0))
      context.unitNumbers[declaration.name.id] = context.units.count - 1
      context.functions.append(FunctionState(declaration: declaration, unit: context.units.count - 1))
    case .technique(let declaration): hoist(technique: declaration)
    case .network(let declaration): declare(declaration.name, .network, hasSlot: false)
    case .importModule(let path, let span, let alias): hoist(importOf: path, span, alias, statement)
    default: break
    }
  }

  /// Makes a technique known.
  func hoist(technique declaration: TechniqueDeclaration) {
    let name = declaration.name
    let number = context.techniqueDeclarations.count
    if name.span.file != context.prelude.source.file { declare(name, .technique(number), hasSlot: false) }
    context.techniqueDeclarations.append(declaration)
    context.resolutions[name.id] = .technique(number)
    if context.techniqueNumbers[name.text] == nil { context.techniqueNumbers[name.text] = number }
  }

  /// A function's parameters and body, in its own unit.
  func resolveFunction(_ number: Int) {
    let declaration = context.functions[number].declaration
    let outer = (unit, loops, function)
    (unit, loops, function) = (0, 0, number)
    resolveDefaults(of: declaration.parameters)
    unit = context.functions[number].unit
    scoped {
      context.functions[number].parameters = declare(parameters: declaration.parameters)
      resolveStatements(of: declaration.body)
    }
    (unit, loops, function) = outer
  }

  /// Parameters of a function or lambda.
  func declare(parameters: [Parameter]) -> [Int] {
    context.units[unit].parameterCount = parameters.count
    return parameters.map { declare($0.name, .functionParameter) }
  }

  /// Defaults of parameters: they are evaluated by the caller, so they see what stands around the function, and no
  /// parameter.
  func resolveDefaults(of parameters: [Parameter]) {
    for parameter in parameters { upcoming[parameter.name.text, default: []].append(parameter.name) }
    for parameter in parameters {
      if let value = parameter.defaultValue { resolve(value) }
    }
    for parameter in parameters { upcoming[parameter.name.text]?.removeLast() }
  }

  /// A test, in its own unit.
  func resolveTest(_ test: TestDeclaration) {
    if let network = test.network { resolveNetwork(network) }
    inUnit(.test, "test", node: test.id) { resolveStatements(of: test.body) }
  }

  private func resolveNetwork(_ name: Name) {
    if let number = lookUp(name.text), case .network = context.symbols[number].kind {
      context.symbols[number].isRead = true
      context.symbolOf[name.id] = Int32(number)
      return
    }
    let networks = context.symbols.filter { $0.kind == .network }.map(\.name.text)
    context.report(
      .unknownNetwork, "there is no simulated network `\(name.text)`", at: name.span,
      notes: networks.isEmpty ? ["this file declares none"] : ["declared are: \(networks.joined(separator: ", "))"],
      fixes: context.didYouMean(name.text, at: name.span, networks))
  }
}
