// SPDX-License-Identifier: GPL-3.0-or-later

/// Reserved words, clause words, words within clauses, operators.
extension Reference {
  static let keywordEntries: [ReferenceEntry] = Keyword.all.map { row in
    ReferenceEntry(.keyword, row.word, row.documentation, example: row.example, frame: row.frame)
  }

  static let clauseEntries: [ReferenceEntry] = ClauseWord.all.map { row in
    ReferenceEntry(
      .clause, row.word, place: row.place.rawValue, signature: row.signature, row.documentation,
      facts: row.defaultText.map { [ReferenceEntry.Fact("default", $0)] } ?? [], example: row.example,
      frame: row.place.frame(row.word))
  }

  static let wordEntries: [ReferenceEntry] = ChoiceWord.all.map { row in
    ReferenceEntry(.word, row.word, place: row.place, row.documentation, example: row.example, frame: row.frame)
  }

  static let operatorEntries: [ReferenceEntry] = OperatorRow.all.map { row in
    ReferenceEntry(
      .operator, row.symbol, signature: row.form, row.documentation,
      facts: row.takes.map { [ReferenceEntry.Fact("takes", $0)] } ?? [], example: row.example)
  }
}

extension ClauseWord.Place {
  /// What must stand around an example of a word in this place.
  func frame(_ word: String) -> ExampleFrame {
    switch self {
    case .scan, .handler: .scan
    case .expect: .expect
    case .scope: .scopeFile
    case .limits: .limits
    case .technique: word == "send" || word == "connect" ? .probe : .technique
    case .network: .network
    case .host: .host
    case .show: .show
    }
  }
}
