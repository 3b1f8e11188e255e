// SPDX-License-Identifier: GPL-3.0-or-later

/// What other languages write differently: reported once, and read as what was meant.
extension Lexer {
  /// An operator of another language, as the token that is meant.
  mutating func foreign(_ kind: TokenKind, length: Int, _ plain: String, _ headline: String) {
    let place = span(cursor, cursor + length)
    report(
      Diagnostic(
        .foreignOperator, headline, at: place, label: "not an operator of this language",
        fixes: [Repair(replace: place, with: plain, isSafe: kind != .star)]))
    emit(kind, to: cursor + length, diagnosed: true)
  }

  /// `&&`, `||`
  mutating func doubleLogic(_ byte: UInt8) {
    let isAnd = byte == UInt8(ascii: "&")
    let word = isAnd ? "and" : "or"
    let place = span(cursor, cursor + 2)
    report(
      Diagnostic(
        isAnd ? .doubleAmpersand : .doublePipe, "conditions are joined by `\(word)`", at: place,
        label: "write `\(word)`",
        fixes: [Repair(replace: place, with: spaced(word, place), isSafe: true)]))
    emit(isAnd ? .kwAnd : .kwOr, to: cursor + 2, diagnosed: true)
  }

  /// A word in place of an operator, with the blanks that it needs.
  private func spaced(_ word: String, _ place: SourceSpan) -> String {
    let start = Int(place.start)
    let before = start > 0 && bytes[start - 1].continuesName ? " " : ""
    return before + word + (byte(Int(place.end)).isBlank || byte(Int(place.end)) == UInt8(ascii: "\n") ? "" : " ")
  }

  /// `!x`
  mutating func not() {
    let end = nameEnd(cursor + 1)
    let place = span(cursor, cursor + 1)
    let hasName = end > cursor + 1 && end - cursor <= 60
    let before = cursor > 0 && bytes[cursor - 1].continuesName ? " " : ""
    let fix =
      hasName
      ? Repair(replace: span(cursor, end), with: before + "not " + text(cursor + 1, end), isSafe: true)
      : Repair(replace: place, with: spaced("not", place), isSafe: true)
    report(
      Diagnostic(
        .exclamationMark, "the opposite of a condition is written `not`", at: place, label: "write `not`", fixes: [fix])
    )
    emit(.kwNot, to: cursor + 1, diagnosed: true)
  }

  /// `!~`
  mutating func notMatching() {
    foreign(.tilde, length: 2, "~", "there is no `!~`: write `not (text ~ pattern)`")
  }

  /// `a..b`
  mutating func dots() {
    let end = dotsEnd(cursor)
    let isBetween = isStuckToOperand && byte(end).continuesName
    let first = tokens.last.map { Int($0.start) } ?? cursor
    let last = nameEnd(end)
    let isWhole =
      isBetween && last - first <= 60 && tokens.last.map { isWordlike($0.kind) } ?? false
      && !isPart(first, last)
    let fix = isWhole ? "range(\(text(first, cursor)), \(text(end, last)))" : ""
    report(
      Diagnostic(
        .dottedRange, "a range between values is written `range(a, b)`",
        at: isWhole ? span(first, last) : span(cursor, end),
        label: "both ends included", fixes: isWhole ? [Repair(replace: span(first, last), with: fix)] : []))
    emit(isBetween ? .minus : .invalid, to: end, diagnosed: true)
  }

  /// `x++`, `x--`
  mutating func doubleSign(_ assignment: String) {
    guard let last = tokens.last, last.end == cursor, last.kind == .identifier else {
      let kind: TokenKind = assignment == "+=" ? .plus : .minus
      return foreign(kind, length: 2, String(assignment.prefix(1)), "`\(text(cursor, cursor + 2))` is no operator")
    }
    let place = span(cursor, cursor + 2)
    let step = "\(source.text(last.span)) \(assignment) 1"
    let isStatement = isLastAlone && isEntryEnd(cursor + 2)
    report(
      Diagnostic(
        .foreignOperator, "a step is written `\(assignment) 1`", at: place, label: "not an operator of this language",
        notes: isStatement ? [] : ["it is a statement of its own: `\(step)`, before or after this one"],
        fixes: isStatement ? [Repair(replace: last.span.joined(with: place), with: step, isSafe: true)] : []))
    pass(.skipped, to: cursor + 2)
  }

  /// Whether the last token begins its statement.
  private var isLastAlone: Bool {
    guard let last = tokens.last, tokens.count > 1, !last.flags.contains(.newlineBefore) else { return true }
    let before = tokens[tokens.count - 2].kind
    return before == .semicolon || before == .leftBrace || before == .fatArrow
  }

  /// Whether a statement surely ends at an offset.
  private func isEntryEnd(_ offset: Int) -> Bool {
    var offset = offset
    while byte(offset).isBlank { offset += 1 }
    guard offset < bytes.count else { return true }
    return "\r\n;}#".utf8.contains(byte(offset))
  }

  /// `//` up to the end of the line, `/*` up to its end.
  mutating func foreignComment(_ next: UInt8) {
    let place = span(cursor, cursor + 2)
    let end = next == UInt8(ascii: "*") ? blockCommentEnd(cursor + 2) : lineEndOffset(cursor)
    let isDivision = next == UInt8(ascii: "/") && isBehindOperand
    report(
      Diagnostic(
        .foreignComment, "a comment begins with `#`", at: place, label: "not a comment here",
        notes: isDivision ? ["whole numbers are divided by a call: 7.div(2) is 3"] : [],
        fixes: [Repair(replace: place, with: "#")]))
    checkCharacters(cursor, end)
    let hasLineEnd = bytes[cursor..<end].contains(UInt8(ascii: "\n"))
    pass(.skipped, to: end)
    pending.insert(.blankBefore)
    if hasLineEnd { pending.insert(.newlineBefore) }
  }

  private func blockCommentEnd(_ start: Int) -> Int {
    var end = start
    while end < bytes.count, !begins("*/", at: end) { end += 1 }
    return min(end + 2, bytes.count)
  }

  /// Whether an operand stands before on the same line.
  private var isBehindOperand: Bool {
    guard let last = tokens.last, !pending.contains(.newlineBefore) else { return false }
    return last.kind == .identifier || last.kind.surelyEndsOperand
  }

  // MARK: Dollars

  mutating func dollar() {
    let next = byte(cursor + 1)
    if next == UInt8(ascii: "{") { return dollarBraces() }
    guard next.beginsName else {
      return unexpected(to: cursor + 1, label: "names have no mark")
    }
    let end = nameEnd(cursor + 1)
    let place = span(cursor, end)
    report(
      Diagnostic(
        .dollarName, "names are written without `$`", at: place, label: "just `\(quote(cursor + 1, end))`",
        fixes: [Repair(replace: place, with: text(cursor + 1, end), isSafe: true)]))
    pass(.skipped, to: cursor + 1)
    pending.insert(.diagnosed)
  }

  private mutating func dollarBraces() {
    let name = nameEnd(cursor + 2)
    let isName = name > cursor + 2 && byte(name) == UInt8(ascii: "}")
    let place = span(cursor, isName ? name + 1 : cursor + 2)
    report(
      Diagnostic(
        .dollarBraces, "`${...}` has no meaning outside a text, and within one it is `\\(...)`", at: place,
        label: isName ? "just `\(quote(cursor + 2, name))`" : "",
        fixes: isName ? [Repair(replace: place, with: text(cursor + 2, name), isSafe: true)] : []))
    modes.append(.dollarBrace)
    emit(.leftParen, to: cursor + 2, diagnosed: true)
  }

  // MARK: Others

  /// ASCII characters that no token begins with.
  mutating func strangeCharacter(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\\"):
      unexpected(to: cursor + 1, label: "lines go on behind an operator, a comma and in brackets")
    case UInt8(ascii: "`"): unexpected(to: cursor + 1, label: "texts stand between double quotes")
    case UInt8(ascii: "^"): unexpected(to: cursor + 1, label: "there is no such operator")
    case UInt8(ascii: "@"): unexpected(to: cursor + 1, label: "a place is named by the word `at`")
    default: unexpected(to: cursor + 1)
    }
  }
}
