// SPDX-License-Identifier: GPL-3.0-or-later

/// Every word of the language with its meanings, gathered from the tables that parser, checker and engines work from.
public struct Reference: Sendable {
  /// All entries, by kind.
  public let entries: [ReferenceEntry]

  /// The language; `further` adds what only the program around it knows: its commands and options.
  public init(adding further: [ReferenceEntry] = []) {
    let all = Self.language + further
    entries = ReferenceKind.allCases.flatMap { kind in all.filter { $0.kind == kind } }
  }

  /// All entries of one kind.
  public func entries(of kind: ReferenceKind) -> [ReferenceEntry] { entries.filter { $0.kind == kind } }

  /// What a word means, every meaning of it; empty when it has none.
  ///
  /// Taken are the word, the word with its place (`list.sort_by`), a diagnostic with or without its letter, a call
  /// with its parentheses, an option with its dashes. A word in other letters is found when nothing has it as written.
  public func meanings(of word: String) -> [ReferenceEntry] {
    let exact = entries.filter { $0.name == word || $0.qualifiedName == word }
    if !exact.isEmpty { return exact }
    if let row = DiagnosticTable.row(for: word) { return entries.filter { $0.name == row.text } }
    let bare = Self.bare(word)
    let folded = bare.lowercased()
    return entries.filter { $0.name.lowercased() == folded || $0.qualifiedName.lowercased() == folded }
  }

  /// The kind that a word names: `methods`, `method`.
  public func kind(named word: String) -> ReferenceKind? {
    ReferenceKind.allCases.first { $0.plural == word.lowercased() || $0.rawValue == word.lowercased() }
  }

  /// The word that a misspelt one may have been.
  public func nearest(to word: String) -> String? {
    let bare = Self.bare(word)
    let names = entries.map { bare.contains(".") ? $0.qualifiedName : $0.name }
    return Spelling.nearest(to: bare, in: names + ReferenceKind.allCases.map(\.plural))
  }

  /// `--seed` and `print()` without what is no part of the name.
  private static func bare(_ word: String) -> String {
    var word = Substring(word)
    while word.hasPrefix("-"), word.utf8.count > 2 { word = word.dropFirst() }
    if let bracket = word.firstIndex(of: "("), bracket != word.startIndex { word = word[..<bracket] }
    return String(word)
  }

  private static let language: [ReferenceEntry] =
    keywordEntries + clauseEntries + wordEntries + operatorEntries + literalEntries + typeEntries + constantEntries
    + functionEntries + methodEntries + fieldEntries + techniqueEntries + reasonEntries + moduleEntries
    + outcomeEntries + formatEntries + diagnosticEntries
}
