// SPDX-License-Identifier: GPL-3.0-or-later

/// A day of the Gregorian calendar, carried back before 1582, in UTC; the years 0 to 9999.
@frozen
public struct CalendarDate: Hashable, Sendable {
  /// Days since 1970-01-01; negative before.
  public let daysSinceEpoch: Int32

  /// The first and the last day: 0000-01-01 and 9999-12-31.
  public static let supportedDays: ClosedRange<Int64> = -719_528...2_932_896

  /// The day so many days after 1970-01-01; nil outside the years 0 to 9999.
  public init?(daysSinceEpoch days: some BinaryInteger) {
    guard let days = Int64(exactly: days), CalendarDate.supportedDays.contains(days) else { return nil }
    daysSinceEpoch = Int32(days)
  }

  /// The day so many days after 1970-01-01, or the nearest one in the years 0 to 9999.
  init(clampingDays days: Int64) {
    let range = CalendarDate.supportedDays
    daysSinceEpoch = Int32(min(max(days, range.lowerBound), range.upperBound))
  }

  /// A day from its parts; nil when there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (0...9999).contains(year), (1...12).contains(month) else { return nil }
    guard day >= 1, day <= CalendarDate.length(ofMonth: month, year: year) else { return nil }
    let before = CalendarDate.daysBefore(month: month, year: year)
    daysSinceEpoch = Int32(CalendarDate.daysBefore(year: year) + before + day - 1 - 719_528)
  }

  /// The year, 0 to 9999.
  public var year: Int { parts.year }

  /// The month, 1 to 12.
  public var month: Int { parts.month }

  /// The day of the month, 1 to 31.
  public var day: Int { parts.day }

  /// The day so many days later; nil outside the years 0 to 9999.
  public func advanced(byDays days: Int64) -> CalendarDate? {
    let (sum, overflow) = Int64(daysSinceEpoch).addingReportingOverflow(days)
    return overflow ? nil : CalendarDate(daysSinceEpoch: sum)
  }

  private var parts: (year: Int, month: Int, day: Int) {
    let days = Int(daysSinceEpoch) + 719_528
    var year = days * 400 / 146_097
    if CalendarDate.daysBefore(year: year + 1) <= days { year += 1 }
    if CalendarDate.daysBefore(year: year) > days { year -= 1 }
    let dayOfYear = days - CalendarDate.daysBefore(year: year)
    let month = (1...12).last { CalendarDate.daysBefore(month: $0, year: year) <= dayOfYear } ?? 1
    return (year, month, dayOfYear - CalendarDate.daysBefore(month: month, year: year) + 1)
  }

  /// The days from the start of year 0, a leap year, to the start of `year`.
  private static func daysBefore(year: Int) -> Int {
    guard year > 0 else { return 0 }
    let last = year - 1
    return year * 365 + last / 4 - last / 100 + last / 400 + 1
  }

  private static func daysBefore(month: Int, year: Int) -> Int {
    let common = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
    return common[month - 1] + (month > 2 && isLeap(year) ? 1 : 0)
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }
}

extension CalendarDate: Comparable {
  /// The earlier first.
  @inlinable
  public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    left.daysSinceEpoch < right.daysSinceEpoch
  }
}

extension CalendarDate: CustomStringConvertible, LosslessStringConvertible {
  /// Year, month and day with 4, 2 and 2 digits: `2026-12-31`.
  public var description: String {
    let (year, month, day) = parts
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// Reads exactly 4-2-2 digits; nil for anything else and for days that do not exist.
  public init?(_ text: some StringProtocol) {
    var cursor = TextCursor(text)
    guard let date = CalendarDate(&cursor), cursor.isAtEnd else { return nil }
    self = date
  }

  init?(_ cursor: inout TextCursor) {
    guard let year = cursor.fixedDecimal(digits: 4), cursor.take("-"),
      let month = cursor.fixedDecimal(digits: 2), cursor.take("-"),
      let day = cursor.fixedDecimal(digits: 2)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

/// A number of at least so many digits, zeros in front.
func padded(_ number: Int, _ digits: Int) -> String {
  let text = String(number.magnitude)
  return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
}
