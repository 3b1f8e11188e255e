// SPDX-License-Identifier: GPL-3.0-or-later

/// A moment in UTC, in whole microseconds, in the years 0 to 9999, as POSIX counts: without leap seconds.
@frozen
public struct Instant: Hashable, Sendable {
  /// Microseconds since 1970-01-01T00:00:00Z; negative before.
  public let microseconds: Int64

  private static let perDay: Int64 = 86_400_000_000

  /// The first and the last moment, at the ends of the years 0 and 9999.
  public static let supportedMicroseconds: ClosedRange<Int64> =
    -62_167_219_200_000_000...253_402_300_799_999_999

  /// The moment so many microseconds after 1970; nil outside the years 0 to 9999.
  public init?(microseconds: Int64) {
    guard Instant.supportedMicroseconds.contains(microseconds) else { return nil }
    self.microseconds = microseconds
  }

  /// The moment so many microseconds after 1970, or the nearest one in the years 0 to 9999.
  public init(clamping microseconds: Int64) {
    let range = Instant.supportedMicroseconds
    self.microseconds = min(max(microseconds, range.lowerBound), range.upperBound)
  }

  /// 1970-01-01T00:00:00Z.
  public static let epoch = Instant(clamping: 0)

  /// The start of a day.
  public init(_ date: CalendarDate) {
    microseconds = Int64(date.daysSinceEpoch) * Instant.perDay
  }

  /// The day that the moment belongs to.
  public var date: CalendarDate { CalendarDate(clampingDays: dayNumber) }

  /// The microseconds since the start of the day, 0 to 86,399,999,999.
  public var microsecondsOfDay: Int64 { microseconds - dayNumber * Instant.perDay }

  /// The moment later by a span; nil outside the years 0 to 9999.
  public func adding(_ span: ScanDuration) -> Instant? {
    checked(microseconds.addingReportingOverflow(span.microseconds))
  }

  /// The moment earlier by a span; nil outside the years 0 to 9999.
  public func subtracting(_ span: ScanDuration) -> Instant? {
    checked(microseconds.subtractingReportingOverflow(span.microseconds))
  }

  /// The span from an earlier moment to this one; negative when `earlier` is later.
  public func since(_ earlier: Instant) -> ScanDuration {
    ScanDuration(microseconds: microseconds - earlier.microseconds)
  }

  /// Rounds toward the past, so that days before 1970 begin at midnight too.
  private var dayNumber: Int64 {
    let (days, rest) = microseconds.quotientAndRemainder(dividingBy: Instant.perDay)
    return rest < 0 ? days - 1 : days
  }

  private func checked(_ result: (partialValue: Int64, overflow: Bool)) -> Instant? {
    result.overflow ? nil : Instant(microseconds: result.partialValue)
  }
}

extension Instant: Comparable {
  /// The earlier first.
  @inlinable
  public static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }
}
