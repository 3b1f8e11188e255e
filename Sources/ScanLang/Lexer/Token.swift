// SPDX-License-Identifier: GPL-3.0-or-later

/// One token: offsets only, its text is a view of the source.
public struct Token: Sendable, Hashable {
  /// What it is.
  public var kind: TokenKind
  /// What stood before it.
  public var flags: Flags
  /// Number of its file.
  public var file: UInt16
  /// Offset of the first byte.
  public var start: UInt32
  /// Offset behind the last byte.
  public var end: UInt32

  /// Makes a token.
  public init(kind: TokenKind, flags: Flags, start: UInt32, end: UInt32, file: UInt16) {
    self.kind = kind
    self.flags = flags
    self.start = start
    self.end = end
    self.file = file
  }

  /// Where it stands.
  public var span: SourceSpan { SourceSpan(start: start, end: end, file: file) }

  /// What stood between this token and the one before.
  public struct Flags: OptionSet, Sendable, Hashable {
    /// The bits.
    public let rawValue: UInt8
    /// Takes over bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// A line end (also one in or behind a comment) lies before this token.
    public static let newlineBefore = Flags(rawValue: 1)
    /// A blank, tab, comment or line end lies directly before this token.
    public static let blankBefore = Flags(rawValue: 2)
    /// A blank, tab, comment, line end or the end of the file lies directly behind this token.
    public static let blankAfter = Flags(rawValue: 4)
    /// A diagnostic has been given for this token: nothing more is to be said about it.
    public static let diagnosed = Flags(rawValue: 8)
  }
}

/// The kinds of tokens. A literal's value is read from its text by `LiteralReader`.
public enum TokenKind: UInt8, Sendable, CaseIterable {
  case endOfFile
  /// Bytes that begin no token; a diagnostic has been given.
  case invalid
  /// A name or a reserved word that is only a name in its place; reserved words have kinds of their own below.
  case identifier

  // Literals, each a single token.
  case integer, float, percent, address, network, addressRange, port, range, duration, rate, size, date
  /// `b"…"` whole.
  case bytes
  /// `r"…"`, `r"""…"""` whole.
  case rawString
  /// `"`, `"""`: a string begins; then segments and interpolations, then its end.
  case stringStart
  /// Text within a string, escapes still in it.
  case stringSegment
  /// `\(`
  case interpolationStart
  /// The `)` that ends an interpolation.
  case interpolationEnd
  case stringEnd

  // Punctuation and operators.
  case leftParen, rightParen, leftBracket, rightBracket, leftBrace, rightBrace
  case comma, semicolon, colon, dot, questionDot, questionQuestion
  case arrow  // ->
  case fatArrow  // =>
  case assign, plusAssign, minusAssign, starAssign, slashAssign
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  case plus, minus, star, slash, percentSign, pipe, ampersand, tilde

  // Reserved words (language reference, section 2).
  case kwAnd, kwOr, kwNot, kwIn, kwHas, kwTrue, kwFalse, kwNone, kwLet, kwVar, kwFn, kwReturn, kwIf, kwElse, kwFor
  case kwWhile, kwBreak, kwContinue, kwMatch, kwTry, kwFail, kwImport, kwAs, kwParam, kwTargets, kwPorts
  case kwTechnique, kwScan, kwOn, kwExpect, kwFinding, kwEmit, kwShow, kwSave, kwLimits, kwScope, kwTest
  case kwNetwork, kwEdition, kwExcept
}

/// Bytes between tokens that the formatter must keep or knows to drop.
public struct Trivia: Sendable, Hashable {
  /// What it is.
  public enum Kind: UInt8, Sendable {
    /// `# …`
    case comment
    /// `## …`
    case documentation
    /// `#!…` on line 1.
    case shebang
    /// Blanks, tabs, carriage returns.
    case blank
    /// One line end.
    case newline
    /// A byte order mark at the start.
    case byteOrderMark
    /// Bytes that a diagnostic was given for and that the parser does not see: a stray `;`, `$`, control characters.
    case skipped
  }
  /// What it is.
  public var kind: Kind
  /// Where it stands, without the line end.
  public var span: SourceSpan
  /// Index of the token that follows.
  public var tokenIndex: UInt32

  /// Makes a piece of trivia.
  public init(kind: Kind, span: SourceSpan, tokenIndex: UInt32) {
    self.kind = kind
    self.span = span
    self.tokenIndex = tokenIndex
  }
}
