// SPDX-License-Identifier: GPL-3.0-or-later

extension ScanDuration {
  /// A unit of duration literals.
  public struct Unit: Sendable {
    /// The letters behind the number.
    public let name: String
    /// Its length in microseconds.
    public let microseconds: Int64
  }

  /// The units of literals, the largest first.
  public static let units: [Unit] = [
    Unit(name: "w", microseconds: 604_800_000_000), Unit(name: "d", microseconds: 86_400_000_000),
    Unit(name: "h", microseconds: 3_600_000_000), Unit(name: "m", microseconds: 60_000_000),
    Unit(name: "s", microseconds: 1_000_000), Unit(name: "ms", microseconds: 1000),
    Unit(name: "us", microseconds: 1),
  ]
}

extension ScanDuration: CustomStringConvertible, LosslessStringConvertible {
  /// Days, hours, minutes and seconds, those that are not zero, the largest first: `1h30m`, `1d12h`, `2.5s`, `250us`.
  /// Spans below a second are one number of ms or us. Negative spans carry `-` in front; none is `0s`.
  public var description: String {
    var left = microseconds.magnitude
    if left == 0 { return "0s" }
    var text = microseconds < 0 ? "-" : ""
    for unit in ScanDuration.units[1...3] where left >= unit.microseconds.magnitude {
      let (count, remainder) = left.quotientAndRemainder(dividingBy: unit.microseconds.magnitude)
      text += "\(count)\(unit.name)"
      left = remainder
    }
    if left == 0 { return text }
    let isWhole = microseconds.magnitude >= 1_000_000
    let unit = ScanDuration.units[isWhole ? 4 : left >= 1000 ? 5 : 6]
    return text + ScanDuration.decimal(left, unit.microseconds.magnitude) + unit.name
  }

  /// Reads a literal: whole numbers with units in falling order, each unit once, the last number with decimals if
  /// wanted (`1h30m`, `1.5s`). Nil for anything else, for more than the range holds, and for decimals finer than a
  /// microsecond. A sign is no part of a literal.
  public init?(_ text: some StringProtocol) {
    var cursor = TextCursor(text)
    var total: Int64 = 0
    var units = ScanDuration.units[...]
    var isLast = false
    while !cursor.isAtEnd || units.count == ScanDuration.units.count {
      guard !isLast, let part = Part(&cursor, units) else { return nil }
      let (sum, overflow) = total.addingReportingOverflow(part.microseconds)
      guard !overflow else { return nil }
      total = sum
      units = units[(part.unit + 1)...]
      isLast = part.hasDecimals
    }
    self.init(microseconds: total)
  }

  /// `amount / unit` exactly, without zeros at the end; the unit is a power of ten.
  private static func decimal(_ amount: UInt64, _ unit: UInt64) -> String {
    let (whole, remainder) = amount.quotientAndRemainder(dividingBy: unit)
    if remainder == 0 { return "\(whole)" }
    var digits = "\(unit + remainder)".dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(whole).\(digits)"
  }
}

/// One number of a duration literal with its unit.
private struct Part {
  let microseconds: Int64
  let unit: Int
  let hasDecimals: Bool

  /// Reads a number and the unit behind it, which must be one of `units`.
  init?(_ cursor: inout TextCursor, _ units: ArraySlice<ScanDuration.Unit>) {
    guard let whole = cursor.decimal(limit: UInt64(Int64.max), leadingZeros: true) else { return nil }
    hasDecimals = cursor.take(".")
    var decimals: [UInt64] = []
    if hasDecimals {
      while let digit = cursor.digit() { decimals.append(digit) }
      if decimals.isEmpty { return nil }
    }
    guard let unit = Part.unit(&cursor, units) else { return nil }
    self.unit = unit
    let size = ScanDuration.units[unit].microseconds
    guard let fraction = Part.fraction(decimals, of: size) else { return nil }
    let (product, over) = Int64(whole).multipliedReportingOverflow(by: size)
    let (sum, carried) = product.addingReportingOverflow(fraction)
    guard !over, !carried else { return nil }
    microseconds = sum
  }

  private static func unit(_ cursor: inout TextCursor, _ units: ArraySlice<ScanDuration.Unit>) -> Int? {
    let start = cursor.position
    var name = ""
    while let byte = cursor.peek, byte >= UInt8(ascii: "a"), byte <= UInt8(ascii: "z"), name.utf8.count < 3 {
      name.unicodeScalars.append(Unicode.Scalar(byte))
      _ = cursor.take(Unicode.Scalar(byte))
    }
    if let index = units.firstIndex(where: { $0.name == name }) { return index }
    cursor.rewind(to: start)
    return nil
  }

  /// The microseconds of the decimals of a unit; nil when they do not come out even.
  private static func fraction(_ digits: [UInt64], of size: Int64) -> Int64? {
    var digits = digits
    while digits.last == 0 { digits.removeLast() }
    guard digits.count <= 18 else { return nil }
    var numerator = UInt128(0)
    var denominator = UInt128(1)
    for digit in digits {
      numerator = numerator * 10 + UInt128(digit)
      denominator *= 10
    }
    let (quotient, remainder) = (numerator * UInt128(size)).quotientAndRemainder(dividingBy: denominator)
    return remainder == 0 ? Int64(quotient) : nil
  }
}
