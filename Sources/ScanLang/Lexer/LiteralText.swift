// SPDX-License-Identifier: GPL-3.0-or-later

/// A cursor over the text of one literal.
struct LiteralText {
  /// Why an amount has no value.
  enum Fault: Error {
    case tooLarge, notWhole
    /// A part that is not there or cannot be read.
    case malformed
  }

  let bytes: [UInt8]
  var index: Int
  let end: Int

  init(_ bytes: [UInt8], _ start: Int, _ end: Int) {
    self.bytes = bytes
    self.index = start
    self.end = min(end, bytes.count)
  }

  init(_ token: Token, _ source: SourceFile) {
    self.init(source.bytes, Int(token.start), Int(token.end))
  }

  var isAtEnd: Bool { index >= end }

  /// The next byte, or 0 at the end.
  var next: UInt8 { index < end ? bytes[index] : 0 }

  /// Goes past a byte if it comes next.
  mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard index < end, bytes[index] == UInt8(ascii: byte) else { return false }
    index += 1
    return true
  }

  /// The rest as text.
  var rest: String { String(decoding: bytes[min(index, end)..<end], as: UTF8.self) }

  /// The letters that come next.
  mutating func letters() -> String {
    let start = index
    while index < end, bytes[index].isLetter { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// A number in a base with `_` between digits.
  mutating func integer(base: Int64 = 10) throws(Fault) -> Int64 {
    var value: Int64 = 0
    var count = 0
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: "_") {
        index += 1
        continue
      }
      guard byte.isHexDigit, byte.hexValue < base else { break }
      let (product, isOver) = value.multipliedReportingOverflow(by: base)
      let (sum, isOverToo) = product.addingReportingOverflow(Int64(byte.hexValue))
      if isOver || isOverToo { throw .tooLarge }
      value = sum
      count += 1
      index += 1
    }
    guard count > 0 else { throw .malformed }
    return value
  }

  /// A decimal number, perhaps with a fraction, to be multiplied.
  mutating func amount() throws(Fault) -> Amount {
    var amount = Amount(digits: 0, decimals: 0)
    var count = 0
    var hasPoint = false
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: "."), !hasPoint, index + 1 < end, bytes[index + 1].isDigit {
        hasPoint = true
      } else if byte.isDigit {
        try amount.append(byte, isFraction: hasPoint)
        count += 1
      } else if byte != UInt8(ascii: "_") {
        break
      }
      index += 1
    }
    guard count > 0 else { throw .malformed }
    return amount
  }

  /// A decimal number kept exactly.
  struct Amount {
    var digits: Int128
    var decimals: Int

    /// Whether it has a fraction.
    var isFraction: Bool { decimals > 0 }

    fileprivate mutating func append(_ byte: UInt8, isFraction: Bool) throws(Fault) {
      // Zeros at the end of a fraction say nothing; other digits beyond these are finer than any unit.
      if isFraction, decimals >= 18 {
        if byte == UInt8(ascii: "0") { return }
        throw .notWhole
      }
      guard digits < 1_000_000_000_000_000_000_000 else { throw .tooLarge }
      digits = digits * 10 + Int128(byte.hexValue)
      if isFraction { decimals += 1 }
    }

    /// The product with a factor, which must be whole and fit.
    func times(_ factor: Int64) throws(Fault) -> Int64 {
      var divisor: Int128 = 1
      for _ in 0..<decimals { divisor *= 10 }
      let (product, isOver) = digits.multipliedReportingOverflow(by: Int128(factor))
      if isOver { throw .tooLarge }
      let (quotient, remainder) = product.quotientAndRemainder(dividingBy: divisor)
      if remainder != 0 { throw .notWhole }
      guard let value = Int64(exactly: quotient) else { throw .tooLarge }
      return value
    }
  }
}
