// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Literals, types, constants, states, techniques, reasons.
extension Reference {
  static let literalEntries: [ReferenceEntry] = LiteralForm.all.map { row in
    ReferenceEntry(.literal, row.name, row.documentation, example: row.example, frame: .file)
  }

  static let typeEntries: [ReferenceEntry] = TypeRow.all.map { row in
    ReferenceEntry(.type, row.type.name, row.documentation, example: row.example, frame: row.frame)
  }

  static let constantEntries: [ReferenceEntry] =
    Predeclared.states.map { row in
      ReferenceEntry(
        .state, row.name, row.documentation, example: "expect p.state != \(row.name) or p.port.number > 0, \"known\"")
    }
    + Predeclared.mixtures.map { row in
      ReferenceEntry(.state, row.name, row.documentation, example: "print(\(row.name))")
    }
    + Predeclared.flags.map { row in
      ReferenceEntry(
        .constant, row.name, row.documentation, facts: [ReferenceEntry.Fact("type", "flags")],
        example: "print(\(row.name))")
    }
    + Predeclared.portSets.map { row in
      ReferenceEntry(
        .constant, row.name, row.documentation, facts: [ReferenceEntry.Fact("type", "ports")],
        example: "print(\(row.name).count)")
    }

  static let techniqueEntries: [ReferenceEntry] = {
    let prelude = Parser.parse(Prelude.source())
    return prelude.statements.compactMap { techniqueEntry($0, in: prelude) }
  }()

  private static func techniqueEntry(_ statement: Statement, in tree: SyntaxTree) -> ReferenceEntry? {
    guard case .technique(let declaration) = statement.kind, let technique = Prelude.technique(declaration.name.text)
    else { return nil }
    let source = String(
      decoding: tree.source.bytes[Int(declaration.span.start)..<Int(declaration.span.end)], as: UTF8.self)
    let states = technique.possibleStates.map(\.description).joined(separator: ", ")
    let privilege = technique.needsRawSocket ? "raw sockets (CAP_NET_RAW)" : "none"
    let facts = [
      ReferenceEntry.Fact("ports", technique.transport.description), ReferenceEntry.Fact("states", states),
      ReferenceEntry.Fact("privilege", privilege),
    ]
    var entry = ReferenceEntry(
      .technique, technique.name, signature: source, statement.documentation ?? "", facts: facts,
      example: "scan dmz ports \(technique.transport == .udp ? "53/udp" : "web") using \(technique.name)"
        + (technique.needsRawSocket ? " else connect" : ""), frame: .file)
    entry.waits = true
    entry.sends = true
    return entry
  }

  static let reasonEntries: [ReferenceEntry] = Reason.allCases.map { reason in
    ReferenceEntry(
      .reason, reason.word, reason.meaning, facts: reason.origin.map { [ReferenceEntry.Fact("comes from", $0)] } ?? [],
      example: "print(p.reason == \"\(reason.word)\")")
  }
}
