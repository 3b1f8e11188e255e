// SPDX-License-Identifier: GPL-3.0-or-later

/// Brackets, separators and operators.
extension Lexer {
  /// An ASCII character that begins no word, number, text or comment.
  mutating func punctuation(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "("): bracket(.leftParen, to: cursor + 1)
    case UInt8(ascii: ")"): bracket(.rightParen, to: cursor + 1)
    case UInt8(ascii: "["): bracket(.leftBracket, to: cursor + 1)
    case UInt8(ascii: "]"): bracket(.rightBracket, to: cursor + 1)
    case UInt8(ascii: "{"): bracket(.leftBrace, to: cursor + 1)
    case UInt8(ascii: "}"): bracket(.rightBrace, to: cursor + 1)
    case UInt8(ascii: ","): emit(.comma, to: cursor + 1)
    case UInt8(ascii: ";"): semicolon()
    case UInt8(ascii: ":"): colon()
    case UInt8(ascii: "."): dot()
    case UInt8(ascii: "~"): emit(.tilde, to: cursor + 1)
    case UInt8(ascii: "'"): beginText(.single, length: 1)
    case UInt8(ascii: "$"): dollar()
    default: operatorSign(byte)
    }
  }

  private mutating func operatorSign(_ byte: UInt8) {
    let next = self.byte(cursor + 1)
    switch byte {
    case UInt8(ascii: "="): equals(next)
    case UInt8(ascii: "<"): less(next)
    case UInt8(ascii: ">"):
      next == UInt8(ascii: "=") ? emit(.greaterOrEqual, to: cursor + 2) : emit(.greater, to: cursor + 1)
    case UInt8(ascii: "!"): exclamation(next)
    case UInt8(ascii: "&"): doubled(byte, next, .ampersand)
    case UInt8(ascii: "|"): doubled(byte, next, .pipe)
    case UInt8(ascii: "+"): plus(next)
    case UInt8(ascii: "-"): minus(next)
    case UInt8(ascii: "*"): star(next)
    case UInt8(ascii: "/"): slash(next)
    case UInt8(ascii: "%"): tightOperator(.percentSign)
    case UInt8(ascii: "?"): question(next)
    default: strangeCharacter(byte)
    }
  }

  // MARK: Brackets

  /// A bracket, or another kind in place of a look-alike; keeps the stack of what is open.
  mutating func bracket(_ kind: TokenKind, to end: Int, diagnosed: Bool = false) {
    switch kind {
    case .leftParen: modes.append(.paren)
    case .leftBracket: modes.append(.bracket)
    case .leftBrace: modes.append(.brace)
    case .rightParen: return closeParen(to: end, diagnosed: diagnosed)
    case .rightBracket: if case .bracket = modes.last { modes.removeLast() }
    case .rightBrace: return closeBrace(to: end)
    default: break
    }
    emit(kind, to: end, diagnosed: diagnosed)
  }

  /// `)` ends the innermost parenthesis or interpolation; brackets of other kinds inside it stay unclosed.
  private mutating func closeParen(to end: Int, diagnosed: Bool) {
    if interpolations > 0 {
      while let mode = modes.last {
        if case .paren = mode { break }
        modes.removeLast()
        if case .interpolation = mode {
          interpolations -= 1
          return emit(.interpolationEnd, to: end, diagnosed: diagnosed)
        }
      }
    }
    if case .paren = modes.last { modes.removeLast() }
    emit(.rightParen, to: end, diagnosed: diagnosed)
  }

  private mutating func closeBrace(to end: Int) {
    let mode = modes.last
    if case .dollarBrace = mode {
      modes.removeLast()
      return emit(.rightParen, to: end, diagnosed: true)
    }
    if case .brace = mode { modes.removeLast() }
    emit(.rightBrace, to: end)
  }

  // MARK: Separators

  private mutating func semicolon() {
    var end = cursor + 1
    while end < bytes.count, bytes[end].isBlank || bytes[end] == UInt8(ascii: "\r") { end += 1 }
    let isLast = end >= bytes.count || bytes[end] == UInt8(ascii: "\n") || bytes[end] == UInt8(ascii: "#")
    guard isLast else { return emit(.semicolon, to: cursor + 1) }
    report(
      Diagnostic(
        .semicolonAtLineEnd, "no `;` at the end of a line", at: span(cursor, cursor + 1),
        label: "the line end is enough", fixes: [Repair(replace: span(cursor, cursor + 1), with: "", isSafe: true)]))
    pass(.skipped, to: cursor + 1)
  }

  private mutating func colon() {
    if byte(cursor + 1) == UInt8(ascii: ":"), let end = addressRunEnd(cursor) { return addressWithColons(to: end) }
    if byte(cursor + 1) == UInt8(ascii: "=") { return foreign(.assign, length: 2, "=", "assignment is written `=`") }
    emit(.colon, to: cursor + 1)
  }

  private mutating func dot() {
    let next = byte(cursor + 1)
    if next == UInt8(ascii: ".") { return dots() }
    if next.isDigit, !isStuckToOperand { return pointWithoutDigit() }
    emit(.dot, to: cursor + 1)
  }

  /// Whether the token before ends right here.
  var isStuckToOperand: Bool {
    guard let last = tokens.last, last.end == cursor else { return false }
    return last.kind == .identifier || last.kind == .rightBrace || last.kind.isKeyword || last.kind.surelyEndsOperand
  }

  /// `.5`
  private mutating func pointWithoutDigit() {
    let end = numberEnd(cursor + 1)
    report(
      Diagnostic(
        .malformedFloat, "a digit stands on both sides of the point", at: span(cursor, end),
        label: "begins with a point",
        fixes: [Repair(replace: span(cursor, end), with: "0" + quote(cursor, end), isSafe: true)]))
    emit(.float, to: literalEnd(end), diagnosed: true)
  }

  // MARK: Operators

  private mutating func equals(_ next: UInt8) {
    if next == UInt8(ascii: ">") { return emit(.fatArrow, to: cursor + 2) }
    if next == UInt8(ascii: "~") { return foreign(.tilde, length: 2, "~", "matching is written `~`") }
    if next == UInt8(ascii: "<") { return foreign(.lessOrEqual, length: 2, "<=", "at most is written `<=`") }
    guard next == UInt8(ascii: "=") else { return emit(.assign, to: cursor + 1) }
    if byte(cursor + 2) == UInt8(ascii: "=") { return foreign(.equal, length: 3, "==", "equality is written `==`") }
    emit(.equal, to: cursor + 2)
  }

  private mutating func less(_ next: UInt8) {
    if next == UInt8(ascii: ">") { return foreign(.notEqual, length: 2, "!=", "inequality is written `!=`") }
    next == UInt8(ascii: "=") ? emit(.lessOrEqual, to: cursor + 2) : emit(.less, to: cursor + 1)
  }

  private mutating func plus(_ next: UInt8) {
    if next == UInt8(ascii: "+") { return doubleSign("+=") }
    next == UInt8(ascii: "=") ? emit(.plusAssign, to: cursor + 2) : emit(.plus, to: cursor + 1)
  }

  private mutating func minus(_ next: UInt8) {
    if next == UInt8(ascii: ">") { return emit(.arrow, to: cursor + 2) }
    if next == UInt8(ascii: "=") { return emit(.minusAssign, to: cursor + 2) }
    if optionOfNmap() { return }
    if next == UInt8(ascii: "-"), isStuckToOperand { return doubleSign("-=") }
    tightOperator(.minus)
  }

  private mutating func star(_ next: UInt8) {
    if next == UInt8(ascii: "*") { return foreign(.star, length: 2, "*", "there is no operator for powers") }
    next == UInt8(ascii: "=") ? emit(.starAssign, to: cursor + 2) : emit(.star, to: cursor + 1)
  }

  private mutating func slash(_ next: UInt8) {
    if next == UInt8(ascii: "/") || next == UInt8(ascii: "*") { return foreignComment(next) }
    next == UInt8(ascii: "=") ? emit(.slashAssign, to: cursor + 2) : tightOperator(.slash)
  }

  private mutating func question(_ next: UInt8) {
    if next == UInt8(ascii: ".") { return emit(.questionDot, to: cursor + 2) }
    if next == UInt8(ascii: "?") { return emit(.questionQuestion, to: cursor + 2) }
    unexpected(to: cursor + 1, label: "a choice is written `if a { b } else { c }`")
  }

  private mutating func exclamation(_ next: UInt8) {
    guard next == UInt8(ascii: "=") else { return next == UInt8(ascii: "~") ? notMatching() : not() }
    if byte(cursor + 2) == UInt8(ascii: "=") {
      return foreign(.notEqual, length: 3, "!=", "inequality is written `!=`")
    }
    emit(.notEqual, to: cursor + 2)
  }

  private mutating func doubled(_ byte: UInt8, _ next: UInt8, _ kind: TokenKind) {
    next == byte ? doubleLogic(byte) : emit(kind, to: cursor + 1)
  }
}
