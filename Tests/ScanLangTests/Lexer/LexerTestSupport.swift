import Testing

// SPDX-License-Identifier: GPL-3.0-or-later
@testable import ScanLang

/// A lexed text with short ways to look at it.
struct LexedText {
  let lexed: LexedSource

  init(_ text: String) { self.init(bytes: Array(text.utf8)) }

  init(bytes: [UInt8]) {
    lexed = Lexer.lex(SourceFile(name: "test.scan", bytes: bytes))
  }

  /// Kinds without the end of the file.
  var kinds: [TokenKind] { lexed.tokens.dropLast().map(\.kind) }

  /// Texts of the tokens without the end of the file.
  var texts: [String] { lexed.tokens.dropLast().map { lexed.source.text($0.span) } }

  /// Kind and text of each token: `integer:42`.
  var summary: String {
    lexed.tokens.dropLast()
      .map { "\($0.kind):\(lexed.source.text($0.span))\($0.flags.contains(.diagnosed) ? "!" : "")" }
      .joined(separator: " ")
  }

  /// Codes of the diagnostics.
  var codes: [String] { lexed.diagnostics.map(\.code.text) }

  /// Code, offset and underlined text of each diagnostic: `S0112@4 10.0.0.1/8`.
  var problems: [String] {
    lexed.diagnostics.map { "\($0.code.text)@\($0.span.start) \(lexed.source.text($0.span))" }
  }

  /// Replacements of all fixes of the first diagnostic.
  var fixes: [String] { lexed.diagnostics.first?.fixes.map(\.replacement) ?? [] }

  /// The text with the first fix of the first diagnostic applied.
  var repaired: String? {
    guard let fix = lexed.diagnostics.first?.fixes.first else { return nil }
    var bytes = lexed.source.bytes
    bytes.replaceSubrange(Int(fix.span.start)..<Int(fix.span.end), with: Array(fix.replacement.utf8))
    return String(decoding: bytes, as: UTF8.self)
  }

  var first: Token { lexed.tokens[0] }

  /// What keeps tokens and trivia from tiling the file, if anything.
  var tilingFault: String? {
    var pieces = lexed.tokens.map(\.span) + lexed.trivia.map(\.span)
    pieces.sort { ($0.start, $0.end) < ($1.start, $1.end) }
    var edge: UInt32 = 0
    for piece in pieces {
      if piece.start != edge || piece.end < piece.start { return "gap or overlap at \(edge): \(piece)" }
      edge = piece.end
    }
    if Int(edge) != lexed.source.bytes.count { return "ends at \(edge) of \(lexed.source.bytes.count)" }
    if zip(lexed.tokens, lexed.tokens.dropFirst()).contains(where: { $0.start > $1.start }) {
      return "tokens out of order"
    }
    if zip(lexed.trivia, lexed.trivia.dropFirst()).contains(where: { $0.span.start >= $1.span.start }) {
      return "trivia out of order or empty"
    }
    let ends = lexed.tokens.filter { $0.kind == .endOfFile }
    return ends.count == 1 && lexed.tokens.last?.kind == .endOfFile ? nil : "no single end of file"
  }

  /// What is wrong with the nesting of texts and interpolations, if anything.
  var nestingFault: String? {
    var open: [TokenKind] = []
    for token in lexed.tokens {
      switch token.kind {
      case .stringStart, .interpolationStart: open.append(token.kind)
      case .stringEnd: if open.popLast() != .stringStart { return "text end without start at \(token.start)" }
      case .interpolationEnd:
        if open.popLast() != .interpolationStart { return "interpolation end without start at \(token.start)" }
      case .stringSegment: if open.last != .stringStart { return "segment outside a text at \(token.start)" }
      default: if open.last == .stringStart { return "\(token.kind) inside a text at \(token.start)" }
      }
    }
    return open.isEmpty ? nil : "not closed: \(open)"
  }
}
