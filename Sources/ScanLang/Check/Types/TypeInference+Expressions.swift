// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

extension TypeInference {
  /// The type of an expression whose value is wanted; `nil` while nothing is known.
  @discardableResult
  func infer(_ expression: Expression) -> ValueType? {
    note(expression, narrowed(type(of: expression), expression))
  }

  /// Keeps the type of an expression.
  @discardableResult
  func note(_ expression: Expression, _ type: ValueType?) -> ValueType? {
    context.types[expression.id] = type ?? .unknown
    return type
  }

  private func type(of expression: Expression) -> ValueType? {
    if let literal = expression.kind.literalType { return literal }
    switch context.form(expression) {
    case .string(let parts, _):
      for case .interpolation(let inner) in parts { infer(inner) }
      return .string
    case .name: return typeOfName(expression)
    case .list(let items): return listType(items)
    case .map(let entries):
      for entry in entries {
        infer(entry.key)
        infer(entry.value)
      }
      return .map
    case .paren(let inner): return infer(inner)
    case .unary(let operation, let operand): return unary(operation, operand)
    case .binary(let operation, let left, let right, let span):
      return binary(operation, left, right, expression, span)
    case .call(let callee, let arguments): return call(expression, callee, arguments)
    case .index(let base, let key): return index(base, key, expression)
    case .member(let base, let name, let isOptional): return member(base, name, isOptional: isOptional)
    default: return compound(expression)
    }
  }

  private func compound(_ expression: Expression) -> ValueType? {
    switch expression.kind {
    case .lambda(let parameters, let body): return lambda(parameters, body, elements: [])
    case .ifElse(let conditional): return self.conditional(conditional, expression, isValue: true).type
    case .match(let match): return self.match(match, isValue: true).type
    case .tryElse(let attempt, let otherwise): return TypeLattice.join(infer(attempt), infer(otherwise))
    case .scan(let scan): return self.scan(scan)
    case .set(let set):
      for item in set.items + set.except { infer(item) }
      return .unknown
    default: return .unknown
    }
  }

  private func listType(_ items: [Expression]) -> ValueType? {
    guard !items.isEmpty else { return .list(.unknown) }
    var element: ValueType?
    for item in items { element = TypeLattice.join(element, infer(item)) }
    return TypeLattice.list(of: element)
  }

  // MARK: Names

  private func typeOfName(_ expression: Expression) -> ValueType? {
    if let symbol = context.symbol(expression.id) {
      if case .function(let number) = context.symbols[symbol].kind {
        return .function(context.functions[number].returnType ?? .unknown)
      }
      return context.symbols[symbol].type
    }
    return switch context.resolutions[expression.id] {
    case .state: .state
    case .flags: .flags
    case .ports: .ports
    case .technique: .technique
    case .builtin, .function: .function(.unknown)
    case .unresolved, .local, .global: .unknown
    }
  }

  // MARK: Functions as values

  /// A lambda; what it is called with is known where it stands as argument of a list method.
  func lambda(_ parameters: [Parameter], _ body: Expression, elements: [ValueType?]) -> ValueType? {
    for (place, parameter) in parameters.enumerated() {
      guard let symbol = context.symbol(parameter.name.id) else { continue }
      if let value = parameter.defaultValue { infer(value) }
      give(symbol, place < elements.count ? elements[place] : .unknown)
    }
    return .function(infer(body) ?? .unknown)
  }

  // MARK: Index

  private func index(_ base: Expression, _ key: Expression, _ whole: Expression) -> ValueType? {
    let container = infer(base)
    let place = infer(key)
    guard let container else { return nil }
    switch container {
    case .unknown, .map: return .unknown
    case .list(let element):
      expect(place, [.int], of: key, "a place in a list is counted from 0, by an int")
      return element
    case .bytes:
      expect(place, [.int], of: key, "a place in bytes is counted from 0, by an int")
      return .int
    case .optional:
      reportMaybeNone(base, container)
      return .unknown
    default:
      report(
        .notIndexable, "\(container.described) has no elements to be read by `[ ]`", at: base.span,
        label: "this is \(container.described)",
        notes: container == .string ? ["a part of a text is `s.slice(start, end)`"] : [])
      return .unknown
    }
  }

  /// Reports a value that is surely of another type than one of those wanted.
  func expect(_ type: ValueType?, _ wanted: [ValueType], of expression: Expression, _ reason: String) {
    guard let type, !wanted.contains(where: { TypeLattice.accepts($0, type) }) else { return }
    if case .optional(let inner) = type, wanted.contains(where: { TypeLattice.accepts($0, inner) }) {
      return reportMaybeNone(expression, type)
    }
    report(.wrongOperand, reason, at: expression.span, label: "this is \(type.described)")
  }

  /// Reports a value that may be none where one is needed.
  func reportMaybeNone(_ expression: Expression, _ type: ValueType, fixes: [Repair] = []) {
    report(
      .mayBeNone, "`\(context.text(expression.span))` may be none", at: expression.span,
      label: "this is \(type.described)", related: declaration(of: expression),
      notes: ["ask before: `if … != none { … }`, or say what holds then: `… ?? default`"], fixes: fixes)
  }

  /// Where the variable that an expression reads is declared.
  func declaration(of expression: Expression) -> [RelatedSpan] {
    guard let symbol = context.symbol(named: expression) ?? path(expression)?.symbol else { return [] }
    let name = context.symbols[symbol].name
    guard !name.text.isEmpty else { return [] }
    return [RelatedSpan(name.span, "`\(name.text)` is declared here")]
  }
}

extension Expression.Kind {
  /// The type of a literal that holds no other expression.
  fileprivate var literalType: ValueType? {
    switch self {
    case .missing: .unknown
    case .none: ValueType.none
    case .bool: .bool
    case .int: .int
    case .float: .float
    case .bytes: .bytes
    case .address: .address
    case .network: .network
    case .addressRange: .addressRange
    case .port: .port
    case .range: .range
    case .duration: .duration
    case .rate: .rate
    case .size: .size
    case .date: .date
    default: nil
    }
  }
}
