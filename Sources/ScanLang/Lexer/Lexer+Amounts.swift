// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers with and without a unit.
extension Lexer {
  /// A number from the cursor to an offset, and the unit behind it.
  mutating func amount(to end: Int, isFloat: Bool) {
    let next = byte(end)
    if next == UInt8(ascii: "%"), isPercent(end) { return percent(end) }
    if next | 0x20 == UInt8(ascii: "e"), let exponent = exponentEnd(end) { return float(to: exponent) }
    if next.isLetter { return unit(end, isFloat: isFloat) }
    if next >= 0x80, let (scalar, length) = ScalarDecoder.decode(bytes, at: end, limit: bytes.count),
      scalar.value == 0xB5 || scalar.value == 0x3BC, byte(end + length) == UInt8(ascii: "s")
    {
      return unknownUnit(.duration, end, end + length + 1)
    }
    isFloat ? float(to: end) : integer(to: end)
  }

  /// A whole number without unit.
  private mutating func integer(to end: Int) {
    if end - cursor > 1, bytes[cursor] == UInt8(ascii: "0") { return leadingZero(.integer, to: end) }
    checkInteger(cursor, end)
  }

  /// Checks underscores and size of an integer token and makes it.
  mutating func checkInteger(_ start: Int, _ end: Int) {
    if checkUnderscores(start, end) { return literal(.integer, to: end, isDiagnosed: true) }
    let token = Token(kind: .integer, flags: [], start: UInt32(start), end: UInt32(end), file: source.file)
    let isGood = LiteralReader.int(token, source) != nil
    if !isGood { reportTooLarge(start, end, "whole numbers reach 9223372036854775807") }
    literal(.integer, to: end, isDiagnosed: !isGood)
  }

  /// Reports an `_` that does not stand between two digits.
  mutating func checkUnderscores(_ start: Int, _ end: Int) -> Bool {
    let digits = end - start > 2 && bytes[start] == UInt8(ascii: "0") && bytes[start + 1].isLetter ? start + 2 : start
    var previousIsDigit = false
    for index in digits..<end {
      let isDigit = bytes[index] != UInt8(ascii: "_")
      let nextIsDigit = index + 1 < end && bytes[index + 1].isHexDigit
      if !isDigit, !previousIsDigit || !nextIsDigit {
        let fix = text(start, digits) + text(digits, end).split(separator: "_").joined(separator: "_")
        report(
          Diagnostic(
            .badDigits, "`_` stands only between two digits", at: span(index, index + 1),
            fixes: [Repair(replace: span(start, end), with: fix, isSafe: true)]))
        return true
      }
      previousIsDigit = isDigit
    }
    return false
  }

  mutating func reportTooLarge(_ start: Int, _ end: Int, _ label: String) {
    report(
      Diagnostic(.numberTooLarge, "\(quote(start, end)) is too large", at: span(start, end), label: label))
  }

  /// A number that begins with 0 and goes on.
  mutating func leadingZero(_ kind: TokenKind, to end: Int) {
    let rest = text(cursor, end).drop { $0 == "0" || $0 == "_" }
    let fix = rest.isEmpty ? "0" : rest.first == "." ? "0" + rest : String(rest)
    report(
      Diagnostic(
        .leadingZero, "\(quote(cursor, end)) begins with 0", at: span(cursor, end), label: "elsewhere that means octal",
        fixes: [Repair(replace: span(cursor, end), with: fix, "decimal")]))
    literal(kind, to: end, isDiagnosed: true)
  }

  // MARK: Floats and percents

  /// Offset behind the exponent that begins at an offset.
  private func exponentEnd(_ start: Int) -> Int? {
    var end = start + 1
    if byte(end) == UInt8(ascii: "+") || byte(end) == UInt8(ascii: "-") { end += 1 }
    let digits = digitsEnd(end)
    return digits > end ? digits : nil
  }

  private mutating func float(to end: Int) {
    let start = cursor
    if hasLeadingZero(start) { return leadingZero(.float, to: end) }
    if checkUnderscores(start, end) { return literal(.float, to: end, isDiagnosed: true) }
    let token = Token(kind: .float, flags: [], start: UInt32(start), end: UInt32(end), file: source.file)
    let isGood = LiteralReader.float(token, source) != nil
    if !isGood { reportTooLarge(start, end, "numbers with a point reach about 1.8e308") }
    literal(.float, to: end, isDiagnosed: !isGood)
  }

  func hasLeadingZero(_ start: Int) -> Bool {
    bytes[start] == UInt8(ascii: "0") && (byte(start + 1).isDigit || byte(start + 1) == UInt8(ascii: "_"))
  }

  /// Whether a `%` belongs to the number before it: nothing to compute with follows directly.
  private func isPercent(_ sign: Int) -> Bool {
    let next = byte(sign + 1)
    return !(next.continuesName || next == UInt8(ascii: "(") || next == UInt8(ascii: "\"") || next >= 0x80)
  }

  private mutating func percent(_ sign: Int) {
    if hasLeadingZero(cursor) { return leadingZero(.percent, to: sign + 1) }
    if checkUnderscores(cursor, sign) { return literal(.percent, to: sign + 1, isDiagnosed: true) }
    let token = Token(kind: .percent, flags: [], start: UInt32(cursor), end: UInt32(sign + 1), file: source.file)
    let isGood = LiteralReader.percent(token, source) != nil
    if !isGood { reportTooLarge(cursor, sign + 1, "numbers with a point reach about 1.8e308") }
    literal(.percent, to: sign + 1, isDiagnosed: !isGood)
  }
}
