// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Commands that list what the language has.
extension MetaCommand {
  static let tableRows: [MetaCommand] = [
    MetaCommand(
      name: "techniques", summary: "ways to ask a port",
      run: { session, _ in list(.technique, session) }),
    MetaCommand(
      name: "builtins", summary: "functions of the language",
      run: { session, _ in list(.function, session) }),
    MetaCommand(
      name: "fields", usage: "TYPE|NAME", summary: "fields of a type, or of a value at hand",
      run: { session, name throws(ReplFailure) in try fields(session, name) }),
  ]

  private static func list(_ kind: ReferenceKind, _ session: ReplSession) -> ReplSession.Step {
    let reference = Reference(adding: [])
    let renderer = ReferenceRenderer(width: session.settings.columns(), isColored: session.settings.isColored)
    session.page(renderer.list(reference.entries(of: kind)))
    return .next
  }

  private static func fields(_ session: ReplSession, _ name: String) throws(ReplFailure) -> ReplSession.Step {
    let live = session.checker.slot(of: name).flatMap { session.values[$0]?.fields }
    let known = ValueType.named(name).map { FieldTable.rows(of: $0) }
    let record = RecordKind.allCases.first { $0.rawValue == name }.map { FieldTable.rows(of: $0) }
    let rows = [live, known, record].compactMap { $0 }.first { !$0.isEmpty } ?? []
    guard !rows.isEmpty else {
      let types = Set(FieldTable.rows.map(\.receiver.name)).sorted().joined(separator: ", ")
      throw ReplFailure("no fields are known of `\(name)`", hint: "types with fields: \(types)")
    }
    let width = rows.map(\.name.rawValue.count).max() ?? 0
    let lines = rows.map { row in
      row.name.rawValue + String(repeating: " ", count: width - row.name.rawValue.count + 2) + row.documentation
    }
    session.page(lines.joined(separator: "\n") + "\n")
    return .next
  }
}
