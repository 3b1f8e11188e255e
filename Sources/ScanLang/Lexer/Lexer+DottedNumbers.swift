// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Numbers with points: IPv4 addresses, floats, and what looks like them.
extension Lexer {
  /// What a run of digits, points, dashes and stars consists of.
  private struct DottedRun {
    var end: Int
    /// Points in front of each dash, and in front of the end.
    var pointsBeforeDash: [Int] = []
    var points = 0
    var hasStar = false
    /// Where the first dash stands.
    var dash = 0
  }

  /// A literal with points at the cursor; `false` if there is none.
  mutating func dotted() -> Bool {
    let run = dottedRun(cursor)
    guard run.points > 0 else { return false }
    if run.hasStar {
      wildcard(to: run.end)
    } else if let before = run.pointsBeforeDash.first {
      dashed(run, before)
    } else if run.points == 1 {
      pointNumber(to: run.end)
    } else {
      addressV4(to: run.end)
    }
    return true
  }

  private func dottedRun(_ start: Int) -> DottedRun {
    var run = DottedRun(end: digitsEnd(start))
    while run.end < bytes.count {
      let byte = bytes[run.end]
      let next = self.byte(run.end + 1)
      if byte == UInt8(ascii: "."), next.isDigit || next == UInt8(ascii: "*") {
        run.points += 1
        run.hasStar = run.hasStar || next == UInt8(ascii: "*")
        run.end = next.isDigit ? digitsEnd(run.end + 1) : run.end + 2
      } else if byte == UInt8(ascii: "-"), next.isDigit {
        if run.pointsBeforeDash.isEmpty { run.dash = run.end }
        run.pointsBeforeDash.append(run.points)
        run.end = digitsEnd(run.end + 1)
      } else {
        break
      }
    }
    return run
  }

  /// `1.5`, with what may follow.
  private mutating func pointNumber(to end: Int) {
    if byte(end) == UInt8(ascii: "/"), slashed(end) { return }
    if byte(end) == UInt8(ascii: "_") { return amount(to: numberEnd(end), isFloat: true) }
    amount(to: end, isFloat: true)
  }

  /// A run with dashes: a range of addresses, or target syntax of nmap.
  private mutating func dashed(_ run: DottedRun, _ before: Int) {
    let start = cursor
    let isRange = before == 3 && run.pointsBeforeDash.count == 1 && (run.points == 3 || run.points == 6)
    if isRange {
      guard checkOctets(start, run.dash) else { return emit(.addressRange, to: literalEnd(run.end), diagnosed: true) }
      return addressRange(start, run.dash, to: run.end)
    }
    if run.points <= 2, before <= 1, run.pointsBeforeDash.count == 1 { return rangeOfOtherEnds(start, run.end) }
    let isTarget = run.points == 3
    let place = span(start, run.end)
    let fixes = isTarget ? [Repair(replace: place, with: "\"\(text(start, run.end))\"", "as nmap reads it")] : []
    let code: DiagnosticCode = isTarget ? .octetList : .badAddressRange
    report(
      Diagnostic(
        code,
        isTarget
          ? "ranges within an address are written as text" : "\(quote(start, run.end)) is not a range of addresses",
        at: place, label: isTarget ? "target syntax of nmap" : "a range has two addresses as its ends", fixes: fixes))
    emit(.addressRange, to: literalEnd(run.end), diagnosed: true)
  }

  /// `10.0.0.*`, a habit.
  private mutating func wildcard(to end: Int) {
    let start = cursor
    let token = Token(kind: .network, flags: .diagnosed, start: UInt32(start), end: UInt32(end), file: source.file)
    let place = span(start, end)
    let network = LiteralReader.network(token, source)
    let asText = Repair(replace: place, with: "\"\(quote(start, end))\"", "as nmap reads it")
    let fix = network.map { Repair(replace: place, with: "\($0)", "all \($0.count) addresses") } ?? asText
    report(
      Diagnostic(
        .wildcardAddress, "addresses that begin alike are written as a network", at: place,
        label: "nmap's way to write it",
        fixes: [fix]))
    emit(.network, to: literalEnd(end), diagnosed: true)
  }

  // MARK: IPv4

  private mutating func addressV4(to end: Int) {
    let start = cursor
    guard checkOctets(start, end) else { return malformedTail(end) }
    let next = byte(end)
    if next == UInt8(ascii: "%"), byte(end + 1).continuesName { return zoneV4(end) }
    if next == UInt8(ascii: ":"), byte(end + 1).isDigit || byte(end + 1) == UInt8(ascii: "*") {
      return addressWithPort(end)
    }
    addressTail(start, end)
  }

  /// The rest of a literal whose address is malformed, as one token.
  private mutating func malformedTail(_ end: Int) {
    let isNetwork = byte(end) == UInt8(ascii: "/") && byte(end + 1).isDigit
    emit(isNetwork ? .network : .address, to: literalEnd(isNetwork ? digitsEnd(end + 1) : end), diagnosed: true)
  }

  /// Reports what keeps digits and points from being an IPv4 address; `true` if nothing does.
  private mutating func checkOctets(_ start: Int, _ end: Int) -> Bool {
    let written = text(start, end)
    if Address(written) != nil { return true }
    let parts = written.split(separator: ".")
    guard parts.count == 4 else {
      let notes = parts.count == 3 ? ["versions and the like are texts: \"\(quote(start, end))\""] : []
      report(
        Diagnostic(
          .malformedIPv4, "\(quote(start, end)) is not an IPv4 address", at: span(start, end),
          label: "\(parts.count) parts where four are needed", notes: notes))
      return false
    }
    var from = start
    for part in parts {
      let to = from + part.utf8.count
      if Int(part).map({ $0 > 255 }) ?? true {
        report(
          Diagnostic(
            .malformedIPv4, "\(quote(start, end)) is not an IPv4 address", at: span(from, to), label: "beyond 255"))
        return false
      }
      if part.utf8.count > 1, part.first == "0" {
        let fixed = parts.map { String(Int($0) ?? 0) }.joined(separator: ".")
        report(
          Diagnostic(
            .malformedIPv4, "the part \(part) of \(written) begins with 0", at: span(from, to),
            label: "some programs read this as octal",
            fixes: [Repair(replace: span(start, end), with: fixed, "decimal")]))
        return false
      }
      from = to + 1
    }
    return false
  }

  private mutating func zoneV4(_ percent: Int) {
    let end = nameEnd(percent + 1)
    report(
      Diagnostic(
        .badZone, "IPv4 addresses have no zone", at: span(percent, end), label: "only link-local IPv6 addresses do",
        fixes: [Repair(replace: span(cursor, end), with: text(cursor, percent))], ))
    emit(.address, to: end, diagnosed: true)
  }

  /// `10.0.0.1:443`, a habit: the port is skipped.
  private mutating func addressWithPort(_ colon: Int) {
    let start = cursor
    let end = byte(colon + 1).isDigit ? digitsEnd(colon + 1) : colon + 2
    let (address, port) = (text(start, colon), text(colon + 1, end))
    report(
      Diagnostic(
        .addressWithPort, "address and port are given apart", at: span(start, end), label: "one word too many",
        fixes: [
          Repair(replace: span(start, end), with: "\(address) ports \(port)", "in a scan"),
          Repair(replace: span(start, end), with: "\(address), \(port)/tcp", "in a call such as probe"),
        ]))
    emit(.address, to: colon, diagnosed: true)
    pass(.skipped, to: literalEnd(end))
  }
}
