// SPDX-License-Identifier: GPL-3.0-or-later

/// Looking at tokens and taking them.
extension Parser {
  /// What comes next; the end of the file for a parser that is lost or stands where a brace should have been closed.
  var kind: TokenKind {
    isLost || isAtMissingClose ? .endOfFile : tokens[position].kind
  }

  /// Whether a brace should have been closed before the next token.
  var isAtMissingClose: Bool {
    !missingCloses.isEmpty && missingCloses[position] != nil
  }

  /// What comes so many tokens later.
  func peek(_ distance: Int = 1) -> TokenKind {
    isLost ? .endOfFile : tokens[min(position + distance, tokens.count - 1)].kind
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
