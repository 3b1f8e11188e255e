// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Addresses with colons: IPv6, and hardware addresses that are none.
extension Lexer {
  /// Offset behind the IPv6 address that begins at an offset: hexadecimal digits, at least two colons, and an IPv4
  /// tail. A run that ends in one colon, or in three, leaves the last to a map key. `nil` if there is none.
  func addressRunEnd(_ start: Int) -> Int? {
    var end = start
    while end < bytes.count, bytes[end].isHexDigit { end += 1 }
    guard byte(end) == UInt8(ascii: ":") else { return nil }
    var colons = 0
    while end < bytes.count {
      let byte = bytes[end]
      if byte == UInt8(ascii: ":") {
        colons += 1
      } else if byte == UInt8(ascii: ".") {
        guard colons >= 2, bytes[end - 1].isDigit, self.byte(end + 1).isDigit else { break }
      } else if !byte.isHexDigit {
        break
      }
      end += 1
    }
    let trailing = trailingColons(start, end)
    if trailing == 1 || trailing >= 3 {
      end -= 1
      colons -= 1
    }
    return colons >= 2 ? end : nil
  }

  private func trailingColons(_ start: Int, _ end: Int) -> Int {
    var count = 0
    while count < 3, end - count > start, bytes[end - count - 1] == UInt8(ascii: ":") { count += 1 }
    return count
  }

  /// The address from the cursor to an offset, with the zone, prefix or second end behind it.
  mutating func addressWithColons(to runEnd: Int) {
    let start = cursor
    if isHardwareAddress(start, runEnd) { return hardwareAddress(to: runEnd) }
    let end = zoneEnd(runEnd)
    guard Address(text(start, end)) != nil else { return malformedIPv6(to: end) }
    addressTail(start, end)
  }

  /// Offset behind a zone that begins at an offset.
  private func zoneEnd(_ start: Int) -> Int {
    guard byte(start) == UInt8(ascii: "%"), byte(start + 1).continuesName else { return start }
    var end = start + 1
    while end < bytes.count {
      let byte = bytes[end]
      if byte == UInt8(ascii: "-"), self.byte(end + 1) == UInt8(ascii: ":") || addressRunEnd(end + 1) != nil { break }
      if byte == UInt8(ascii: "."), !self.byte(end + 1).continuesName { break }
      if byte == UInt8(ascii: "-"), !self.byte(end + 1).continuesName { break }
      guard byte.continuesName || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") else { break }
      end += 1
    }
    return end
  }

  /// What may follow an address: a prefix length, the other end of a range, or nothing.
  mutating func addressTail(_ start: Int, _ end: Int) {
    let next = byte(end)
    if next == UInt8(ascii: "/"), byte(end + 1).isDigit { return network(start, end) }
    if next == UInt8(ascii: "%"), isStuckZone(end) { return emptyZone(start, end) }
    if next == UInt8(ascii: "-"), let other = secondEnd(end + 1) { return addressRange(start, end, to: other) }
    if next == UInt8(ascii: "."), byte(end + 1) == UInt8(ascii: "."), let other = secondEnd(dotsEnd(end)) {
      return dottedAddressRange(start, end, to: other)
    }
    literal(.address, to: end)
  }

  func dotsEnd(_ start: Int) -> Int {
    var end = start
    while byte(end) == UInt8(ascii: ".") { end += 1 }
    while byte(end) == UInt8(ascii: "<") || byte(end) == UInt8(ascii: "=") { end += 1 }
    return end
  }

  private func isStuckZone(_ percent: Int) -> Bool {
    let next = byte(percent + 1)
    return !next.isBlank || next.continuesName
  }

  /// Offset behind an address, or behind digits, that begin at an offset.
  func secondEnd(_ start: Int) -> Int? {
    if let end = addressRunEnd(start) { return zoneEnd(end) }
    var end = digitsEnd(start)
    guard end > start else {
      // `2001:db8::1-ff`: a name would follow a blank.
      var hex = start
      while byte(hex).isHexDigit { hex += 1 }
      return hex > start && !byte(hex).continuesName && bytes[start - 1] == UInt8(ascii: "-")
        && isBehindColons(start - 1)
        ? hex : nil
    }
    while byte(end) == UInt8(ascii: "."), byte(end + 1).isDigit { end = digitsEnd(end + 1) }
    if isBehindColons(start - 1) {
      while byte(end).isHexDigit { end += 1 }
    }
    return end
  }

  /// Whether the address in front of an offset has colons.
  private func isBehindColons(_ offset: Int) -> Bool {
    bytes[cursor..<max(cursor, offset)].contains(UInt8(ascii: ":"))
  }

  private func isHardwareAddress(_ start: Int, _ end: Int) -> Bool {
    guard end - start == 17 else { return false }
    return (0..<17).allSatisfy { offset in
      let byte = bytes[start + offset]
      return offset % 3 == 2 ? byte == UInt8(ascii: ":") : byte.isHexDigit
    }
  }

  private mutating func hardwareAddress(to end: Int) {
    let value = text(cursor, end)
    report(
      Diagnostic(
        .macAddress, "\(value) is a hardware (MAC) address, not an IP address", at: span(cursor, end),
        label: "targets are IP addresses or host names",
        fixes: [Repair(replace: span(cursor, end), with: "\"\(value)\"", "as text, to compare with")]))
    emit(.address, to: literalEnd(end), diagnosed: true)
  }

  private mutating func emptyZone(_ start: Int, _ end: Int) {
    report(
      Diagnostic(
        .badZone, "the zone behind `%` is missing", at: span(start, end + 1), label: "name the interface here",
        fixes: [
          Repair(replace: span(start, end + 1), with: text(start, end) + "%eth0", "an address on the link of eth0"),
          Repair(replace: span(start, end + 1), with: text(start, end), "an address without a zone"),
        ]))
    emit(.address, to: literalEnd(end + 1), diagnosed: true)
  }

  private mutating func malformedIPv6(to end: Int) {
    let reason = IPv6Fault.reason(text(cursor, end))
    let isTime =
      end - cursor <= 8 && !text(cursor, end).contains("::")
      && bytes[cursor..<end].allSatisfy { $0.isDigit || $0 == UInt8(ascii: ":") }
    let notes = isTime ? ["times of day have no literal; dates are written 2026-12-31, durations 1h30m"] : []
    report(
      Diagnostic(
        .malformedIPv6, "\(quote(cursor, end)) is not an IPv6 address", at: span(cursor, end), label: reason,
        notes: notes)
    )
    emit(.address, to: literalEnd(end), diagnosed: true)
  }
}
