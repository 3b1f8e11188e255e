// SPDX-License-Identifier: GPL-3.0-or-later

/// Functions, methods and fields.
extension Reference {
  static let functionEntries: [ReferenceEntry] = BuiltinTable.rows.map { row in
    var entry = ReferenceEntry(
      .function, row.builtin.rawValue, signature: row.signature, row.documentation,
      facts: row.effect == .none ? [] : [ReferenceEntry.Fact("effect", row.effect.documentation)], example: row.example,
      frame: row.example.hasPrefix("on ") ? .scan : .statement)
    entry.waits = row.waits
    entry.sends = row.effect == .sends
    return entry
  }

  static let methodEntries: [ReferenceEntry] = MethodTable.rows.map { row in
    ReferenceEntry(
      .method, row.name.rawValue, place: row.receiver.name, signature: row.signature, row.documentation,
      example: row.example)
  }

  static let fieldEntries: [ReferenceEntry] = FieldTable.rows.map { row in
    ReferenceEntry(
      .field, row.name.rawValue, place: row.receiver.name,
      signature: "\(row.receiver.name).\(row.name.rawValue): \(row.type.name)", row.documentation,
      example: row.example, frame: TypeRow.row(row.receiver)?.frame ?? .statement)
  }
}

extension BuiltinRow {
  /// `top_ports(count: int) -> ports`
  public var signature: String { "\(builtin.rawValue)(\(parameters.signature)) -> \(result.name)" }
}

extension MethodRow {
  /// `list.take(count: int) -> list`
  public var signature: String { "\(receiver.name).\(name.rawValue)(\(parameters.signature)) -> \(result.name)" }
}

extension FieldRow {
  /// How a script reads it of a value of its type.
  public var example: String {
    let sample = TypeRow.row(receiver)?.sample ?? "x"
    // A handler's error is read where it is handed over, all others anywhere.
    let isHandled = receiver == .record(.handlerError)
    return isHandled ? "on error as e { print(e.\(name.rawValue)) }" : "print(\(sample).\(name.rawValue))"
  }
}

extension [SignatureParameter] {
  fileprivate var signature: String { map(\.signature).joined(separator: ", ") }
}

extension SignatureParameter {
  /// `tries: int = 3`, `values…`
  var signature: String {
    let type = types.isEmpty ? "" : ": " + types.map(\.name).joined(separator: " | ")
    return name + (isVariadic ? "…" : "") + type + (defaultText.map { " = \($0)" } ?? "")
  }
}

extension ResultRule {
  /// The type in a signature.
  var name: String {
    switch self {
    case .type(let type): type.signatureName
    case .receiver: "list"
    case .element: "element"
    case .listOfFunctionResult, .functionResult: "list"
    case .firstArgument: "list"
    case .joinedArguments: "value"
    case .rounded: "int | float"
    }
  }
}

extension ValueType {
  /// The name with what a list holds: `list of port result`.
  fileprivate var signatureName: String {
    switch self {
    case .list(let element) where element != .unknown: "list of \(element.name)"
    case .optional(let inner): "\(inner.signatureName) | none"
    case .unknown: "value"
    default: name
    }
  }
}
