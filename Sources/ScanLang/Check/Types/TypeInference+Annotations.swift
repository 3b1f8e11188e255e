// SPDX-License-Identifier: GPL-3.0-or-later

extension TypeInference {
  /// Before the first round: types that are written, or follow from the form of a declaration.
  func fixDeclaredTypes() {
    for number in context.symbols.indices { fixType(ofSymbol: number) }
    for number in context.newFunctions { fixTypes(ofFunction: number) }
    for (declaration, _, symbol) in context.parameters {
      fix(symbol, playbookType(declaration))
    }
    for number in context.techniqueDeclarations.indices {
      context.types[context.techniqueDeclarations[number].name.id] = .technique
    }
  }

  private func fix(_ symbol: Int, _ type: ValueType) {
    context.symbols[symbol].type = type
    context.symbols[symbol].hasFixedType = true
  }

  private func fixType(ofSymbol number: Int) {
    switch context.symbols[number].kind {
    case .portSet: fix(number, .ports)
    case .targetSet: fix(number, .targets)
    case .technique: fix(number, .technique)
    case .network, .module, .invalid: fix(number, .unknown)
    // Later entries may give a variable of a session anything.
    case .variable where context.isEntry && context.symbols[number].isGlobal: fix(number, .unknown)
    // What functions and lambdas are called with is not tracked; lambdas of list methods are, where they stand.
    case .functionParameter: break
    default: break
    }
  }

  private func fixTypes(ofFunction number: Int) {
    let declaration = context.functions[number].declaration
    for (parameter, symbol) in zip(declaration.parameters, context.functions[number].parameters) {
      var type = parameter.type.map { written($0) } ?? .unknown
      if case .none? = parameter.defaultValue?.kind { type = TypeLattice.optional(type) }
      fix(symbol, type)
    }
    if let annotation = declaration.returnType {
      context.functions[number].returnType = written(annotation)
      context.functions[number].hasAnnotation = true
    }
  }

  /// A type as written; an unknown one is reported.
  private func written(_ syntax: TypeSyntax) -> ValueType {
    if !syntax.choices.isEmpty { return .string }
    if let type = ValueType.named(syntax.name) { return type }
    guard !syntax.name.isEmpty else { return .unknown }
    context.report(
      .unknownType, "there is no type `\(syntax.name)`", at: syntax.span,
      notes: ["types are: \(ValueType.names.joined(separator: ", "))"], fixes: typeRepair(syntax))
    return .unknown
  }

  private func typeRepair(_ syntax: TypeSyntax) -> [Repair] {
    let habits = [
      "str": "string", "text": "string", "boolean": "bool", "integer": "int", "number": "int", "double": "float",
      "dict": "map", "object": "map", "array": "list", "ip": "address", "cidr": "network", "host_name": "string",
    ]
    if let type = habits[syntax.name.lowercased()] {
      return [Repair(replace: syntax.span, with: type, "did you mean `\(type)`?")]
    }
    return context.didYouMean(syntax.name, at: syntax.span, ValueType.names)
  }

  /// A playbook parameter's type: one whose values can be written on a command line.
  private func playbookType(_ declaration: ParameterDeclaration) -> ValueType {
    let type = written(declaration.type)
    switch type {
    case .none, .map, .record, .function, .technique:
      context.report(
        .parameterTypeWithoutText, "a value of type \(type.name) cannot be given on a command line",
        at: declaration.type.span,
        notes: ["text is read as the literal of its type, `list` by commas"])
      return .unknown
    default: return type
    }
  }

  /// A playbook parameter's default, where it stands.
  func checkDefault(of declaration: ParameterDeclaration) {
    guard let value = declaration.defaultValue, let symbol = context.symbol(declaration.name.id) else { return }
    let wanted = context.symbols[symbol].type ?? .unknown
    if case .set(let set) = value.kind {
      checkSet(set, wanted == .ports ? .ports : .targets)
      note(value, wanted)
      return
    }
    guard let type = infer(value) else { return }
    // `param share: float = 1` is read as text would be, and text `1` is a fraction there.
    if wanted == .float, type == .int { return }
    if !TypeLattice.accepts(wanted, type) {
      report(
        .wrongDefault, "the default of `\(declaration.name.text)` is \(type.described), not \(wanted.described)",
        at: value.span, related: [RelatedSpan(declaration.type.span, "the type is given here")])
    } else if let text = value.literalText, !declaration.type.choices.isEmpty, !declaration.type.choices.contains(text)
    {
      report(
        .wrongDefault, "\"\(text)\" is none of the choices of `\(declaration.name.text)`", at: value.span,
        related: [RelatedSpan(declaration.type.span, "these are the choices")],
        fixes: declaration.type.choices.map { Repair(replace: value.span, with: "\"\($0)\"") })
    }
  }
}

extension Expression {
  /// The text of a string literal without interpolations.
  var literalText: String? {
    guard case .string(let parts, _) = kind else { return nil }
    var text = ""
    for part in parts {
      guard case .text(let piece) = part else { return nil }
      text += piece
    }
    return text
  }
}

extension ValueType {
  /// For sentences: `an int`, `a list`, `none`.
  var described: String {
    switch self {
    case .none: "none"
    case .unknown: "any value"
    case .targets, .ports, .flags, .bytes, .record(.results): name
    case .optional(let inner): inner.described + " or none"
    default: ("aeiou".contains(name.first ?? " ") ? "an " : "a ") + name
    }
  }
}
