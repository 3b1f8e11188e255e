// SPDX-License-Identifier: GPL-3.0-or-later

extension NameResolver {
  /// One expression.
  func resolve(_ expression: Expression) {
    nested(expression.span) { resolveKind(expression) }
  }

  private func resolveKind(_ expression: Expression) {
    switch expression.kind {
    case .name(let text): resolveName(text, expression, isCalled: false)
    case .string(let parts, _):
      for case .interpolation(let inner) in parts { resolve(inner) }
    case .list(let items): items.forEach(resolve)
    case .map(let entries):
      for entry in entries {
        resolve(entry.key)
        resolve(entry.value)
      }
    case .member(let base, let name, let isOptional):
      if !resolveQualified(expression, base, name, isOptional) { resolve(base) }
    case .paren(let inner), .unary(_, let inner): resolve(inner)
    case .binary(_, let left, let right, _), .index(let left, let right), .tryElse(let left, let right):
      resolve(left)
      resolve(right)
    case .call(let callee, let arguments): resolveCall(callee, arguments)
    case .lambda(let parameters, let body):
      resolveDefaults(of: parameters)
      inUnit(.lambda, "lambda", node: expression.id) {
        _ = declare(parameters: parameters)
        resolve(body)
      }
    case .ifElse(let conditional): resolve(conditional)
    case .match(let match): resolve(match)
    case .scan(let scan): resolve(scan, expression)
    case .set(let set): resolve(set)
    default: break
    }
  }

  private func resolveCall(_ callee: Expression, _ arguments: [Argument]) {
    if case .name(let text) = callee.kind {
      resolveName(text, callee, isCalled: true)
      checkPlace(of: callee)
    } else {
      resolve(callee)
    }
    for argument in arguments {
      if argument.name?.text == "using" {
        resolveTechnique(argument.value)
      } else {
        resolve(argument.value)
      }
    }
  }

  /// `stop()` and `skip(h)` speak of the scan whose handler calls them, maybe through a function.
  private func checkPlace(of callee: Expression) {
    guard case .builtin(let builtin) = context.resolutions[callee.id], builtin == .stop || builtin == .skip,
      function == nil
    else { return }
    var unit = unit
    while unit > 0 {
      if context.units[unit].kind == .handler { return }
      unit = context.units[unit].parent
    }
    context.report(
      .outsideHandler, "`\(builtin.rawValue)` stands outside a handler", at: callee.span,
      label: "which scan is meant?", notes: ["it speaks of the scan whose handler calls it"])
  }

  private func resolve(_ conditional: IfSyntax) {
    for branch in conditional.branches {
      resolve(branch.condition)
      resolve(branch.body)
    }
    if let otherwise = conditional.otherwise { resolve(otherwise) }
  }

  // MARK: Names

  /// A name where a value, or a function to be called, is wanted.
  func resolveName(_ text: String, _ expression: Expression, isCalled: Bool) {
    guard !text.isEmpty else { return }
    if let symbol = lookUp(text) { return use(symbol, expression) }
    if !isCalled, let fixed = Predeclared.resolution(text) {
      context.resolutions[expression.id] = fixed
    } else if isCalled, let builtin = Builtin(rawValue: text) {
      context.resolutions[expression.id] = .builtin(builtin)
    } else if let technique = context.techniqueNumbers[text] {
      context.resolutions[expression.id] = .technique(technique)
    } else if let fixed = Predeclared.resolution(text) {
      context.resolutions[expression.id] = fixed
    } else if let builtin = Builtin(rawValue: text), !isService(text, isCalled: isCalled) {
      context.resolutions[expression.id] = .builtin(builtin)
    } else {
      reportUnknown(text, expression.span, isCalled: isCalled)
    }
  }

  /// Takes an expression for a symbol.
  func use(_ number: Int, _ expression: Expression) {
    context.symbols[number].isRead = true
    context.symbolOf[expression.id] = Int32(number)
    let symbol = context.symbols[number]
    switch symbol.kind {
    case .function(let called):
      context.resolutions[expression.id] = .function(called)
      if let function {
        context.functions[function].callees.append(called)
      } else {
        functionUses.append((called, expression.span))
      }
    case .technique(let technique): context.resolutions[expression.id] = .technique(technique)
    case .module: reportModuleAsValue(symbol, expression)
    case .network, .invalid: break
    default:
      if symbol.isGlobal, let function { context.functions[function].globalReads.append(number) }
      context.resolutions[expression.id] = place(of: number, in: unit)
    }
  }

  /// Where a unit finds a variable; an outer local is captured by every unit between.
  func place(of number: Int, in unit: Int) -> Resolution {
    let symbol = context.symbols[number]
    return symbol.isGlobal ? .global(symbol.slot) : .local(slot(of: number, in: unit))
  }

  private func slot(of number: Int, in unit: Int) -> Int {
    if context.symbols[number].unit == unit { return context.symbols[number].slot }
    if let slot = context.units[unit].captureSlots[number] { return slot }
    let outer = slot(of: number, in: context.units[unit].parent)
    let inner = context.units[unit].allocate()
    context.units[unit].captures.append(CodeUnit.Capture(outer: outer, inner: inner))
    context.units[unit].captureSlots[number] = inner
    return inner
  }

  // MARK: Unknown names

  private func reportUnknown(_ text: String, _ span: SourceSpan, isCalled: Bool) {
    guard !context.isObscured(text, at: span) else { return }
    if let later = upcoming[text]?.last {
      usedEarly.insert(later.id)
      context.report(
        .usedTooEarly, "`\(text)` is used before it stands", at: span,
        related: [RelatedSpan(later.span, "it has a value only from here on")])
    } else if let purpose = BuiltinTable.planned[text], isCalled {
      context.report(
        .builtinNotYet, "`\(text)` is not in this version yet", at: span, notes: ["it \(purpose)"])
    } else if let habit = HabitWord.meant(by: text) {
      context.report(
        .habitWord, "`\(text)` is called `\(habit)` here", at: span,
        fixes: [Repair(replace: span, with: habit, isSafe: true)])
    } else if isService(text, isCalled: isCalled) {
      context.report(
        .unknownName, "`\(text)` is not declared", at: span, label: "a service is named in quotes",
        fixes: [Repair(replace: span, with: "\"\(text)\"", "the ports of that service")])
    } else if let host = bareHost, !isCalled {
      let name = "\"\(context.text(host))\""
      context.report(
        .unknownName, "`\(text)` is not declared", at: span, label: "a host is named in quotes",
        fixes: context.didYouMean(text, at: span, knownNames(calledOnly: false))
          + [Repair(replace: host, with: name, "the host of that name")])
    } else {
      context.report(
        .unknownName, "`\(text)` is not declared", at: span,
        label: isCalled ? "no function of that name" : "nothing of that name stands here or above",
        fixes: context.didYouMean(text, at: span, knownNames(calledOnly: isCalled)))
    }
  }

  /// Whether a name among ports means a service, though a function may be called the same: `ports ssh`.
  private func isService(_ text: String, isCalled: Bool) -> Bool {
    isInPortSet && !isCalled && context.isService(text)
  }

  /// Everything that a name could have meant.
  func knownNames(calledOnly: Bool) -> [String] {
    let declared = visible.filter { !$0.value.isEmpty }.map(\.key).sorted()
    let builtins = Builtin.allCases.map(\.rawValue)
    if calledOnly { return declared + builtins }
    return declared + Predeclared.states.map(\.name) + Predeclared.flags.map(\.name)
      + Predeclared.portSets.map(\.name) + context.techniqueNumbers.keys.sorted() + builtins + [
        "true", "false", "none",
      ]
  }
}
