// SPDX-License-Identifier: GPL-3.0-or-later

/// Clauses one behind the other, as on the line of `scan` and `show`: the one under way, and which came before it.
struct ClauseLine {
  /// The word of the clause; `nil` before the first.
  private(set) var word: String?
  /// What stands behind the word.
  private(set) var operands: [Token] = []
  /// Words of clauses so far, this one too.
  private(set) var given: Set<String> = []

  /// Whether a value is wanted next.
  var wantsOperand: Bool { operands.last?.kind.wantsOperand ?? true }

  /// Reads what stands behind the last `scan` of a statement.
  init(header tokens: [Token], _ cursor: EntryCursor) {
    let start = tokens.lastIndex { $0.kind == .kwScan }.map { $0 + 1 } ?? 0
    self.init(tokens[start...], in: .scan, cursor)
  }

  /// Reads clauses of a place; what stands before the first belongs to none.
  init(_ tokens: ArraySlice<Token>, in place: ClauseWord.Place, _ cursor: EntryCursor) {
    for token in tokens {
      let text = token.kind == .identifier || token.kind.isKeyword ? cursor.text(token) : ""
      // Where a value is wanted the word is a name.
      if !wantsOperand, ClauseWord.row(text, in: place) != nil {
        word = text
        operands = []
        given.insert(text)
      } else {
        operands.append(token)
      }
    }
  }
}
