// SPDX-License-Identifier: GPL-3.0-or-later

/// For each of the four parts of an IPv4 address, the numbers it may have.
struct OctetPattern {
  private typealias Numbers = IntervalSet<UInt8>
  private var parts: [Numbers] = []

  init?(_ text: Substring) {
    var cursor = TextCursor(text)
    for index in 0..<4 {
      if index > 0 && !cursor.take(".") { return nil }
      guard let numbers = OctetPattern.list(&cursor) else { return nil }
      parts.append(numbers)
    }
    guard cursor.isAtEnd else { return nil }
  }

  private static func list(_ cursor: inout TextCursor) -> Numbers? {
    var intervals: [Numbers.Interval] = []
    repeat {
      guard let interval = interval(&cursor) else { return nil }
      intervals.append(interval)
    } while cursor.take(",")
    return Numbers(intervals)
  }

  private static func interval(_ cursor: inout TextCursor) -> Numbers.Interval? {
    if cursor.take("*") { return Numbers.Interval(0, 255) }
    guard let lower = bound(&cursor, open: 0) else { return nil }
    let isRange = cursor.take("-")
    guard isRange || lower.isWritten else { return nil }
    guard isRange else { return Numbers.Interval(lower.number, lower.number) }
    guard let upper = bound(&cursor, open: 255), lower.number <= upper.number else { return nil }
    return Numbers.Interval(lower.number, upper.number)
  }

  /// A number, or `open` where none is written; nil when it is above 255.
  private static func bound(_ cursor: inout TextCursor, open: UInt8) -> (number: UInt8, isWritten: Bool)? {
    guard let next = cursor.peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) else {
      return (open, false)
    }
    return cursor.decimal(limit: 255).map { (UInt8($0), true) }
  }

  /// Lets the bits behind a prefix be anything.
  mutating func widen(toPrefix prefix: Int) {
    for index in parts.indices {
      let fixed = min(max(prefix - index * 8, 0), 8)
      let host = fixed == 8 ? 0 : UInt8.max >> UInt8(fixed)
      let numbers = (0...UInt8.max).filter { parts[index].contains($0) }
      parts[index] = Numbers(numbers.map { Numbers.Interval($0 & ~host, $0 | host) })
    }
  }

  /// Every combination as ranges; parts that may be anything join the range of what stands behind them.
  func ranges(limit: Int) -> [AddressRange]? {
    var suffixes = [(lower: UInt32(0), upper: UInt32(0))]
    for (index, numbers) in parts.reversed().enumerated() {
      let everything = (UInt64(1) << UInt64(8 * index)) - 1
      let isWhole = suffixes.count == 1 && suffixes[0].lower == 0 && suffixes[0].upper == everything
      let factor = isWhole ? numbers.intervals.count : numbers.intervals.reduce(0) { $0 + Int($1.upper - $1.lower) + 1 }
      guard suffixes.count * factor <= limit else { return nil }
      suffixes = extend(suffixes, by: numbers, shift: UInt32(8 * index), joined: isWhole)
    }
    return suffixes.map { AddressRange(checked: Address(v4: $0.lower), Address(v4: $0.upper)) }
  }

  private func extend(
    _ suffixes: [(lower: UInt32, upper: UInt32)], by numbers: Numbers, shift: UInt32, joined: Bool
  ) -> [(lower: UInt32, upper: UInt32)] {
    numbers.intervals.flatMap { interval -> [(lower: UInt32, upper: UInt32)] in
      if joined {
        return [(UInt32(interval.lower) << shift, UInt32(interval.upper) << shift | suffixes[0].upper)]
      }
      return (interval.lower...interval.upper).flatMap { number in
        suffixes.map { (UInt32(number) << shift | $0.lower, UInt32(number) << shift | $0.upper) }
      }
    }
  }
}
