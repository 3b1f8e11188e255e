// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// What stands behind a number and a slash: a protocol or a unit of a rate.
extension Lexer {
  private static let protocols: Set<String> = [
    "tcp", "udp", "sctp", "dccp", "icmp", "ip", "any", "both", "all", "tls", "ssl", "quic", "http", "https", "dns",
  ]

  private static let rateUnits = [
    "s": "s", "sec": "s", "secs": "s", "second": "s", "seconds": "s", "m": "m", "min": "m", "mins": "m", "minute": "m",
    "minutes": "m", "h": "h", "hr": "h", "hour": "h", "hours": "h", "ms": "s", "us": "s", "d": "h", "day": "h",
  ]

  /// A port or rate whose number ends at a slash; `false` if the slash divides.
  mutating func slashed(_ slash: Int, onlyPorts: Bool = false) -> Bool {
    let end = nameEnd(slash + 1)
    guard end > slash + 1, byte(slash + 1).isLetter else { return false }
    let word = text(slash + 1, end).lowercased()
    if end - slash <= 8, Lexer.protocols.contains(word) {
      port(slash, end)
    } else if !onlyPorts, end - slash <= 8, Lexer.rateUnits[word] != nil {
      rate(slash, end)
    } else {
      return false
    }
    return true
  }

  /// Offset behind a slash and `s`, `m` or `h`.
  func rateUnitEnd(_ slash: Int) -> Int? {
    guard byte(slash) == UInt8(ascii: "/"), !byte(slash + 2).continuesName else { return nil }
    let unit = byte(slash + 1)
    return unit == UInt8(ascii: "s") || unit == UInt8(ascii: "m") || unit == UInt8(ascii: "h") ? slash + 2 : nil
  }

  // MARK: Ports

  private mutating func port(_ slash: Int, _ end: Int) {
    let start = cursor
    let isRange = bytes[start..<slash].contains(UInt8(ascii: "-"))
    let kind: TokenKind = isRange ? .range : .port
    guard protocolEnd(slash) == end else { return unknownProtocol(kind, slash, end) }
    if hasLeadingZero(start) { return leadingZero(kind, to: end) }
    let token = Token(kind: kind, flags: [], start: UInt32(start), end: UInt32(end), file: source.file)
    if !bytes[start..<slash].allSatisfy(\.isDigit) {
      let fixes = LiteralReader.port(token, source).map {
        [Repair(replace: span(start, end), with: "\($0)", isSafe: true)]
      }
      report(
        Diagnostic(
          .badDigits, "a port is a plain whole number", at: span(start, slash), label: "without `_`, `k` or a point",
          fixes: fixes ?? []))
      return literal(kind, to: end, isDiagnosed: true)
    }
    if LiteralReader.port(token, source) == nil { return portTooLarge(kind, start, slash, end) }
    literal(kind, to: end)
  }

  private mutating func unknownProtocol(_ kind: TokenKind, _ slash: Int, _ end: Int) {
    let word = text(slash + 1, end)
    let number = text(cursor, slash)
    let small = word.lowercased()
    let names = small == "tcp" || small == "udp" ? [small] : ["tcp", "udp"]
    let fixes = names.map {
      Repair(replace: span(cursor, end), with: "\(number)/\($0)", isSafe: names.count == 1)
    }
    let headline =
      names.count == 1 ? "protocols are written in small letters: `\(small)`" : "ports are not pinned to `\(word)`"
    report(
      Diagnostic(
        .unknownProtocol, headline, at: span(slash + 1, end),
        label: names.count == 1 ? "" : "only tcp and udp have ports here",
        fixes: end - cursor <= 60 ? fixes : []))
    literal(kind, to: end, isDiagnosed: true)
  }

  // MARK: Rates

  private mutating func rate(_ slash: Int, _ end: Int) {
    let start = cursor
    let word = text(slash + 1, end)
    if rateUnitEnd(slash) == nil { return badRateUnit(word, slash, end) }
    if hasLeadingZero(start) { return leadingZero(.rate, to: end) }
    if checkUnderscores(start, slash) { return literal(.rate, to: end, isDiagnosed: true) }
    let token = Token(kind: .rate, flags: [], start: UInt32(start), end: UInt32(end), file: source.file)
    let value = LiteralReader.rate(token, source)
    if bytes[start..<slash].contains(UInt8(ascii: ".")) {
      report(
        Diagnostic(
          .notWhole, "a rate counts whole things", at: span(start, slash), label: "this has a fraction",
          fixes: value.map { [Repair(replace: span(start, end), with: "\($0)")] } ?? []))
      return literal(.rate, to: end, isDiagnosed: true)
    }
    if value == nil { reportTooLarge(start, end, "counts of rates reach 9223372036854775807") }
    literal(.rate, to: end, isDiagnosed: value == nil)
  }

  private mutating func badRateUnit(_ word: String, _ slash: Int, _ end: Int) {
    let meant = Lexer.rateUnits[word.lowercased()] ?? "s"
    let isOther = ["ms", "us", "d", "day"].contains(word.lowercased())
    let fix = text(cursor, slash) + "/" + meant
    report(
      Diagnostic(
        .badRateUnit, "rates are per `s`, `m` or `h`, not `\(word)`", at: span(slash + 1, end),
        label: isOther ? "per second, minute or hour" : "write `\(meant)`",
        fixes: isOther ? [] : [Repair(replace: span(cursor, end), with: fix, isSafe: true)]))
    literal(.rate, to: end, isDiagnosed: true)
  }
}
