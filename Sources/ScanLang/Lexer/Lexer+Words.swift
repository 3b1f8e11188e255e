// SPDX-License-Identifier: GPL-3.0-or-later

/// Names, reserved words, and the literals that begin with a letter.
extension Lexer {
  /// A letter, `_`, or a letter beyond ASCII.
  mutating func word() {
    let isMember = tokens.last.map { $0.kind == .dot || $0.kind == .questionDot } ?? false
    if !isBehindDot {
      if bytes[cursor].isHexDigit, let end = addressRunEnd(cursor) { return addressWithColons(to: end) }
      if byte(cursor + 1) == UInt8(ascii: "\""), prefixedText() { return }
      if byte(cursor + 1) == UInt8(ascii: ":"), portWithPrefix() { return }
    }
    let end = nameEnd(cursor)
    if end < bytes.count, bytes[end] >= 0x80, let wide = wideNameEnd(end) { return nameBeyondASCII(to: wide) }
    let kind = isMember ? nil : keywords.kind(bytes, cursor, end)
    emit(kind ?? .identifier, to: end)
  }

  /// Whether the token before is a `.` without a blank behind it.
  var isBehindDot: Bool {
    guard let last = tokens.last, last.end == cursor else { return false }
    return last.kind == .dot || last.kind == .questionDot
  }

  /// `r"…"` and `b"…"`
  private mutating func prefixedText() -> Bool {
    switch bytes[cursor] {
    case UInt8(ascii: "r"): wholeText(.rawString)
    case UInt8(ascii: "b"): wholeText(.bytes)
    default: return false
    }
    return true
  }

  /// Offset behind a name that goes on with letters beyond ASCII; `nil` if it does not.
  private func wideNameEnd(_ start: Int) -> Int? {
    var end = start
    while end < bytes.count {
      if bytes[end].continuesName {
        end += 1
      } else if bytes[end] >= 0x80, let (scalar, length) = ScalarDecoder.decode(bytes, at: end, limit: bytes.count),
        CharacterTable.isNamePart(scalar)
      {
        end += length
      } else {
        break
      }
    }
    return end > start ? end : nil
  }

  private mutating func nameBeyondASCII(to end: Int) {
    let start = cursor
    var first = start
    while bytes[first] < 0x80 { first += 1 }
    let length = ScalarDecoder.decode(bytes, at: first, limit: end)?.length ?? 1
    report(
      Diagnostic(
        .nonASCIIName, "the name `\(quote(start, end))` has letters beyond A to Z",
        at: span(first, first + length), label: "\(scalarName(first)) is no letter of a name",
        notes: ["host names and other texts stand between quotes and may hold any letters"]))
    emit(.identifier, to: end, diagnosed: true)
  }

  // MARK: Habits

  /// `T:80`, `U:53-60` as nmap writes ports; `false` where a map key or an argument name may stand.
  private mutating func portWithPrefix() -> Bool {
    let letter = bytes[cursor]
    guard letter == UInt8(ascii: "T") || letter == UInt8(ascii: "U"), byte(cursor + 2).isDigit,
      !mayBeKey
    else { return false }
    let proto = letter == UInt8(ascii: "T") ? "tcp" : "udp"
    let start = cursor + 2
    var end = digitsEnd(start)
    let isRange = byte(end) == UInt8(ascii: "-") && byte(end + 1).isDigit
    if isRange { end = digitsEnd(end + 1) }
    let fix = "\(text(start, end))/\(proto)"
    report(
      Diagnostic(
        .nmapPortPrefix, "the protocol stands behind the port: `\(fix)`", at: span(cursor, end),
        label: "nmap's way to write it", fixes: [Repair(replace: span(cursor, end), with: fix, isSafe: true)]))
    emit(isRange ? .range : .port, to: literalEnd(end), diagnosed: true)
    return true
  }

  /// Whether a word at the cursor may be a map key or the name of an argument.
  private var mayBeKey: Bool {
    switch modes.last {
    case .paren, .dollarBrace, .interpolation: return true
    case .brace:
      guard let last = tokens.last else { return true }
      if last.kind == .comma, tokens.count > 1 { return !isPrefixedPort(tokens[tokens.count - 2]) }
      return last.kind == .leftBrace || last.kind == .semicolon || pending.contains(.newlineBefore)
    default: return false
    }
  }

  private func isPrefixedPort(_ token: Token) -> Bool {
    (token.kind == .port || token.kind == .range) && token.flags.contains(.diagnosed)
  }
}
