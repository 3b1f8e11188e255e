// SPDX-License-Identifier: GPL-3.0-or-later

/// Values in brackets: parentheses, lists, maps.
extension Parser {
  /// `(e)`; `scan` may stand in them alone.
  func parseParenthesised() -> Expression {
    let opener = position
    let saved = newlinesCount
    guard enter() else { return missing() }
    newlinesCount = false
    advance()
    let inner = parseValue()
    if kind == .comma { complainAboutTuple(opener) }
    closeBracket(.rightParen, of: opener)
    newlinesCount = saved
    leave()
    return node(.paren(inner), from: opener, over: inner)
  }

  private func complainAboutTuple(_ opener: Int) {
    complain(
      .severalInParentheses, "parentheses hold one value", at: here, label: "a second one begins here",
      related: [RelatedSpan(tokens[opener].span, "opened here")],
      notes: ["a list is written [a, b]; only `match (a, b)` compares several values at once"])
    lose()
  }

  /// `(a, b)` behind `match`, as a list of its values.
  func parseTuple() -> Expression {
    let (items, opener) = parseItems(until: .rightParen)
    return node(.list(items), from: opener, overAll: items)
  }

  /// `[a, b]`
  func parseList() -> Expression {
    let (items, opener) = parseItems(until: .rightBracket)
    return node(.list(items), from: opener, overAll: items)
  }

  private func parseItems(until closer: TokenKind) -> (items: [Expression], opener: Int) {
    let opener = position
    let saved = newlinesCount
    guard enter() else { return ([], opener) }
    newlinesCount = false
    advance()
    var items: [Expression] = []
    var hasComplained = false
    if kind != closer, kind != .endOfFile {
      repeat {
        items.append(parseExpression())
      } while !isLost && goesOn(until: closer, of: opener, &hasComplained)
    }
    closeBracket(closer, of: opener)
    newlinesCount = saved
    leave()
    return (items, opener)
  }

  /// `{key: value}`
  func parseMap() -> Expression {
    let opener = position
    let saved = newlinesCount
    guard enter() else { return missing() }
    newlinesCount = false
    advance()
    let entries = parseEntries(of: opener)
    closeBrace(of: opener)
    newlinesCount = saved
    leave()
    return node(.map(entries), from: opener, overAll: entries.flatMap { [$0.key, $0.value] })
  }

  private func parseEntries(of opener: Int) -> [MapEntry] {
    var entries: [MapEntry] = []
    var hasComplained = false
    guard kind != .rightBrace, kind != .endOfFile else { return [] }
    repeat {
      entries.append(parseEntry())
    } while !isLost && goesOn(until: .rightBrace, of: opener, &hasComplained)
    return entries
  }

  private func parseEntry() -> MapEntry {
    let key = parseKey()
    guard !isLost else { return MapEntry(key: key, value: missing()) }
    guard kind == .colon else {
      let shown = source.text(key.span)
      complain(
        .entryWithoutColon, "a map entry needs a colon and a value", at: key.span.after, label: "`: …` belongs here",
        notes: ["braces where a value is wanted hold a map: {\(shown): 1}"])
      lose()
      return MapEntry(key: key, value: missing())
    }
    if !tokens[position].flags.contains(.blankAfter) {
      complain(
        .entryTight, "a blank follows the colon of a map entry", at: here, label: "a blank belongs behind it",
        fixes: [Repair(replace: here.after, with: " ", "", isSafe: true)])
    }
    advance()
    return MapEntry(key: key, value: parseExpression())
  }

  /// A bare word is a string; a single literal stands before its colon as it is.
  private func parseKey() -> Expression {
    let start = position
    guard peek() == .colon else { return parseBinary(.union) }
    if kind.isWord {
      advance()
      return node(.string([.text(text(start))], isRaw: false), from: start)
    }
    return parsePrimary()
  }
}
