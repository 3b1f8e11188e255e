// SPDX-License-Identifier: GPL-3.0-or-later

/// `-`, `/` and `%` between operands, which need a blank on both sides.
extension Lexer {
  /// One of the three; reports it where it surely stands between operands and a blank is missing.
  ///
  /// A `-` behind a name and a blank may be the sign of a clause's value (`retries -1`): the parser knows.
  mutating func tightOperator(_ kind: TokenKind) {
    let isTight = lacksBlank(kind)
    let isReported = isTight && tightOperatorIndex != tokens.count - 2
    if isReported { reportTightOperator() }
    if isTight { tightOperatorIndex = tokens.count }
    emit(kind, to: cursor + 1, diagnosed: isTight)
  }

  private func lacksBlank(_ kind: TokenKind) -> Bool {
    guard let last = tokens.last, !pending.contains(.newlineBefore) else { return false }
    let next = byte(cursor + 1)
    let isBlankBehind =
      next.isBlank || next == UInt8(ascii: "\n") || next == UInt8(ascii: "\r") || cursor + 1 == bytes.count
    let isStuck = last.end == cursor
    if kind == .minus, isStuck, isDelay(last) { return false }
    if last.kind.surelyEndsOperand || (last.kind == .identifier && (isStuck || kind != .minus)) {
      return isStuck || !isBlankBehind
    }
    return false
  }

  /// Whether a duration is the first end of `delay 5ms-20ms` in a simulated network, the one place where a range has
  /// units.
  private func isDelay(_ duration: Token) -> Bool {
    guard duration.kind == .duration, tokens.count > 1, case let word = tokens[tokens.count - 2] else { return false }
    return word.kind == .identifier && word.end - word.start == 5 && begins("delay", at: Int(word.start))
  }

  private mutating func reportTightOperator() {
    let (start, end) = tightChain()
    let sign = text(cursor, cursor + 1)
    let isWhole = start < cursor && end > cursor + 1 && end - start <= 60
    let place = isWhole ? span(start, end) : span(cursor, cursor + 1)
    report(
      Diagnostic(
        .tightOperator, "`\(sign)` between operands needs a blank on both sides", at: place,
        label: "without blanks this could be a literal",
        fixes: isWhole
          ? repairs(start, end, sign, isPart: isPart(start, end))
          : [Repair(replace: blanksAround(), with: " \(sign) ", isSafe: true)])
    )
  }

  /// The operator with the blanks that already stand around it.
  private func blanksAround() -> SourceSpan {
    var start = cursor
    while start > 0, bytes[start - 1].isBlank { start -= 1 }
    var end = cursor + 1
    while byte(end).isBlank { end += 1 }
    return span(start, end)
  }

  /// From the operand in front to the last operand that is joined by the same sign; a place without a name or number
  /// on its side ends at the sign.
  private func tightChain() -> (start: Int, end: Int) {
    guard let last = tokens.last, last.end == cursor, isWordlike(last.kind) else { return (cursor, cursor) }
    let sign = bytes[cursor]
    var end = operandEnd(cursor + 1)
    while end > cursor + 1, byte(end) == sign, byte(end + 1).continuesName { end = operandEnd(end + 1) }
    return (Int(last.start), end)
  }

  private func operandEnd(_ start: Int) -> Int {
    var end = nameEnd(start)
    while byte(end) == UInt8(ascii: "."), byte(end + 1).continuesName { end = nameEnd(end + 1) }
    return end
  }

  func isWordlike(_ kind: TokenKind) -> Bool {
    kind == .identifier
      || (kind.surelyEndsOperand && kind != .rightParen && kind != .rightBracket && kind != .stringEnd)
  }

  /// Whether the operands around an operator go on in front or behind: `x.a-b`, `a-f(x)`. The last token is the first
  /// operand.
  func isPart(_ start: Int, _ end: Int) -> Bool {
    let isMember = tokens.count > 1 && [.dot, .questionDot].contains(tokens[tokens.count - 2].kind)
    return isMember || ".([?".utf8.contains(byte(end))
  }

  /// What `a-b` may mean: the operator, and unless it is part of more the literal or call that looks like it.
  private func repairs(_ start: Int, _ end: Int, _ sign: String, isPart: Bool) -> [Repair] {
    let place = span(start, end)
    let written = text(start, end)
    let parts = operands(written, sign)
    var repairs = [Repair(replace: place, with: parts.joined(separator: " \(sign) "), meaning(sign))]
    if isPart { return repairs }
    if sign == "-", parts.count == 2 {
      repairs.append(Repair(replace: place, with: "range(\(parts[0]), \(parts[1]))", "a range"))
    } else if sign == "/" {
      repairs.append(otherSlash(place, written, parts))
    }
    return repairs
  }

  private func operands(_ written: String, _ sign: String) -> [String] {
    // The first operand may hold the sign itself (`10.0.0.0/8`).
    guard let last = tokens.last else { return [written] }
    let first = source.text(last.span)
    let rest = written.dropFirst(first.count + 1)
    return [first] + rest.split(separator: Character(sign), omittingEmptySubsequences: false).map(String.init)
  }

  private func otherSlash(_ place: SourceSpan, _ written: String, _ parts: [String]) -> Repair {
    if parts.count == 2, parts[1] == "tcp" || parts[1] == "udp" {
      return Repair(replace: place, with: "\(parts[1])(\(parts[0]))", "a set of ports")
    }
    if parts.count == 2, let prefix = Int(parts[1]), prefix <= 32, let network = shortNetwork(parts[0], prefix) {
      return Repair(replace: place, with: network, "a network")
    }
    return Repair(replace: place, with: "\"\(written)\"", "a text")
  }

  /// `10/8` as `10.0.0.0/8`, `192.168/16` as `192.168.0.0/16`.
  private func shortNetwork(_ base: String, _ prefix: Int) -> String? {
    let parts = base.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 3, parts.allSatisfy({ UInt8($0) != nil }), prefix >= 8, prefix <= parts.count * 8,
      prefix % 8 == 0, parts.count == prefix / 8
    else { return nil }
    let zeros = Array(repeating: "0", count: 4 - parts.count)
    return (parts.map(String.init) + zeros).joined(separator: ".") + "/\(prefix)"
  }

  private func meaning(_ sign: String) -> String {
    switch sign {
    case "-": "the difference"
    case "/": "the quotient"
    default: "the remainder"
    }
  }
}
