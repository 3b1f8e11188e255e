// SPDX-License-Identifier: GPL-3.0-or-later

extension TypeInference {
  /// `x.name`, `x?.name` as a value.
  func member(_ base: Expression, _ name: Name, isOptional: Bool) -> ValueType? {
    guard let receiver = receiver(base, isOptional: isOptional, name) else { return nil }
    let type = fieldType(receiver.type, name)
    return receiver.isOptional ? type.map(TypeLattice.optional) : type
  }

  /// The type before a dot, without "or none"; reports a plain dot on what may be none.
  func receiver(_ base: Expression, isOptional: Bool, _ name: Name) -> (type: ValueType, isOptional: Bool)? {
    guard let type = infer(base) else { return nil }
    switch type {
    case .optional(let inner) where isOptional: return (inner, true)
    case .optional, .none:
      if isOptional { return (.unknown, false) }
      let dot = SourceSpan(start: base.span.end, end: name.span.start, file: base.span.file)
      let fixes = context.text(dot) == "." ? [Repair(replace: dot, with: "?.", "none if it is none")] : []
      reportMaybeNone(base, type, fixes: fixes)
      return (.unknown, false)
    default: return (type, false)
    }
  }

  private func fieldType(_ receiver: ValueType, _ name: Name) -> ValueType? {
    if receiver == .unknown || name.text.isEmpty { return .unknown }
    if let field = FieldName(rawValue: name.text), let row = FieldTable.row(receiver, field) {
      return result(row.type, receiver: receiver, arguments: [])
    }
    if receiver == .map { return .unknown }
    if let method = MethodName(rawValue: name.text), let row = MethodTable.row(receiver, method) {
      report(
        .methodNotCalled, "`\(name.text)` does work and is called", at: name.span,
        label: "a method of \(receiver.described)",
        fixes: row.parameters.allSatisfy(\.isOptional)
          ? [Repair(replace: name.span, with: name.text + "()", isSafe: true)] : [], notes: ["as in `\(row.example)`"])
      return .unknown
    }
    reportUnknownMember(receiver, name)
    return .unknown
  }

  private func report(
    _ code: DiagnosticCode, _ headline: String, at span: SourceSpan, label: String, fixes: [Repair], notes: [String]
  ) {
    report(code, headline, at: span, label: label, notes: notes, fixes: fixes)
  }

  /// Reports a field or method that a type does not have.
  func reportUnknownMember(_ receiver: ValueType, _ name: Name, isCalled: Bool = false) {
    let fields = FieldTable.rows(of: receiver).map(\.name.rawValue)
    let methods = MethodTable.rows(of: receiver).map(\.name.rawValue)
    var notes: [String] = []
    if !fields.isEmpty { notes.append("fields: \(fields.joined(separator: ", "))") }
    if !methods.isEmpty { notes.append("methods: \(methods.map { $0 + "()" }.joined(separator: ", "))") }
    var fixes: [Repair] = []
    if let other = Self.otherWords[name.text], (fields + methods).contains(other) {
      fixes = [Repair(replace: name.span, with: other, "did you mean `\(other)`?")]
    } else if isReporting {
      fixes = context.didYouMean(name.text, at: name.span, fields + methods)
    }
    report(
      isCalled ? .unknownMethod : .unknownField, "there is no `\(name.text)` in \(receiver.described)", at: name.span,
      label: isCalled ? "no such method" : "no such field", notes: notes, fixes: fixes)
  }

  /// What other languages call these.
  private static let otherWords: [String: String] = [
    "length": "count", "len": "count", "size": "count", "filter": "where", "ip": "address", "addr": "address",
    "proto": "protocol", "status": "state", "hostname": "name", "append": "count", "sort": "sort_by", "strip": "trim",
    "has": "contains", "some": "any", "every": "all", "latency": "rtt", "to_upper": "upper", "to_lower": "lower",
  ]

  // MARK: Result rules

  /// What a builtin, method or property gives.
  func result(_ rule: ResultRule, receiver: ValueType, arguments: [ValueType?]) -> ValueType? {
    switch rule {
    case .type(let type): return type
    case .receiver: return receiver
    case .element:
      if case .list(let element) = receiver { return element }
      return .unknown
    case .listOfFunctionResult: return TypeLattice.list(of: functionResult(arguments.first ?? nil))
    case .functionResult:
      let type = functionResult(arguments.first ?? nil)
      if case .list? = type { return type }
      return .list(.unknown)
    case .firstArgument: return arguments.first ?? .unknown
    case .joinedArguments: return joined(arguments)
    case .rounded: return arguments.count > 1 ? .float : .int
    }
  }

  private func functionResult(_ type: ValueType?) -> ValueType? {
    if case .function(let result)? = type { return result }
    return type == nil ? nil : .unknown
  }

  private func joined(_ arguments: [ValueType?]) -> ValueType? {
    if arguments.count == 1 {
      if case .list(let element)? = arguments[0] { return element }
      return arguments[0] == nil ? nil : .unknown
    }
    if arguments.contains(where: { $0 == nil }) { return nil }
    let types = arguments.compactMap { $0 }
    guard let first = types.first, types.allSatisfy({ $0 == first }) else { return .unknown }
    return first
  }
}
