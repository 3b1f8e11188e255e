// SPDX-License-Identifier: GPL-3.0-or-later

/// Literals that begin with a digit: which one it is.
extension Lexer {
  mutating func number() {
    let start = cursor
    if isBehindDot { return literal(.integer, to: digitsEnd(start)) }
    if let end = addressRunEnd(start) { return addressWithColons(to: end) }
    if isDateShape(start) { return date() }
    if dotted() || based() { return }
    let digits = numberEnd(start)
    let next = byte(digits)
    if next == UInt8(ascii: "."), byte(digits + 1).isDigit { return fraction(from: digits) }
    if next == UInt8(ascii: "."), byte(digits + 1) == UInt8(ascii: ".") { return dottedRange(digits) }
    if next == UInt8(ascii: "-") {
      if byte(digits + 1).isDigit { return range(digits) }
      if endsOpenRange(digits + 1) || endsOpenPorts(digits + 1) { return openRange(digits) }
    }
    if next == UInt8(ascii: "/"), slashed(digits) { return }
    amount(to: digits, isFloat: false)
  }

  /// Offset behind digits and `_`.
  func numberEnd(_ start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end].isDigit || bytes[end] == UInt8(ascii: "_") { end += 1 }
    return end
  }

  private mutating func fraction(from point: Int) {
    amount(to: numberEnd(point + 1), isFloat: true)
  }

  // MARK: Ends

  /// Makes a literal token; what sticks to it is reported unless something else was.
  mutating func literal(_ kind: TokenKind, to end: Int, isDiagnosed: Bool = false) {
    let behind = literalEnd(end)
    if behind > end, !isDiagnosed {
      let tail = quote(end, behind)
      report(
        Diagnostic(
          .gluedText, "`\(tail)` sticks to \(kind.wording)", at: span(end, behind), label: "belongs to nothing",
          fixes: [Repair(replace: span(end, end), with: " ", "if it is a word of its own")]))
    }
    emit(kind, to: behind, diagnosed: isDiagnosed || behind > end)
  }

  /// Offset behind letters and digits that stick to a literal.
  func literalEnd(_ start: Int) -> Int {
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
    return end
  }

  // MARK: Dates

  /// Whether four, two and two digits with `-` between them stand at an offset, and no more.
  private func isDateShape(_ start: Int) -> Bool {
    guard start + 10 <= bytes.count else { return false }
    for offset in 0..<10 {
      let byte = bytes[start + offset]
      guard offset == 4 || offset == 7 ? byte == UInt8(ascii: "-") : byte.isDigit else { return false }
    }
    return !byte(start + 10).isDigit
  }

  private mutating func date() {
    let start = cursor
    let end = start + 10
    let token = Token(kind: .date, flags: [], start: UInt32(start), end: UInt32(end), file: source.file)
    let next = byte(end)
    if next == UInt8(ascii: "-"), byte(end + 1).isDigit { return dateRange(end) }
    if next == UInt8(ascii: "T"), byte(end + 1).isDigit { return dateAndTime(end) }
    guard LiteralReader.date(token, source) == nil else { return literal(.date, to: end) }
    report(
      Diagnostic(
        .badDate, "\(text(start, end)) is not in the calendar", at: span(start, end),
        label: "year-month-day", notes: ["for a difference put blanks around each `-`"]))
    literal(.date, to: end, isDiagnosed: true)
  }

  private mutating func dateRange(_ end: Int) {
    var last = end
    while byte(last).isDigit || byte(last) == UInt8(ascii: "-") { last += 1 }
    report(
      Diagnostic(
        .badDate, "dates have no ranges between them", at: span(cursor, last),
        label: "compare with `>=` and `<=` instead"))
    literal(.date, to: last, isDiagnosed: true)
  }

  private mutating func dateAndTime(_ end: Int) {
    var last = end
    while byte(last).continuesName || ":.+-".utf8.contains(byte(last)) { last += 1 }
    report(
      Diagnostic(
        .badDate, "a date has no time of day", at: span(end, last), label: "this is too much",
        fixes: [Repair(replace: span(cursor, last), with: text(cursor, end), "the day, in UTC")]))
    emit(.date, to: last, diagnosed: true)
  }

  // MARK: Other bases

  /// `0x1f`, `0b101`
  private mutating func based() -> Bool {
    let start = cursor
    guard bytes[start] == UInt8(ascii: "0") else { return false }
    let mark = byte(start + 1)
    let letter = mark | 0x20
    guard letter == UInt8(ascii: "x") || letter == UInt8(ascii: "b") || letter == UInt8(ascii: "o") else {
      return false
    }
    let end = nameEnd(start)
    // `0B` is no bytes.
    if mark == UInt8(ascii: "B"), end == start + 2 { return false }
    if let problem = baseProblem(start, end) {
      report(problem)
      emit(.integer, to: literalEnd(end), diagnosed: true)
    } else {
      checkInteger(start, end)
    }
    return true
  }

  private func baseProblem(_ start: Int, _ end: Int) -> Diagnostic? {
    let mark = bytes[start + 1]
    let place = span(start, end)
    if mark | 0x20 == UInt8(ascii: "o") {
      let value = (try? octal(start + 2, end)).map { [Repair(replace: place, with: String($0))] } ?? []
      return Diagnostic(
        .badDigits, "there are no octal numbers", at: place, label: "write it in another base", fixes: value)
    }
    if mark < UInt8(ascii: "a") {
      let fix = "0" + String(Unicode.Scalar(mark | 0x20)) + text(start + 2, end)
      return Diagnostic(
        .badDigits, "the mark of the base is a small letter", at: span(start + 1, start + 2), label: "`\(fix)`",
        fixes: [Repair(replace: place, with: fix, isSafe: true)])
    }
    let base = mark == UInt8(ascii: "x") ? 16 : 2
    let wrong = (start + 2..<end).first {
      bytes[$0] != UInt8(ascii: "_") && !(bytes[$0].isHexDigit && bytes[$0].hexValue < base)
    }
    if let wrong {
      return Diagnostic(
        .badDigits, "`\(text(wrong, wrong + 1))` is no digit of a number with base \(base)", at: span(wrong, wrong + 1),
        label: base == 16 ? "0 to 9 and a to f" : "0 or 1")
    }
    if (start + 2..<end).allSatisfy({ bytes[$0] == UInt8(ascii: "_") }) {
      return Diagnostic(.badDigits, "digits are missing behind `\(text(start, start + 2))`", at: place)
    }
    return nil
  }

  private func octal(_ start: Int, _ end: Int) throws(LiteralText.Fault) -> Int64 {
    var text = LiteralText(bytes, start, end)
    let value = try text.integer(base: 8)
    if !text.isAtEnd { throw .malformed }
    return value
  }
}
