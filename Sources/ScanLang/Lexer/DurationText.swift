// SPDX-License-Identifier: GPL-3.0-or-later

/// The parts of a duration literal: `1h30m`.
struct DurationText {
  /// Units with their microseconds, the largest first.
  static let units: [(name: String, microseconds: Int64)] = [
    ("w", 604_800_000_000), ("d", 86_400_000_000), ("h", 3_600_000_000), ("m", 60_000_000), ("s", 1_000_000),
    ("ms", 1000), ("us", 1),
  ]

  /// What is wrong with the parts, with the offsets of the wrong one.
  enum Fault: Error {
    case tooLarge
    case notWhole
    case missingUnit(Int, Int)
    case unknownUnit(Int, Int)
    case notFalling(Int, Int)
    case fractionBefore(Int, Int)
  }

  /// The index in `units` of a name.
  static func unit(_ name: String) -> Int? {
    units.firstIndex { $0.name == name }
  }

  /// The microseconds of a duration; with `lenient` parts in any order are added up.
  static func read(_ text: LiteralText, lenient: Bool = false) throws(Fault) -> Int64 {
    var text = text
    var total: Int64 = 0
    var last = -1
    var fraction: (Int, Int)?
    while !text.isAtEnd {
      let start = text.index
      if let fraction, !lenient { throw .fractionBefore(fraction.0, fraction.1) }
      let (amount, unit) = try part(&text)
      if unit <= last, !lenient { throw .notFalling(start, text.index) }
      last = unit
      if amount.isFraction { fraction = (start, text.index) }
      let (sum, isOver) = total.addingReportingOverflow(try product(amount, units[unit].microseconds))
      if isOver { throw .tooLarge }
      total = sum
    }
    return total
  }

  private static func part(_ text: inout LiteralText) throws(Fault) -> (LiteralText.Amount, Int) {
    let start = text.index
    let amount: LiteralText.Amount
    do { amount = try text.amount() } catch {
      switch error {
      case .tooLarge: throw .tooLarge
      case .notWhole: throw .notWhole
      case .malformed: throw .unknownUnit(start, text.end)
      }
    }
    let unitStart = text.index
    let name = text.letters()
    if name.isEmpty { throw .missingUnit(start, text.index) }
    guard let unit = unit(name) else { throw .unknownUnit(unitStart, text.index) }
    return (amount, unit)
  }

  private static func product(_ amount: LiteralText.Amount, _ factor: Int64) throws(Fault) -> Int64 {
    do { return try amount.times(factor) } catch {
      if case .notWhole = error { throw .notWhole }
      throw .tooLarge
    }
  }
}
