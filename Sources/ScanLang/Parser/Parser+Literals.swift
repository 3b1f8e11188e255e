// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Literals and strings.
extension Parser {
  /// A literal of one token; missing if it has no value, for which the lexer has given the reason.
  func parseLiteral() -> Expression {
    let start = position
    let value = literalValue(tokens[start])
    advance()
    return node(value ?? .missing, from: start)
  }

  private func literalValue(_ token: Token) -> Expression.Kind? {
    switch token.kind {
    case .integer: LiteralReader.int(token, source).map { .int($0) }
    case .float: LiteralReader.float(token, source).map { .float($0, isPercent: false) }
    case .percent: LiteralReader.percent(token, source).map { .float($0, isPercent: true) }
    case .bytes: .bytes(LiteralReader.bytes(token, source))
    case .rawString: .string([.text(LiteralReader.rawString(token, source))], isRaw: true)
    default: networkValue(token)
    }
  }

  private func networkValue(_ token: Token) -> Expression.Kind? {
    switch token.kind {
    case .address: LiteralReader.address(token, source).map { .address($0) }
    case .network: LiteralReader.network(token, source).map { .network($0) }
    case .addressRange: LiteralReader.addressRange(token, source).map { .addressRange($0) }
    case .port: LiteralReader.port(token, source).map { .port($0) }
    case .range: LiteralReader.range(token, source).map { .range($0.first, $0.last, $0.proto) }
    default: quantityValue(token)
    }
  }

  private func quantityValue(_ token: Token) -> Expression.Kind? {
    switch token.kind {
    case .duration: LiteralReader.duration(token, source).map { .duration($0) }
    case .rate: LiteralReader.rate(token, source).map { .rate($0) }
    case .size: LiteralReader.size(token, source).map { .size($0) }
    case .date: LiteralReader.date(token, source).map { .date($0) }
    default: nil
    }
  }

  /// `"… \(e) …"`
  func parseString() -> Expression {
    let start = position
    var parts: [StringPart] = []
    var inner: [Expression] = []
    advance()
    while !isLost {
      if kind == .stringSegment {
        let text = LiteralReader.stringSegment(tokens[position], source)
        if !text.isEmpty { parts.append(.text(text)) }
        advance()
      } else if kind == .interpolationStart {
        let value = parseInterpolation()
        inner.append(value)
        parts.append(.interpolation(value))
      } else {
        _ = take(.stringEnd)
        break
      }
    }
    return node(.string(parts, isRaw: false), from: start, overAll: inner)
  }

  private func parseInterpolation() -> Expression {
    let opener = position
    let saved = newlinesCount
    guard enter() else { return missing() }
    newlinesCount = false
    advance()
    let value = parseExpression()
    if !isLost, !take(.interpolationEnd) { complainAboutInterpolation(opener) }
    newlinesCount = saved
    leave()
    return value
  }

  private func complainAboutInterpolation(_ opener: Int) {
    complain(
      .interpolationRest, "`\\(…)` in a text holds one value", at: here, label: "the value was complete before it",
      related: [RelatedSpan(tokens[opener].span, "opened here")])
    lose()
  }
}
