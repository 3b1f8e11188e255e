// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Networks and ranges of addresses.
extension Lexer {
  /// An address from `start` to `end` with a prefix length behind it.
  mutating func network(_ start: Int, _ end: Int) {
    let digits = digitsEnd(end + 1)
    if byte(digits) == UInt8(ascii: "."), byte(digits + 1).isDigit { return netmask(start, end) }
    guard let base = Address(text(start, end)) else { return literal(.network, to: digits) }
    let written = text(end + 1, digits)
    let widest = base.isV4 ? 32 : 128
    guard let prefix = Int(written), prefix <= widest, written == String(prefix) else {
      return badPrefix(start, end, digits, widest)
    }
    let isClean = Network(base: base, prefix: prefix) != nil
    if !isClean {
      reportHostBits(base, prefix, start, end, digits)
    } else if byte(digits) == UInt8(ascii: "-"), byte(digits + 1).isDigit {
      return networkRange(start, digits)
    }
    literal(.network, to: digits, isDiagnosed: !isClean)
  }

  private mutating func reportHostBits(_ base: Address, _ prefix: Int, _ start: Int, _ end: Int, _ digits: Int) {
    guard let network = Network.containing(base, prefix: prefix) else { return }
    let place = span(start, digits)
    report(
      Diagnostic(
        .hostBitsSet, "\(text(start, digits)) names a host and a network at once", at: place,
        label: "the host part is \(hostPart(base, prefix)), not zero",
        fixes: [
          Repair(replace: place, with: "\(network)", "all \(countText(network.count)) addresses"),
          Repair(replace: place, with: text(start, end), "this address only"),
        ]))
  }

  private func hostPart(_ base: Address, _ prefix: Int) -> String {
    if let bits = base.v4 { return "\(Address(v4: prefix == 0 ? bits : bits & (UInt32.max >> UInt32(prefix))))" }
    let value = UInt128(base.high) << 64 | UInt128(base.low)
    let host = prefix == 0 ? value : value & (UInt128.max >> UInt128(prefix))
    return "\(Address(high: UInt64(truncatingIfNeeded: host >> 64), low: UInt64(truncatingIfNeeded: host)))"
  }

  private func countText(_ count: UInt128) -> String {
    count < 1 << 32 ? String(count) : "2^\(count.trailingZeroBitCount)"
  }

  private mutating func badPrefix(_ start: Int, _ end: Int, _ digits: Int, _ widest: Int) {
    let written = quote(end + 1, digits)
    let value = Int(written)
    var fixes: [Repair] = []
    if let value, value <= widest {
      fixes = [Repair(replace: span(end + 1, digits), with: String(value), isSafe: true)]
    }
    let isLarge = fixes.isEmpty
    report(
      Diagnostic(
        .badPrefix, isLarge ? "/\(written) is beyond /\(widest)" : "the prefix length /\(written) begins with 0",
        at: span(end, digits), label: "an IPv\(widest == 32 ? 4 : 6) address has \(widest) bits", fixes: fixes))
    emit(.network, to: literalEnd(digits), diagnosed: true)
  }

  private mutating func netmask(_ start: Int, _ end: Int) {
    var maskEnd = end + 1
    while byte(maskEnd).isDigit || (byte(maskEnd) == UInt8(ascii: ".") && byte(maskEnd + 1).isDigit) { maskEnd += 1 }
    var fixes: [Repair] = []
    if let mask = Address(text(end + 1, maskEnd))?.v4, let prefix = prefixLength(mask),
      let base = Address(text(start, end)), base.isV4, let network = Network.containing(base, prefix: prefix)
    {
      fixes = [Repair(replace: span(start, maskEnd), with: "\(network)", "all \(countText(network.count)) addresses")]
    }
    report(
      Diagnostic(
        .badPrefix, "behind `/` stands a prefix length, not a netmask", at: span(end + 1, maskEnd),
        label: "how many leading bits are fixed", fixes: fixes))
    emit(.network, to: literalEnd(maskEnd), diagnosed: true)
  }

  private func prefixLength(_ mask: UInt32) -> Int? {
    let length = (~mask).leadingZeroBitCount
    return mask == (length == 0 ? 0 : UInt32.max << UInt32(32 - length)) ? length : nil
  }

  private mutating func networkRange(_ start: Int, _ end: Int) {
    var last = end
    while byte(last).continuesName || byte(last) == UInt8(ascii: ".") || byte(last) == UInt8(ascii: "-")
      || byte(last) == UInt8(ascii: "/")
    { last += 1 }
    report(
      Diagnostic(
        .badAddressRange, "networks have no ranges between them", at: span(start, last),
        label: "list the networks, or give the first and last address"))
    emit(.network, to: last, diagnosed: true)
  }

  /// A range from the address `start..<end` to what ends at `last`.
  mutating func addressRange(_ start: Int, _ end: Int, to last: Int) {
    let probe = Token(kind: .addressRange, flags: [], start: UInt32(start), end: UInt32(last), file: source.file)
    if LiteralReader.addressRange(probe, source) != nil, byte(last) != UInt8(ascii: "-"),
      byte(last) != UInt8(ascii: "/")
    {
      return literal(.addressRange, to: last)
    }
    reportAddressRange(start, end, last)
    var behind = last
    while byte(behind).continuesName || "-./:".utf8.contains(byte(behind)) { behind += 1 }
    emit(.addressRange, to: behind, diagnosed: true)
  }

  private mutating func reportAddressRange(_ start: Int, _ end: Int, _ last: Int) {
    let place = span(start, last)
    let first = Address(text(start, end))
    let written = text(end + 1, last)
    var label = "the end is not an address"
    var fixes: [Repair] = []
    if let first, let second = Address(written) {
      if first.isV4 != second.isV4 {
        label = "one end is IPv4, the other IPv6"
      } else if second < first {
        label = "the end lies before the start"
        fixes = [Repair(replace: place, with: "\(written)-\(text(start, end))")]
      } else if byte(last) == UInt8(ascii: "/") || byte(last) == UInt8(ascii: "-") {
        label = "a range has two ends and no prefix length"
      } else {
        label = "the ends are on different links"
      }
    } else if let first, first.isV4, let part = Int(written) {
      (label, fixes) = shortRangeFault(first, part, start, end, last)
    } else if let first, !first.isV4 {
      label = "ranges of IPv6 addresses have both ends in full"
    }
    report(
      Diagnostic(
        .badAddressRange, "\(quote(start, last)) is not a range of addresses", at: place, label: label, fixes: fixes))
  }

  private func shortRangeFault(_ first: Address, _ part: Int, _ start: Int, _ end: Int, _ last: Int) -> (
    String, [Repair]
  ) {
    if part > 255 { return ("\(part) is beyond 255", []) }
    let from = Int((first.v4 ?? 0) & 255)
    if part < from {
      let swapped = text(start, end - String(from).utf8.count) + "\(part)-\(from)"
      return ("\(part) lies before \(from)", [Repair(replace: span(start, last), with: swapped)])
    }
    if byte(last) == UInt8(ascii: "-") || byte(last) == UInt8(ascii: "/") {
      return ("a range has two ends and no prefix length", [])
    }
    let plain = text(start, end) + "-\(part)"
    return ("the last part begins with 0", [Repair(replace: span(start, last), with: plain, isSafe: true)])
  }

  /// `10.0.0.1..10.0.0.9`, a habit.
  mutating func dottedAddressRange(_ start: Int, _ end: Int, to last: Int) {
    let fix = text(start, end) + "-" + text(dotsEnd(end), last)
    report(
      Diagnostic(
        .dottedRange, "a range is written with `-`, not with dots", at: span(start, last), label: "both ends included",
        fixes: [Repair(replace: span(start, last), with: fix, isSafe: true)]))
    emit(.addressRange, to: literalEnd(last), diagnosed: true)
  }
}
