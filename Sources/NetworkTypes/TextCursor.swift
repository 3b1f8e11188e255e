// SPDX-License-Identifier: GPL-3.0-or-later

/// A position in the UTF-8 bytes of a literal; the parsers of this module read through it.
struct TextCursor {
  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ text: some StringProtocol) {
    bytes = Array(text.utf8)
  }

  /// True when every byte has been read.
  var isAtEnd: Bool { position == bytes.count }

  /// The next byte, not consumed.
  var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// Consumes the next byte when it is `byte`.
  mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard let next = peek, UInt32(next) == byte.value else { return false }
    position += 1
    return true
  }

  /// Consumes all of `word`, or nothing.
  mutating func take(word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard length <= bytes.count - position else { return false }
    for offset in 0..<length where bytes[position + offset] != word.utf8Start[offset] { return false }
    position += length
    return true
  }

  /// Reads decimal digits; nil when there is none, when the value passes `limit`, or, with
  /// `leadingZeros` false, when a number other than 0 begins with 0.
  mutating func decimal(limit: UInt64 = .max, leadingZeros: Bool = false) -> UInt64? {
    let start = position
    var value: UInt64 = 0
    while let digit = digit() {
      let (product, over) = value.multipliedReportingOverflow(by: 10)
      let (sum, carried) = product.addingReportingOverflow(digit)
      guard !over, !carried, sum <= limit else { return nil }
      value = sum
    }
    guard position > start else { return nil }
    if !leadingZeros && position - start > 1 && bytes[start] == UInt8(ascii: "0") { return nil }
    return value
  }

  /// Reads exactly `count` decimal digits, leading zeros included.
  mutating func fixedDecimal(digits count: Int) -> Int? {
    var value = 0
    for _ in 0..<count {
      guard let digit = digit() else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }

  /// Consumes one decimal digit.
  mutating func digit() -> UInt64? {
    guard let byte = peek, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
    position += 1
    return UInt64(byte - UInt8(ascii: "0"))
  }

  /// Consumes one hexadecimal digit of either case.
  mutating func hexDigit() -> UInt64? {
    if let value = digit() { return value }
    guard let byte = peek else { return nil }
    let lower = byte | 0x20
    guard lower >= UInt8(ascii: "a"), lower <= UInt8(ascii: "f") else { return nil }
    position += 1
    return UInt64(lower - UInt8(ascii: "a")) + 10
  }

  /// Goes back to a position seen before.
  mutating func rewind(to earlier: Int) {
    position = min(max(0, earlier), bytes.count)
  }

  /// Consumes what is left and gives it as text.
  mutating func rest() -> String {
    defer { position = bytes.count }
    return String(decoding: bytes[position...], as: UTF8.self)
  }
}
