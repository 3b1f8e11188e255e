// SPDX-License-Identifier: GPL-3.0-or-later

/// Guesses from indentation where braces that are never closed were meant to end.
enum IndentationGuess {
  /// How many braces should have been closed before each token; empty when no brace lacks its end.
  static func missingCloses(tokens: [Token], source: SourceFile) -> [Int: Int] {
    var surplus = unclosedCount(tokens)
    guard surplus > 0 else { return [:] }
    var result: [Int: Int] = [:]
    /// Indentation of the lines on which the open braces stand, innermost last.
    var openers: [Int] = []
    var indent = 0
    for (index, token) in tokens.enumerated() {
      if token.kind != .endOfFile, startsLine(index, tokens) {
        indent = source.indentation(of: token)
        while surplus > 0, suggestsClose(before: token, indent: indent, openers: openers) {
          result[index, default: 0] += 1
          openers.removeLast()
          surplus -= 1
        }
      }
      if token.kind == .leftBrace { openers.append(indent) }
      if token.kind == .rightBrace { _ = openers.popLast() }
    }
    return result
  }

  private static func unclosedCount(_ tokens: [Token]) -> Int {
    var open = 0
    for token in tokens {
      if token.kind == .leftBrace { open += 1 }
      if token.kind == .rightBrace { open = max(0, open - 1) }
    }
    return open
  }

  /// Whether a token begins a line that does not continue the line before.
  private static func startsLine(_ index: Int, _ tokens: [Token]) -> Bool {
    guard index > 0 else { return true }
    guard tokens[index].flags.contains(.newlineBefore) else { return false }
    switch tokens[index - 1].kind {
    case .comma, .assign, .fatArrow, .pipe, .ampersand, .plus, .minus, .star, .slash, .percentSign, .kwAnd, .kwOr:
      return false
    default:
      return true
    }
  }

  /// A line that stands no deeper than the line with the brace lies behind the brace's block; a closing brace does so
  /// when it stands below the line of a brace further out.
  private static func suggestsClose(before token: Token, indent: Int, openers: [Int]) -> Bool {
    guard let inner = openers.last else { return false }
    guard token.kind == .rightBrace else { return indent <= inner }
    return indent < inner && openers.count > 1 && openers[openers.count - 2] <= indent
  }
}

extension SourceFile {
  /// How many bytes of its line stand before a token.
  func indentation(of token: Token) -> Int {
    Int(token.start) - lineStart(of: token.start)
  }

  /// Offset of the first byte of the line that holds a byte.
  func lineStart(of offset: UInt32) -> Int {
    Int(lineStarts[position(of: offset).line - 1])
  }
}
