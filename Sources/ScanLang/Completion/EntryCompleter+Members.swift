// SPDX-License-Identifier: GPL-3.0-or-later

/// What stands behind a dot, and columns of a table.
extension EntryCompleter {
  /// Fields and methods of what stands before the dot, by the type that the checker gives it, else by its value.
  func members(_ request: Request) -> [CompletionCandidate] {
    let offset = request.cursor.start
    let typed = String(decoding: request.cursor.source.bytes, as: UTF8.self)
    // Some name makes the expression whole; which one does not matter.
    let draft = EntryDraft(typed + "_" + request.frames.closers, after: session)
    switch draft.receiver(ofNameAt: offset) {
    case nil: return []
    case .module(let number):
      return draft.exports(of: number).map { name, type in
        if case .function? = type { return CompletionCandidate("\(name)(", "a function", ending: .nothing) }
        return CompletionCandidate(name, type.map(\.name) ?? "")
      }
    case .value(.map, let name?): return keys(of: name) + Self.members(of: .map)
    case .value(let type, _): return Self.members(of: type)
    case .unknown(let name):
      let type = session.slot(of: name).flatMap(surroundings.type(ofSlot:))
      return keys(of: name) + (type.map(Self.members) ?? [])
    }
  }

  private func keys(of name: String) -> [CompletionCandidate] {
    guard let slot = session.slot(of: name) else { return [] }
    return surroundings.keys(ofSlot: slot).map { CompletionCandidate($0, "a key of this map", ending: .nothing) }
  }

  private static func members(of type: ValueType) -> [CompletionCandidate] {
    var receiver = type
    if case .optional(let inner) = type { receiver = inner }
    let fields = FieldTable.rows(of: receiver).map { row in
      CompletionCandidate(row.name.rawValue, row.documentation, ending: .nothing)
    }
    let methods = MethodTable.rows(of: receiver).map { row in
      let form = row.parameters.isEmpty ? "()" : "("
      return CompletionCandidate(row.name.rawValue + form, row.documentation, ending: .nothing)
    }
    return fields + methods
  }

  /// Columns that the list of a `show` has, and techniques, which are columns of ports.
  func columns(_ request: Request) -> [CompletionCandidate] {
    let text = String(decoding: request.cursor.source.bytes, as: UTF8.self)
    let shown = EntryDraft(text + "_" + request.frames.closers, after: session).shownType
    guard case .list(let element)? = shown, case .record = element else { return portColumns }
    let fields = FieldTable.rows(of: element).map { CompletionCandidate($0.name.rawValue, $0.documentation) }
    return element == .record(.portResult) ? portColumns : fields
  }

  private var portColumns: [CompletionCandidate] {
    FieldTable.rows(of: .portResult).map { CompletionCandidate($0.name.rawValue, $0.documentation) }
      + session.techniqueNames.map { CompletionCandidate($0, "what this technique says of the port") }
  }
}
