// SPDX-License-Identifier: GPL-3.0-or-later

/// Characters beyond ASCII that the lexer knows something about.
enum CharacterTable {
  /// A typographic relative of a plain character.
  struct LookAlike {
    let scalar: Unicode.Scalar
    /// With its article.
    let name: String
    /// What is meant.
    let plain: String
    /// The token that is meant; `nil` for blanks and quotes.
    var kind: TokenKind?
    /// The text that begins with it.
    var text: OpenText.Style?
  }

  private static let lookAlikes: [UInt32: LookAlike] = {
    let rows =
      quotes("\u{201C}\u{201D}\u{201E}\u{201F}\u{2033}\u{AB}\u{BB}", "a typographic quote", "\"", .curly)
      + quotes("\u{2018}\u{2019}\u{201A}\u{201B}\u{2032}", "a typographic quote", "\"", .curlySingle)
      + signs("\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}\u{FE63}\u{FF0D}", "a dash", "-", .minus)
      + signs("\u{D7}\u{2217}", "a multiplication sign", "*", .star)
      + signs("\u{F7}\u{2215}\u{2044}", "a division sign", "/", .slash)
      + signs("\u{2264}", "a comparison sign", "<=", .lessOrEqual)
      + signs("\u{2265}", "a comparison sign", ">=", .greaterOrEqual)
      + signs("\u{2260}", "a comparison sign", "!=", .notEqual)
      + signs("\u{2192}", "an arrow", "->", .arrow) + signs("\u{21D2}", "an arrow", "=>", .fatArrow)
      + signs("\u{FF0C}\u{3001}", "a wide comma", ",", .comma) + signs("\u{FF1A}", "a wide colon", ":", .colon)
      + signs("\u{FF08}", "a wide parenthesis", "(", .leftParen)
      + signs("\u{FF09}", "a wide parenthesis", ")", .rightParen)
    return Dictionary(rows.map { ($0.scalar.value, $0) }, uniquingKeysWith: { first, _ in first })
  }()

  private static func quotes(
    _ scalars: String, _ name: String, _ plain: String, _ style: OpenText.Style
  ) -> [LookAlike] {
    scalars.unicodeScalars.map { LookAlike(scalar: $0, name: name, plain: plain, text: style) }
  }

  private static func signs(_ scalars: String, _ name: String, _ plain: String, _ kind: TokenKind) -> [LookAlike] {
    scalars.unicodeScalars.map { LookAlike(scalar: $0, name: name, plain: plain, kind: kind) }
  }

  /// The plain relative of a character: quotes, dashes, blanks.
  static func lookAlike(_ scalar: Unicode.Scalar) -> LookAlike? {
    if let row = lookAlikes[scalar.value] { return row }
    guard scalar.properties.generalCategory == .spaceSeparator else { return nil }
    return LookAlike(scalar: scalar, name: "a special blank", plain: " ")
  }

  /// Whether nothing is seen of a character, or it turns the direction of text.
  static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    // The joiners (U+200C, U+200D) build emoji and scripts and hide nothing by themselves.
    case .format: scalar.value != 0x200C && scalar.value != 0x200D
    case .lineSeparator, .paragraphSeparator: true
    default: scalar.value == 0x3164 || scalar.value == 0xFFA0 || scalar.value == 0x115F || scalar.value == 0x1160
    }
  }

  /// Whether it is one of the C1 control characters.
  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x80 && scalar.value < 0xA0
  }

  /// Whether it is a letter, digit or mark, so that a name was meant.
  static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .decimalNumber, .letterNumber:
      !isHidden(scalar)
    default: false
    }
  }

  /// Whether nothing else is known of it.
  static func isPlainSymbol(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0xA0 && lookAlike(scalar) == nil && !isHidden(scalar) && !isNamePart(scalar)
  }
}
