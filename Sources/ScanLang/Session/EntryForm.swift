// SPDX-License-Identifier: GPL-3.0-or-later

/// Whether lines make an entry yet: what a prompt must know before it runs them.
public enum EntryForm: Hashable, Sendable {
  /// Blanks and comments alone.
  case empty
  /// It can be run, or be told what is wrong with it.
  case complete
  /// It ends within brackets or a text of several lines, or behind an operator: more lines belong to it.
  case incomplete

  /// Looks at the lines read so far.
  public init(of text: String) {
    let source = SourceFile(name: "", text: text)
    let lexed = Lexer.lex(source)
    guard let last = lexed.tokens.dropLast().last else {
      self = .empty
      return
    }
    // Only texts in three quotes may go on behind a line end.
    if lexed.diagnostics.contains(where: { $0.code == .unterminatedText && source.text($0.span).hasPrefix("\"\"\"") }) {
      self = .incomplete
      return
    }
    let (depth, isBroken) = Self.brackets(of: lexed.tokens)
    // A sign at the end that is no operator says what becomes of the entry (`EntryText`).
    let isSign = last.kind == .semicolon || last.kind == .ampersand
    self = !isBroken && (depth > 0 || last.kind.continuesLine && !isSign) ? .incomplete : .complete
  }

  /// How many brackets are open at the end, and whether one closes what it cannot: then no more lines help.
  private static func brackets(of tokens: [Token]) -> (depth: Int, isBroken: Bool) {
    var open: [TokenKind] = []
    for token in tokens {
      switch token.kind {
      case .leftParen, .leftBracket, .leftBrace, .interpolationStart: open.append(token.kind)
      case .rightParen, .rightBracket, .rightBrace, .interpolationEnd:
        guard open.popLast() == token.kind.opener else { return (open.count, true) }
      default: break
      }
    }
    return (open.count, false)
  }

  /// Whether a line goes on with a complete entry before it: `else { … }`, `.sorted()`.
  public static func continuesEntry(_ line: String) -> Bool {
    switch Lexer.lex(SourceFile(name: "", text: line)).tokens.first?.kind {
    case .dot, .questionDot, .kwElse: true
    default: false
    }
  }
}

extension TokenKind {
  /// The bracket that a closing one belongs to.
  fileprivate var opener: TokenKind? {
    switch self {
    case .rightParen: .leftParen
    case .rightBracket: .leftBracket
    case .rightBrace: .leftBrace
    case .interpolationEnd: .interpolationStart
    default: nil
    }
  }
}
