// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Ranges, ports and rates.
extension Lexer {
  /// A range whose first end ends at an offset, where its `-` stands.
  mutating func range(_ dash: Int) {
    let start = cursor
    let digits = digitsEnd(dash + 1)
    let next = byte(digits)
    if next == UInt8(ascii: "-"), byte(digits + 1).isDigit { return rangeChain(digits) }
    if next.continuesName || text(start, digits).utf8.contains(UInt8(ascii: "_")) {
      return rangeOfOtherEnds(start, rangeTail(dash + 1))
    }
    if hasLeadingZero(start) || hasLeadingZero(dash + 1) { return rangeWithZeros(start, dash, digits) }
    let end = protocolEnd(digits) ?? digits
    let token = Token(kind: .range, flags: [], start: UInt32(start), end: UInt32(digits), file: source.file)
    guard let value = LiteralReader.range(token, source) else { return badRange(start, dash, digits, end) }
    if end > digits, value.last > 65535 { return portTooLarge(.range, start, digits, end) }
    if end == digits, next == UInt8(ascii: "/"), slashed(digits, onlyPorts: true) { return }
    literal(.range, to: end)
  }

  /// Offset behind `/tcp` or `/udp`.
  func protocolEnd(_ slash: Int) -> Int? {
    let isProtocol = begins("/tcp", at: slash) || begins("/udp", at: slash)
    return isProtocol && !byte(slash + 4).continuesName ? slash + 4 : nil
  }

  private mutating func badRange(_ start: Int, _ dash: Int, _ digits: Int, _ end: Int) {
    var first = LiteralText(bytes, start, dash)
    var second = LiteralText(bytes, dash + 1, digits)
    guard (try? first.integer()) != nil, (try? second.integer()) != nil else {
      reportTooLarge(start, digits, "the ends of a range reach 9223372036854775807")
      return literal(.range, to: end, isDiagnosed: true)
    }
    let (low, high) = (text(dash + 1, digits), text(start, dash))
    var fixes = [Repair(replace: span(start, digits), with: "\(low)-\(high)", "the range")]
    if end == digits { fixes.append(Repair(replace: span(start, digits), with: "\(high) - \(low)", "the difference")) }
    report(
      Diagnostic(
        .fallingRange, "the range \(text(start, digits)) ends before it begins", at: span(start, digits),
        label: "\(low) is less than \(high)", fixes: fixes))
    literal(.range, to: end, isDiagnosed: true)
  }

  private mutating func rangeWithZeros(_ start: Int, _ dash: Int, _ digits: Int) {
    let ends = [text(start, dash), text(dash + 1, digits)].map { end in
      let rest = end.drop { $0 == "0" }
      return rest.isEmpty ? "0" : String(rest)
    }
    let wrong = hasLeadingZero(start) ? (start, dash) : (dash + 1, digits)
    report(
      Diagnostic(
        .leadingZero, "\(text(wrong.0, wrong.1)) begins with 0", at: span(wrong.0, wrong.1),
        label: "elsewhere that means octal",
        fixes: [Repair(replace: span(start, digits), with: ends.joined(separator: "-"), "decimal")]))
    literal(.range, to: protocolEnd(digits) ?? digits, isDiagnosed: true)
  }

  /// `1-2-3`
  private mutating func rangeChain(_ second: Int) {
    let start = cursor
    var end = second
    while byte(end) == UInt8(ascii: "-"), byte(end + 1).isDigit { end = digitsEnd(end + 1) }
    let parts = text(start, end).split(separator: "-").map(String.init)
    var fixes: [Repair] = []
    if parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count <= 2, parts[2].utf8.count <= 2 {
      let padded = parts[1...].map { $0.utf8.count == 1 ? "0" + $0 : $0 }
      let date = ([parts[0]] + padded).joined(separator: "-")
      if CalendarDate(date) != nil { fixes.append(Repair(replace: span(start, end), with: date, "the date")) }
    }
    if fixes.isEmpty {
      let list = parts[0] + "-" + parts[1] + ", " + parts[2...].joined(separator: ", ")
      fixes.append(Repair(replace: span(start, end), with: list, "a range, and what follows it"))
    }
    fixes.append(Repair(replace: span(start, end), with: parts.joined(separator: " - "), "the difference"))
    report(
      Diagnostic(
        .rangeChain, "\(quote(start, end)) is neither a range nor a date", at: span(start, end),
        label: "a range has two ends", fixes: end - start <= 60 ? fixes : []))
    literal(.range, to: end, isDiagnosed: true)
  }

  /// Offset behind all that may be meant as the second end of a range.
  func rangeTail(_ start: Int) -> Int {
    var end = start
    while byte(end).continuesName || (byte(end) == UInt8(ascii: ".") && byte(end + 1).isDigit) { end += 1 }
    return end
  }

  /// `1-10k`, `1_000-2_000`, `1.5-2.5`
  mutating func rangeOfOtherEnds(_ start: Int, _ end: Int) {
    let token = Token(kind: .range, flags: .diagnosed, start: UInt32(start), end: UInt32(end), file: source.file)
    var fixes: [Repair] = []
    if let value = LiteralReader.range(token, source) {
      fixes.append(Repair(replace: span(start, end), with: "\(value.first)-\(value.last)", "the range"))
    }
    let parts = text(start, end).split(separator: "-").map(String.init)
    fixes.append(Repair(replace: span(start, end), with: parts.joined(separator: " - "), "the difference"))
    report(
      Diagnostic(
        .rangeEndForm, "the ends of a range are plain whole numbers", at: span(start, end),
        label: "between other values there is range(a, b)", fixes: end - start <= 60 ? fixes : []))
    emit(.range, to: literalEnd(protocolEnd(end) ?? end), diagnosed: true)
  }

  mutating func portTooLarge(_ kind: TokenKind, _ start: Int, _ digits: Int, _ end: Int) {
    report(
      Diagnostic(
        .portTooLarge, "\(quote(start, end)) is beyond the last port", at: span(start, digits),
        label: "ports reach 65535"))
    literal(kind, to: end, isDiagnosed: true)
  }

  // MARK: One end

  /// Whether a `-` in front of an offset ends what stands there, as nmap writes "and all above".
  func endsOpenRange(_ offset: Int) -> Bool {
    guard offset < bytes.count else { return true }
    return "\n\r,)]}".utf8.contains(bytes[offset])
  }

  /// Whether what follows ends an operand among ports: `ports 1- using syn`.
  func endsOpenPorts(_ offset: Int) -> Bool {
    var next = offset
    while byte(next).isBlank { next += 1 }
    guard next > offset, isAmongPorts else { return false }
    if endsOpenRange(next) || "{;#".utf8.contains(byte(next)) { return true }
    let word = text(next, nameEnd(next))
    return ["except", "as", "on"].contains(word) || ClauseWord.row(word, in: .scan) != nil
  }

  /// Whether the word `ports`, `on` or `except` stands on the line, not too far back.
  private var isAmongPorts: Bool {
    if pending.contains(.newlineBefore) { return false }
    for token in tokens.suffix(64).reversed() {
      if token.kind == .kwPorts || token.kind == .kwOn || token.kind == .kwExcept { return true }
      if token.flags.contains(.newlineBefore) { return false }
    }
    return false
  }

  mutating func openRange(_ dash: Int) {
    let start = cursor
    report(
      Diagnostic(
        .openRange, "the range \(quote(start, dash + 1)) has only one end", at: span(start, dash + 1),
        label: "up to which number?",
        fixes: [Repair(replace: span(start, dash + 1), with: text(start, dash) + "-65535", "up to the last port")]))
    emit(.range, to: dash + 1, diagnosed: true)
  }

  /// `1..1024`, a habit; also `...`, `..=` and `..<`.
  mutating func dottedRange(_ dots: Int) {
    let start = cursor
    let second = dotsEnd(dots)
    let end = digitsEnd(second)
    guard end > second else { return amount(to: dots, isFloat: false) }
    let token = Token(kind: .range, flags: .diagnosed, start: UInt32(start), end: UInt32(end), file: source.file)
    let fix =
      LiteralReader.range(token, source).map { "\($0.first)-\($0.last)" } ?? "\(text(start, dots))-\(text(second, end))"
    report(
      Diagnostic(
        .dottedRange, "a range is written with `-`, not with dots", at: span(start, end), label: "both ends included",
        fixes: [Repair(replace: span(start, end), with: fix, isSafe: true)]))
    emit(.range, to: literalEnd(protocolEnd(end) ?? end), diagnosed: true)
  }
}
