// SPDX-License-Identifier: GPL-3.0-or-later

/// Cuts a source into tokens and trivia, in one pass over its bytes.
///
/// Whatever the bytes are, every one ends up in exactly one token or one piece of trivia, in linear time. Texts with
/// interpolations are followed with an explicit stack, so that no nesting is too deep.
public struct Lexer {
  /// What surrounds the cursor.
  enum Mode {
    case paren, bracket, brace
    /// `${`, whose `}` ends it.
    case dollarBrace
    case interpolation
    /// Inside a text; which one, `texts` says.
    case text
  }

  /// More diagnostics than these are not kept: nobody reads them, and hostile input could make a million.
  private static let diagnosticLimit = 100

  let source: SourceFile
  let bytes: [UInt8]
  let keywords = KeywordTable.shared
  var cursor = 0
  var tokens: [Token] = []
  var trivia: [Trivia] = []
  var diagnostics: [Diagnostic] = []
  /// Flags of the next token.
  var pending: Token.Flags = []
  var modes: [Mode] = []
  var texts: [OpenText] = []
  /// How many interpolations are open.
  var interpolations = 0
  /// Whether empty trivia came about that must go at the end.
  var hasEmptyTrivia = false
  /// Index of the operator token of the last tight operator that was reported, to report a chain once.
  var tightOperatorIndex = -2

  /// Lexes a whole source.
  public static func lex(_ source: SourceFile) -> LexedSource {
    Lexer(source: source).run()
  }

  /// Prepares to lex a source from its start.
  public init(source: SourceFile) {
    self.source = source
    self.bytes = source.bytes
  }

  /// Lexes to the end.
  public consuming func run() -> LexedSource {
    guard bytes.count <= SourceFile.sizeLimit else { return tooLarge() }
    tokens.reserveCapacity(bytes.count / 5 + 8)
    trivia.reserveCapacity(bytes.count / 6 + 8)
    skipStart()
    while cursor < bytes.count {
      if case .text = modes.last { textPiece() } else { codePiece() }
    }
    finish()
    return LexedSource(
      source: source, tokens: tokens, trivia: trivia, diagnostics: DiagnosticRenderer.ordered(diagnostics))
  }

  private mutating func codePiece() {
    let byte = bytes[cursor]
    if byte.beginsName {
      word()
    } else if byte.isBlank {
      blanks()
    } else if byte.isDigit {
      number()
    } else if byte >= 0x80 {
      beyondASCII()
    } else {
      switch byte {
      case UInt8(ascii: "\n"): lineEnd()
      case UInt8(ascii: "\r"): carriageReturn()
      case UInt8(ascii: "#"): comment()
      case UInt8(ascii: "\""): beginText(.plain, length: 1)
      case _ where byte.isStrayControl: strayControl()
      default: punctuation(byte)
      }
    }
  }

  private mutating func finish() {
    while !texts.isEmpty { closeUnterminatedText() }
    if let last = tokens.indices.last, tokens[last].end == bytes.count { tokens[last].flags.insert(.blankAfter) }
    emit(.endOfFile, to: cursor)
    if hasEmptyTrivia { trivia.removeAll { $0.span.start == $0.span.end } }
  }

  private consuming func tooLarge() -> LexedSource {
    let all = SourceSpan(
      start: 0, end: UInt32(truncatingIfNeeded: min(bytes.count, Int(UInt32.max))), file: source.file)
    let diagnostic = Diagnostic(
      .sourceTooLarge, "the source has \(bytes.count) bytes; up to \(SourceFile.sizeLimit) are read",
      at: SourceSpan(start: 0, end: 0, file: source.file))
    let end = Token(kind: .endOfFile, flags: .diagnosed, start: all.end, end: all.end, file: source.file)
    let skipped = Trivia(kind: .skipped, span: all, tokenIndex: 0)
    return LexedSource(source: source, tokens: [end], trivia: [skipped], diagnostics: [diagnostic])
  }

  // MARK: Looking and taking

  /// The byte at an offset, or 0 behind the end; a real NUL is told apart by its offset.
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 {
    offset < bytes.count ? bytes[offset] : 0
  }

  /// Whether the text at an offset begins with an ASCII text.
  func begins(_ text: StaticString, at offset: Int) -> Bool {
    guard offset + text.utf8CodeUnitCount <= bytes.count else { return false }
    for index in 0..<text.utf8CodeUnitCount where bytes[offset + index] != text.utf8Start[index] { return false }
    return true
  }

  /// Offset behind the letters, digits and `_` that begin at an offset.
  func nameEnd(_ start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end].continuesName { end += 1 }
    return end
  }

  /// Offset behind the digits that begin at an offset.
  func digitsEnd(_ start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end].isDigit { end += 1 }
    return end
  }

  /// The text between two offsets.
  func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The text between two offsets for a headline: not longer than a few words.
  func quote(_ start: Int, _ end: Int) -> String {
    end - start <= 60 ? text(start, end) : String(text(start, end).prefix(40)) + "..."
  }

  /// The span between two offsets.
  func span(_ start: Int, _ end: Int) -> SourceSpan {
    SourceSpan(start: UInt32(start), end: UInt32(end), file: source.file)
  }

  /// Makes a token from the cursor to an offset and moves there.
  mutating func emit(_ kind: TokenKind, to end: Int, diagnosed: Bool = false) {
    var flags = pending
    if diagnosed { flags.insert(.diagnosed) }
    tokens.append(
      Token(kind: kind, flags: flags, start: UInt32(cursor), end: UInt32(end), file: source.file))
    pending = []
    cursor = end
  }

  /// Makes trivia from the cursor to an offset and moves there.
  mutating func pass(_ kind: Trivia.Kind, to end: Int) {
    if kind != .skipped {
      if let last = tokens.indices.last, tokens[last].end == cursor { tokens[last].flags.insert(.blankAfter) }
      pending.insert(.blankBefore)
    }
    trivia.append(Trivia(kind: kind, span: span(cursor, end), tokenIndex: UInt32(tokens.count)))
    cursor = end
  }

  /// Keeps a diagnostic.
  mutating func report(_ diagnostic: Diagnostic) {
    if diagnostics.count < Lexer.diagnosticLimit { diagnostics.append(diagnostic) }
  }
}
