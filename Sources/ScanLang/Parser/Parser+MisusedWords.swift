// SPDX-License-Identifier: GPL-3.0-or-later

/// Words of the language that a file declares as names: reported where they are declared, and there alone. Elsewhere
/// in the file they are read as the names that they were meant to be, where nothing else can be meant.
struct MisusedWords {
  private let source: SourceFile
  private var tokens: [Token]
  private var words: Set<String> = []
  private var declarations: Set<Int> = []

  /// The tokens of a file with misused words as names.
  static func reading(_ tokens: [Token], of source: SourceFile) -> [Token] {
    var reader = MisusedWords(source, tokens)
    reader.collect()
    guard !reader.words.isEmpty else { return tokens }
    reader.rename()
    return reader.tokens
  }

  private init(_ source: SourceFile, _ tokens: [Token]) {
    self.source = source
    self.tokens = tokens
  }

  private func kind(_ index: Int) -> TokenKind {
    tokens.indices.contains(index) ? tokens[index].kind : .endOfFile
  }

  // MARK: Declarations

  private mutating func collect() {
    for index in tokens.indices {
      let next = kind(index + 2)
      switch tokens[index].kind {
      case .kwFn:
        if next == .leftParen {
          note(index + 1)
          collectParameters(from: index + 2)
        }
      case .kwLet, .kwVar, .kwPorts, .kwTargets: if next == .assign { note(index + 1) }
      case .kwFor: if next == .kwIn || next == .comma { note(index + 1) }
      default: break
      }
    }
  }

  private mutating func note(_ index: Int) {
    guard tokens[index].kind.isKeyword, !tokens[index].flags.contains(.newlineBefore) else { return }
    words.insert(source.text(tokens[index].span))
    declarations.insert(index)
  }

  /// `(a, in, b: int = 2)`: words behind `(` and `,`, up to the first bracket.
  private mutating func collectParameters(from opener: Int) {
    var index = opener
    while kind(index) == .leftParen && index == opener || kind(index) == .comma {
      if kind(index + 1).isKeyword { note(index + 1) }
      index += 2
      while [.colon, .identifier, .assign].contains(kind(index)) || kind(index).isLiteral { index += 1 }
    }
  }

  // MARK: Uses

  private mutating func rename() {
    for index in tokens.indices where tokens[index].kind.isKeyword {
      guard words.contains(source.text(tokens[index].span)), !declarations.contains(index), isName(index) else {
        continue
      }
      let token = tokens[index]
      tokens[index] = Token(
        kind: .identifier, flags: token.flags, start: token.start, end: token.end, file: token.file)
    }
  }

  /// Whether a word can only be a name where it stands.
  private func isName(_ index: Int) -> Bool {
    let next = isLineEnd(behind: index) ? .endOfFile : kind(index + 1)
    let isCalled = (next == .leftParen || next == .leftBracket) && tokens[index].end == tokens[index + 1].start
    switch tokens[index].kind {
    case .kwNone, .kwTrue, .kwFalse: return false
    // Words that begin a value: what follows is none.
    case .kwIf, .kwMatch, .kwScan, .kwTry, .kwNot, .kwPorts, .kwTargets: return !next.startsValue
    default: break
    }
    if isAtStart(index) {
      return isCalled
        || [.assign, .plusAssign, .minusAssign, .starAssign, .dot, .questionDot, .comma, .rightParen]
          .contains(next)
    }
    let before = kind(index - 1)
    return before != .identifier && before != .rightBrace && !before.surelyEndsOperand
  }

  private func isLineEnd(behind index: Int) -> Bool {
    index + 1 >= tokens.count || tokens[index + 1].flags.contains(.newlineBefore)
  }

  private func isAtStart(_ index: Int) -> Bool {
    index == 0 || tokens[index].flags.contains(.newlineBefore)
      || [.leftBrace, .rightBrace, .semicolon].contains(kind(index - 1))
  }
}
