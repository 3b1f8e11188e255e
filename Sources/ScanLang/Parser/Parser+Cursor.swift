// SPDX-License-Identifier: GPL-3.0-or-later

/// Looking at tokens and taking them.
extension Parser {
  /// What comes next; the end of the file for a parser that is lost, that stands where a brace should have been closed,
  /// or whose statement, clause or arm a line end has ended.
  var kind: TokenKind { isCutOff(position) ? .endOfFile : kindOnAnyLine }

  /// The same across a line end: what the next entry of a list begins with.
  var kindOnAnyLine: TokenKind {
    isLost || isAtMissingClose ? .endOfFile : tokens[position].kind
  }

  /// Whether a line end parts a token from the entry at hand.
  private func isCutOff(_ index: Int) -> Bool {
    guard newlinesCount, tokens[index].flags.contains(.newlineBefore), index > 0, index != entryStart else {
      return false
    }
    let goesOn = tokens[index - 1].kind.continuesLine && index - 1 != lastWord
    return !goesOn && !tokens[index].kind.isSeenAcrossLines
  }

  /// Whether a brace should have been closed before the next token.
  var isAtMissingClose: Bool {
    !missingCloses.isEmpty && missingCloses[position] != nil
  }

  /// What comes so many tokens later; the end of the file behind a line end that ends the entry.
  func peek(_ distance: Int = 1) -> TokenKind {
    let index = min(position + distance, tokens.count - 1)
    guard !isLost, position == index || !((position + 1)...index).contains(where: isCutOff) else { return .endOfFile }
    return tokens[index].kind
  }

  /// Whether a line end that ends a statement lies before the next token.
  var isAtLineBreak: Bool {
    kind == .endOfFile || (newlinesCount && tokens[position].flags.contains(.newlineBefore))
  }

  /// Whether a line end lies before a token.
  func hasNewline(before index: Int) -> Bool {
    tokens[min(index, tokens.count - 1)].flags.contains(.newlineBefore)
  }

  /// Whether two neighbours touch.
  func touches(_ index: Int, _ next: Int) -> Bool {
    next < tokens.count && tokens[index].end == tokens[next].start
  }

  /// Takes a token.
  func advance() {
    if tokens[position].kind == .invalid { lastInvalid = position }
    if position < tokens.count - 1 { position += 1 }
  }

  /// Takes a word as a name: `in` as a field or column says nothing of how the line goes on.
  func advanceWord() {
    lastWord = position
    advance()
  }

  /// Takes the next token if it is of a kind.
  func take(_ wanted: TokenKind) -> Bool {
    guard kind == wanted else { return false }
    advance()
    return true
  }

  /// The text of a token.
  func text(_ index: Int) -> String { source.text(tokens[index].span) }

  /// Whether the next token is this word, on the same line.
  func isAt(word: String) -> Bool {
    kind.isWord && !isAtLineBreak && isToken(position, word)
  }

  /// Whether a token's text is this word.
  func isToken(_ index: Int, _ word: String) -> Bool {
    guard index < tokens.count, tokens[index].kind.isWord else { return false }
    return source.bytes[Int(tokens[index].start)..<Int(tokens[index].end)].elementsEqual(word.utf8)
  }

  /// Takes the next token if it is this word, on the same line.
  func take(word: String) -> Bool {
    guard isAt(word: word) else { return false }
    advance()
    return true
  }

  /// The span of the next token.
  var here: SourceSpan { tokens[position].span }

  /// The empty span behind the last token taken, where something is missing.
  var behind: SourceSpan {
    position > 0 ? tokens[position - 1].span.after : SourceSpan(start: here.start, end: here.start, file: here.file)
  }

  /// The empty span of what is not there: where an entry begins, else behind the last token taken.
  var nowhere: SourceSpan { nowhere(at: position) }

  private func nowhere(at index: Int) -> SourceSpan {
    let isFirst = index == entryStart || index == 0
    let offset = isFirst ? tokens[index].start : tokens[index - 1].end
    return SourceSpan(start: offset, end: offset, file: here.file)
  }

  /// From the first byte of a token to the last byte taken.
  func span(from start: Int) -> SourceSpan {
    guard position > start else { return nowhere(at: start) }
    let first = tokens[start]
    return SourceSpan(start: first.start, end: max(first.start, tokens[position - 1].end), file: first.file)
  }
}

extension TokenKind {
  /// Behind it a line end does not count: the statement surely goes on, or its list has not begun its next entry.
  var continuesLine: Bool {
    switch self {
    case .comma, .fatArrow, .assign, .plusAssign, .minusAssign, .starAssign, .slashAssign, .plus, .minus, .star, .slash,
      .percentSign, .pipe, .ampersand, .questionQuestion, .equal, .notEqual, .less, .lessOrEqual, .greater,
      .greaterOrEqual, .tilde, .kwAnd, .kwOr, .kwIn, .kwHas, .leftBrace, .semicolon:
      return true
    default:
      return false
    }
  }

  /// Seen even behind a line end: what goes on with the line before, ends what surrounds it, or belongs there by a
  /// mistake that has a diagnostic of its own.
  var isSeenAcrossLines: Bool {
    switch self {
    case .dot, .questionDot, .rightBrace, .rightParen, .rightBracket, .semicolon, .leftBrace, .kwElse, .endOfFile:
      return true
    default:
      return false
    }
  }

  /// Names and reserved words alike.
  var isWord: Bool { self == .identifier || isKeyword }

  /// Literals that are a single token.
  var isLiteral: Bool {
    switch self {
    case .integer, .float, .percent, .address, .network, .addressRange, .port, .range, .duration, .rate, .size, .date,
      .bytes, .rawString:
      return true
    default:
      return false
    }
  }

  /// What a value can begin with that is no bracket and no operator.
  var startsPlainValue: Bool {
    switch self {
    case .identifier, .stringStart, .kwNone, .kwTrue, .kwFalse, .kwPorts, .kwTargets:
      return true
    default:
      return isLiteral
    }
  }

  /// What a value can begin with.
  var startsValue: Bool {
    switch self {
    case .leftParen, .leftBracket, .leftBrace, .minus, .kwNot, .kwIf, .kwMatch, .kwTry, .kwScan:
      return true
    default:
      return startsPlainValue
    }
  }
}
