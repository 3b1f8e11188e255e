// SPDX-License-Identifier: GPL-3.0-or-later

extension TypeInference {
  /// A call of whatever stands before the parentheses.
  func call(_ whole: Expression, _ callee: Expression, _ arguments: [Argument]) -> ValueType? {
    switch context.form(callee) {
    case .member(let base, let name, let isOptional):
      return methodCall(whole, callee, (base, name, isOptional), arguments)
    case .name:
      switch context.resolutions[callee.id] {
      case .builtin(let builtin): return builtinCall(whole, callee, builtin, arguments)
      case .function(let number): return functionCall(whole, callee, number, arguments)
      default: return valueCall(callee, arguments)
      }
    default: return valueCall(callee, arguments)
    }
  }

  private func valueCall(_ callee: Expression, _ arguments: [Argument]) -> ValueType? {
    let type = infer(callee)
    for argument in arguments { infer(argument.value) }
    guard let type else { return nil }
    switch type {
    case .unknown: return .unknown
    case .function(let result):
      checkArity(ofLambda: callee, arguments)
      return result
    default:
      report(
        .notCallable, "\(type.described) cannot be called", at: callee.span, label: "this is \(type.described)",
        related: declaration(of: callee))
      return .unknown
    }
  }

  /// A call of a `let` that is a lambda: how many values it takes is known.
  private func checkArity(ofLambda callee: Expression, _ arguments: [Argument]) {
    guard let symbol = context.symbol(named: callee), context.symbols[symbol].kind == .final,
      case .lambda(let parameters, _)? = context.symbols[symbol].initializer?.kind
    else { return }
    let needed = parameters.filter { $0.defaultValue == nil }.count
    guard arguments.count > parameters.count || arguments.count < needed else { return }
    report(
      .wrongCount, "`\(context.symbols[symbol].name.text)` takes \(counted(parameters.count, "value"))",
      at: callee.span, label: "here it gets \(arguments.count)",
      related: [RelatedSpan(context.symbols[symbol].name.span, "declared here")])
  }

  func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "one \(noun)" : "\(count) \(noun)s" }

  // MARK: Functions

  private func builtinCall(
    _ whole: Expression, _ callee: Expression, _ builtin: Builtin, _ arguments: [Argument]
  ) -> ValueType? {
    let row = BuiltinTable.row(builtin)
    note(callee, .function(.unknown))
    let types = arguments.map { infer($0.value) }
    let signature = row.parameters.map(CallParameter.init)
    let match = ArgumentMatch(signature, arguments)
    check(match, signature, arguments, types, of: Called(whole, callee.span, "`\(builtin.rawValue)`", row.example))
    if builtin == .probe { checkProtocol(match, arguments) }
    if !isReporting, types.contains(where: { $0 == nil }) { return resultOrNothing(row, types) }
    return result(row.result, receiver: .unknown, arguments: types)
  }

  /// `probe(h, 53/udp, using: syn)`: a technique speaks one protocol.
  private func checkProtocol(_ match: ArgumentMatch, _ arguments: [Argument]) {
    guard isReporting, match.mistakes.isEmpty, case .argument(let port) = match.sources[1],
      case .argument(let technique) = match.sources[2],
      case .port(let wanted)? = Constants(context).literal(arguments[port].value)?.kind, let proto = wanted.proto,
      let used = Constants(context).technique(arguments[technique].value), used.transport != proto
    else { return }
    report(
      .wrongProtocol, "`\(context.text(arguments[technique].value.span))` asks \(used.transport) ports, not \(wanted)",
      at: arguments[technique].value.span,
      related: [RelatedSpan(arguments[port].value.span, "this is a \(proto) port")])
  }

  /// While an argument's type is not known yet, only a result that does not depend on it is.
  private func resultOrNothing(_ row: BuiltinRow, _ types: [ValueType?]) -> ValueType? {
    if case .type(let type) = row.result { return type }
    return nil
  }

  private func functionCall(
    _ whole: Expression, _ callee: Expression, _ number: Int, _ arguments: [Argument]
  ) -> ValueType? {
    let function = context.functions[number]
    note(callee, .function(function.returnType ?? .unknown))
    let types = arguments.map { infer($0.value) }
    let signature = zip(function.declaration.parameters, function.parameters).map { parameter, symbol in
      CallParameter(parameter, context.symbols[symbol].type ?? .unknown)
    }
    let name = function.declaration.name
    check(
      ArgumentMatch(signature, arguments), signature, arguments, types,
      of: Called(whole, callee.span, "`\(name.text)`", nil, declared: name.span))
    return function.returnType
  }

  // MARK: Methods

  private func methodCall(
    _ whole: Expression, _ callee: Expression, _ target: (base: Expression, name: Name, isOptional: Bool),
    _ arguments: [Argument]
  ) -> ValueType? {
    guard let receiver = receiver(target.base, isOptional: target.isOptional, target.name) else {
      for argument in arguments { infer(argument.value) }
      return nil
    }
    guard let row = MethodName(rawValue: target.name.text).flatMap({ MethodTable.row(receiver.type, $0) }) else {
      for argument in arguments { infer(argument.value) }
      return unknownMethod(receiver.type, target.name, whole)
    }
    let elements = elementTypes(receiver.type)
    let types = arguments.map { argument in
      if case .lambda(let parameters, let body) = argument.value.kind {
        return note(argument.value, lambda(parameters, body, elements: elements))
      }
      return infer(argument.value)
    }
    let signature = row.parameters.map(CallParameter.init)
    check(
      ArgumentMatch(signature, arguments), signature, arguments, types,
      of: Called(whole, target.name.span, "`\(target.name.text)`", row.example))
    checkFunctionArgument(row, arguments, types)
    if row.name == .match, receiver.type == .string, let pattern = arguments.first { checkPattern(pattern.value) }
    let type = result(row.result, receiver: receiver.type, arguments: types)
    return receiver.isOptional ? type.map(TypeLattice.optional) : type
  }

  private func elementTypes(_ receiver: ValueType) -> [ValueType?] {
    if case .list(let element) = receiver { return [element] }
    return []
  }

  private func unknownMethod(_ receiver: ValueType, _ name: Name, _ whole: Expression) -> ValueType? {
    guard receiver != .unknown, receiver != .map, !name.text.isEmpty else { return .unknown }
    guard let field = FieldName(rawValue: name.text), FieldTable.row(receiver, field) != nil else {
      reportUnknownMember(receiver, name, isCalled: true)
      return .unknown
    }
    let rest = SourceSpan(start: name.span.end, end: whole.span.end, file: whole.span.file)
    report(
      .fieldCalled, "`\(name.text)` is a field and is not called", at: rest, label: "leave this out",
      fixes: context.text(rest) == "()" ? [Repair(replace: rest, with: "", isSafe: true)] : [])
    return .unknown
  }

  /// The function that a list method is given: it takes one element, and a test gives true or false.
  private func checkFunctionArgument(_ row: MethodRow, _ arguments: [Argument], _ types: [ValueType?]) {
    guard row.parameters.first?.types == [.function(.unknown)], let argument = arguments.first else { return }
    if case .lambda(let parameters, let body) = argument.value.kind {
      let needed = parameters.filter { $0.defaultValue == nil }.count
      if parameters.isEmpty || needed > 1 {
        report(
          .wrongCount, "`\(row.name.rawValue)` gives its function one element, and this takes \(parameters.count)",
          at: argument.value.span, notes: ["as in `\(row.example)`"])
      } else if row.parameters[0].name == "test", case .function(let result)? = types.first ?? nil,
        result != .unknown, result != .bool
      {
        report(
          .notACondition,
          "`\(row.name.rawValue)` needs true or false for each element, and this is "
            + result.described, at: body.span, label: result.described)
      }
    }
  }
}
