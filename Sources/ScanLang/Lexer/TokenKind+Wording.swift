// SPDX-License-Identifier: GPL-3.0-or-later

extension TokenKind {
  /// How a headline speaks of this kind: a spelling in back quotes, or a noun with its article.
  public var wording: String {
    if let spelling { return "`\(spelling)`" }
    return switch self {
    case .endOfFile: "the end of the file"
    case .identifier: "a name"
    case .integer: "a whole number"
    case .float: "a number"
    case .percent: "a percentage"
    case .address: "an address"
    case .network: "a network"
    case .addressRange: "an address range"
    case .port: "a port"
    case .range: "a range"
    case .duration: "a duration"
    case .rate: "a rate"
    case .size: "a size"
    case .date: "a date"
    case .bytes: "bytes"
    case .rawString, .stringStart, .stringSegment: "a text"
    case .stringEnd: "the end of a text"
    default: "something unreadable"
    }
  }

  /// The one spelling of an operator, a bracket or a reserved word.
  public var spelling: String? {
    punctuation ?? Keyword.word(for: self)
  }

  private var punctuation: String? {
    switch self {
    case .interpolationStart: "\\("
    case .leftParen: "("
    case .rightParen, .interpolationEnd: ")"
    case .leftBracket: "["
    case .rightBracket: "]"
    case .leftBrace: "{"
    case .rightBrace: "}"
    case .comma: ","
    case .semicolon: ";"
    case .colon: ":"
    case .dot: "."
    case .questionDot: "?."
    case .questionQuestion: "??"
    case .arrow: "->"
    case .fatArrow: "=>"
    default: operatorSpelling
    }
  }

  private var operatorSpelling: String? {
    switch self {
    case .assign: "="
    case .plusAssign: "+="
    case .minusAssign: "-="
    case .starAssign: "*="
    case .slashAssign: "/="
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .plus: "+"
    case .minus: "-"
    case .star: "*"
    case .slash: "/"
    case .percentSign: "%"
    case .pipe: "|"
    case .ampersand: "&"
    case .tilde: "~"
    default: nil
    }
  }

  /// Whether this is a reserved word.
  public var isKeyword: Bool { rawValue >= TokenKind.kwAnd.rawValue }

  /// Whether an operand can end with this kind, so that a `-` behind it stands between two operands.
  ///
  /// Names are left out: they may be clause words (`retries -1`).
  var surelyEndsOperand: Bool {
    switch self {
    case .integer, .float, .percent, .address, .network, .addressRange, .port, .range, .duration, .rate, .size,
      .date, .bytes, .rawString, .stringEnd, .rightParen, .rightBracket, .kwTrue, .kwFalse, .kwNone:
      true
    default: false
    }
  }
}
