// SPDX-License-Identifier: GPL-3.0-or-later

/// Set expressions: `a, b except c` (language reference, section 3).
extension Parser {
  /// A comma list of operands, then at most one `except` list.
  func parseSet() -> SetSyntax {
    let start = position
    let items = parseOperands()
    var except: [Expression] = []
    var first: SourceSpan?
    while kind == .kwExcept, !isAtLineBreak {
      if let first {
        complain(
          .secondExcept, "a set has one `except` list", at: here, label: "a second one",
          related: [RelatedSpan(first, "the first is here")],
          fixes: [Repair(replace: behind.joined(with: here), with: ",", "goes on with the first", isSafe: true)])
      }
      first = here
      advance()
      except += parseOperands()
    }
    return SetSyntax(items: items, except: except, span: span(from: start))
  }

  /// One operand, and one behind `except`: where a comma has another meaning.
  func parseSingleSet() -> SetSyntax {
    let start = position
    let items = [parseBinary(.union)]
    let except = kind == .kwExcept && take(.kwExcept) ? [parseBinary(.union)] : []
    return SetSyntax(items: items, except: except, span: span(from: start))
  }

  /// A set where an expression is required.
  func parseSetExpression(single: Bool) -> Expression {
    let start = position
    let set = single ? parseSingleSet() : parseSet()
    return node(.set(set), from: start, overAll: set.items + set.except)
  }

  /// Operands separated by commas.
  func parseOperands() -> [Expression] {
    guard kind != .leftBrace else { return [missingValue()] }
    var items: [Expression] = []
    repeat {
      items.append(parseBinary(.union))
    } while kind == .comma && takeComma()
    return items
  }

  /// Takes a comma; whether the list goes on behind it.
  ///
  /// A trailing comma ends a list: before a bracket, `except`, or a new line that begins with a clause word.
  func takeComma() -> Bool {
    let comma = position
    advance()
    guard !isLost else { return false }
    if let place, isAtClause(of: place) {
      if !hasNewline(before: position) { complainAboutComma(comma, place) }
      return false
    }
    switch kind {
    case .leftParen, .leftBracket, .minus, .invalid: return true
    // On a line of their own these are the next statement.
    case .kwIf, .kwMatch: return !hasNewline(before: position)
    default: return kind.startsPlainValue
    }
  }

  private func complainAboutComma(_ comma: Int, _ place: ClauseWord.Place) {
    let inHeader = isInHeader
    if !inHeader { endedByComma = position }
    complain(
      .commaBetweenClauses, "no comma stands before the clause `\(text(position))`", at: tokens[comma].span,
      label: "a comma goes on with the list before it",
      fixes: [
        Repair(
          replace: tokens[comma].span, with: inHeader ? "" : ";",
          inHeader ? "clauses follow each other" : "ends a clause",
          isSafe: true)
      ])
  }

  /// Whether a clause word and something that it could take stand next.
  func isAtClause(of place: ClauseWord.Place) -> Bool {
    guard kind.isWord, ClauseWord.row(text(position), in: place) != nil else { return false }
    let next = min(position + 1, tokens.count - 1)
    if hasNewline(before: next) { return kind.isKeyword }
    let after = tokens[next].kind
    return after.startsPlainValue || after.isKeyword && after != .kwExcept && after != .kwAs
  }
}
