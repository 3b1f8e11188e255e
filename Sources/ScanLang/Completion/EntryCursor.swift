// SPDX-License-Identifier: GPL-3.0-or-later

/// An entry up to the cursor: the word that was begun, and what stands before it.
struct EntryCursor {
  /// The entry up to the word.
  let source: SourceFile
  /// The tokens before the word, without the end of the file and without brackets that nobody wrote.
  let tokens: [Token]
  /// What was typed of the word.
  let word: String
  /// Whether the word is no name: a number, an address, a port.
  let isLiteral: Bool
  /// Whether a line end lies between the last token and the word.
  let isOnNewLine: Bool
  /// Whether a `;` stands between them, which makes no token at the end of a line.
  let isBehindSemicolon: Bool
  /// Whether the cursor is in a comment, or in a text that takes no interpolation.
  let isOpaque: Bool

  /// Byte offset of the word.
  var start: Int { source.bytes.count }

  /// Looks at everything that was typed before the cursor.
  init(_ text: String) {
    let bytes = Array(text.utf8)
    let (start, isLiteral) = Self.wordStart(bytes)
    source = SourceFile(name: "", bytes: Array(bytes[..<start]))
    word = String(decoding: bytes[start...], as: UTF8.self)
    self.isLiteral = isLiteral
    let lexed = Lexer.lex(source)
    // What a text lacks the lexer adds, as tokens without bytes: on earlier lines they stand for what was forgotten, at
    // the end for what may still be typed.
    tokens = lexed.tokens.dropLast().filter { token in
      token.end > token.start || token.end < UInt32(clamping: start) || !token.flags.contains(.diagnosed)
    }
    let end = tokens.last.map { Int($0.end) } ?? 0
    isOnNewLine = bytes[end..<start].contains(UInt8(ascii: "\n"))
    isBehindSemicolon = lexed.diagnostics.contains { $0.code == .semicolonAtLineEnd && $0.span.start >= end }
    isOpaque = Self.isOpaque(lexed, tokens)
  }

  /// Whether the word would stick to what closes before it: `"x.scan"as`.
  var isTight: Bool {
    guard let last = source.bytes.last else { return false }
    return last == UInt8(ascii: "\"") || last == UInt8(ascii: ")") || last == UInt8(ascii: "]")
      || last == UInt8(ascii: "}")
  }

  /// The text of a token.
  func text(_ token: Token) -> String { source.text(token.span) }

  private static func isOpaque(_ lexed: LexedSource, _ tokens: [Token]) -> Bool {
    if let last = lexed.trivia.last, Int(last.span.end) == lexed.source.bytes.count {
      if last.kind == .comment || last.kind == .documentation { return true }
    }
    guard let last = tokens.last, last.kind == .rawString || last.kind == .bytes else { return false }
    return last.flags.contains(.diagnosed) && Int(last.end) == lexed.source.bytes.count
  }

  /// Where the word before the end begins: letters and digits, or a literal as a whole.
  private static func wordStart(_ bytes: [UInt8]) -> (start: Int, isLiteral: Bool) {
    var name = bytes.count
    while name > 0, bytes[name - 1].continuesName { name -= 1 }
    var whole = name
    while whole > 0, bytes[whole - 1].continuesLiteral { whole -= 1 }
    return isLiteral(bytes[whole...]) ? (whole, true) : (name, false)
  }

  /// Whether the text begins like a number, or like an IPv6 address.
  private static func isLiteral(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first else { return false }
    if first.isDigit { return true }
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let group = text[..<colon]
    let isDouble = text[colon...].dropFirst().first == UInt8(ascii: ":")
    return group.allSatisfy(\.isHexDigit) && (isDouble || group.contains(where: \.isDigit))
  }
}

extension UInt8 {
  /// Whether the byte belongs to addresses, networks, ports, ranges and amounts as well as to names.
  fileprivate var continuesLiteral: Bool {
    switch self {
    case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "%"), UInt8(ascii: "-"): true
    default: continuesName
    }
  }
}
