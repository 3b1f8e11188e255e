// SPDX-License-Identifier: GPL-3.0-or-later

/// Notations of other tools within an expression: `T:80`, `443:tcp`.
extension Parser {
  /// Whether the operand just read is the first half of `T:80` or `443:tcp`.
  var isAtForeignNotation: Bool {
    guard kind == .colon, position > 0, touches(position - 1, position), touches(position, position + 1) else {
      return false
    }
    if peek() == .integer || peek() == .range { return ["T", "U", "tcp", "udp"].contains(text(position - 1)) }
    return tokens[position - 1].kind == .integer && (isToken(position + 1, "tcp") || isToken(position + 1, "udp"))
  }

  /// Takes the other half, with a diagnostic that shows the port literal.
  func takeForeignNotation(of first: Expression, from start: Int) -> Expression {
    let (left, right) = (text(position - 1), text(position + 1))
    let isUDP = left == "U" || left == "udp" || right == "udp"
    let number = tokens[position - 1].kind == .integer ? left : right
    let whole = first.span.joined(with: tokens[position + 1].span)
    complain(
      .foreignPort, "a port and its protocol are written `\(number)/\(isUDP ? "udp" : "tcp")`", at: whole,
      label: "another tool's notation",
      fixes: [Repair(replace: whole, with: "\(number)/\(isUDP ? "udp" : "tcp")", "", isSafe: true)])
    advance()
    advance()
    return node(.missing, from: start)
  }

  /// What follows a complete statement, clause or list and does not belong to it.
  func complainAboutRest(_ what: String) {
    if kind == .rightParen || kind == .rightBracket {
      complainAboutStrayBracket()
    } else {
      let next = kind == .endOfFile ? "the end of the file" : "`\(excerpt(position))`"
      complain(
        .unexpected, "\(next) does not belong here", at: whole,
        label: "\(what) was complete before it", notes: rest)
    }
    lose()
  }

  /// A closing bracket whose partner is not open.
  func complainAboutStrayBracket() {
    complain(
      .strayBracket, "nothing is open that this `\(text(position))` could close", at: here, label: "one too many",
      fixes: [Repair(replace: here, with: "", "remove it")])
  }

  private var rest: [String] {
    switch kind {
    case .assign: ["a comparison is written `==`"]
    case .colon: ["a colon stands only in maps, between an argument's name and value, and before a type"]
    default: []
    }
  }

  /// Why no value stands here.
  func complainAboutMissingValue() {
    if position == entryStart, kind == .rightParen || kind == .rightBracket { return complainAboutStrayBracket() }
    if kind == .endOfFile || hasNewline(before: position) || kind.isClosing {
      return complainMissing(.valueMissing, "a value")
    }
    let isWord = kind.isKeyword
    complain(
      .valueMissing, "a value belongs here, and `\(excerpt(position))` begins none", at: here,
      label: "a value belongs here",
      notes: isWord ? ["`\(text(position))` is a word of the language and cannot be a name"] : [])
  }
}

extension TokenKind {
  /// Brackets and separators that end a value.
  var isClosing: Bool {
    switch self {
    case .rightParen, .rightBracket, .rightBrace, .comma, .semicolon, .interpolationEnd: true
    default: false
    }
  }
}
