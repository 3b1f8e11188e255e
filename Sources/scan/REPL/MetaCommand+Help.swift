// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang
import ScanRuntime

/// Commands that explain.
extension MetaCommand {
  static let helpRows: [MetaCommand] = [
    MetaCommand(
      name: "help", aliases: ["h"], usage: "[NAME|WORD]", summary: "commands, or what a name means",
      details: "`?NAME` and `NAME?` do the same.",
      run: { session, name throws(ReplFailure) in try help(session, name) }),
    MetaCommand(
      name: "source", usage: "NAME|TECHNIQUE", summary: "how a function, technique or name was declared",
      details: "`??NAME` does the same.",
      run: { session, name throws(ReplFailure) in try source(session, name) }),
    MetaCommand(
      name: "explain", usage: "CODE|WORD", summary: "a diagnostic such as S0104, or a word of the language",
      run: { session, name throws(ReplFailure) in try explain(session, name) }),
  ]

  private static func help(_ session: ReplSession, _ name: String) throws(ReplFailure) -> ReplSession.Step {
    guard !name.isEmpty else {
      session.page(overview(columns: session.settings.columns()))
      return .next
    }
    if name.hasPrefix(":") {
      let command = String(name.dropFirst())
      guard let row = named(command) else { throw unknown(command) }
      session.page(text(of: row, columns: session.settings.columns()))
      return .next
    }
    if let description = session.checker.description(of: name) {
      session.page(text(of: name, description))
      return .next
    }
    guard let row = all.first(where: { $0.names.contains(name) }) else { return try explain(session, name) }
    // A word may be one of the language as well: `rate`, `scope`, `save`.
    let reference = Reference(adding: ProgramReference.entries)
    if !reference.meanings(of: name).isEmpty || reference.kind(named: name) != nil { _ = try explain(session, name) }
    session.page(text(of: row, columns: session.settings.columns()))
    return .next
  }

  private static func text(of row: MetaCommand, columns: Int) -> String {
    let texts = [row.summary, row.details].filter { !$0.isEmpty }
    let lines = texts.flatMap { TextWrapping.lines($0, width: max(20, columns - 2)) }
    let listing = row.listing.isEmpty ? [] : row.listing.split(separator: "\n").map(String.init)
    return ([row.form] + (lines + listing).map { "  \($0)" }).joined(separator: "\n") + "\n"
  }

  /// A name of the session: of a function how it is called, of everything else how it was declared.
  private static func text(of name: String, _ description: NameDescription) -> String {
    let documentation = description.documentation.map { indented(TerminalText.sanitized($0, keepingLines: true)) }
    let lines =
      if let signature = description.signature {
        [signature, "  \(description.kind)", documentation, "  `??\(name)` shows its source"]
      } else {
        ["\(name): \(description.kind)", documentation, indented(description.source)]
      }
    return lines.compactMap { $0 }.joined(separator: "\n") + "\n"
  }

  /// All commands, then what else there is to know at a prompt.
  private static func overview(columns: Int) -> String {
    let width = (all.map(\.form.count).max() ?? 0) + 2
    let blanks = String(repeating: " ", count: width)
    let lines = all.flatMap { row in
      TextWrapping.lines(row.summary, width: max(20, columns - width)).enumerated().map { number, line in
        (number == 0 ? row.form + blanks.dropFirst(row.form.count) : blanks) + line
      }
    }
    return (lines + [""] + habits.flatMap { TextWrapping.lines($0, width: columns) }).joined(separator: "\n") + "\n"
  }

  private static let habits = [
    "Everything else is the language: `scan 10.0.0.0/24 ports 22, 80`, `let seen = scan …`, `show seen.open`.",
    "`?WORD` tells what a word means, `?keywords`, `?clauses` or `?methods` which there are, `??NAME` shows a source. Tab "
      + "completes; twice it lists. Up finds what began like the line, Ctrl-R what holds it.",
    "Behind an entry `;` hides its value, and `&` lets it run beside what comes next. The last value is `_`, each has its "
      + "number: `_1`, `_2`. Ctrl-C stops, Ctrl-D leaves.",
  ]

  private static func explain(_ session: ReplSession, _ name: String) throws(ReplFailure) -> ReplSession.Step {
    guard !name.isEmpty else { throw ReplFailure("nothing to explain", hint: ":explain S0104, :explain silence") }
    let reference = Reference(adding: ProgramReference.entries)
    let renderer = ReferenceRenderer(width: session.settings.columns(), isColored: session.settings.isColored)
    let found = reference.meanings(of: name)
    if !found.isEmpty {
      session.page(renderer.text(found))
    } else if let kind = reference.kind(named: name) {
      session.page(renderer.list(reference.entries(of: kind)))
    } else {
      let nearest = reference.nearest(to: name)
      throw ReplFailure(
        "nothing is called \(name)", hint: nearest.map { "did you mean \($0)?" } ?? ":help lists the commands")
    }
    return .next
  }

  private static func source(_ session: ReplSession, _ name: String) throws(ReplFailure) -> ReplSession.Step {
    guard let text = session.checker.declaration(of: name) else {
      throw ReplFailure("nothing that was entered, and no technique, is called `\(name)`", hint: ":names lists names")
    }
    session.page(text + "\n")
    return .next
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }.joined(separator: "\n")
  }
}
