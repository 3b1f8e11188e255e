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
      session.page(overview)
      return .next
    }
    let command = name.hasPrefix(":") ? String(name.dropFirst()) : name
    if let row = named(command), name.hasPrefix(":") || session.checker.kind(of: name) == nil {
      let texts = [row.summary, row.details].filter { !$0.isEmpty }
      let lines = texts.flatMap { TextWrapping.lines($0, width: max(20, session.settings.columns() - 2)) }
      let listing = row.listing.isEmpty ? [] : row.listing.split(separator: "\n").map(String.init)
      session.page(([row.form] + (lines + listing).map { "  \($0)" }).joined(separator: "\n") + "\n")
      return .next
    }
    if let description = session.checker.description(of: name) {
      session.page(text(of: name, description))
      return .next
    }
    return try explain(session, name)
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

  /// All commands, one line each.
  private static var overview: String {
    let width = all.map(\.form.count).max() ?? 0
    let lines = all.map { row in
      row.form + String(repeating: " ", count: width - row.form.count + 2) + row.summary
    }
    let signs = [
      "", "Behind an entry `;` hides its value, and `&` lets it run beside what comes next.",
      "The last value is `_`, the one before it has its number: `_1`, `_2`. Ctrl-C stops, Ctrl-D leaves.",
    ]
    return (lines + signs).joined(separator: "\n") + "\n"
  }

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
