// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@Suite struct CalendarDateTests {
  /// Every day of ten thousand years, counted up by hand.
  @Test func countsEveryDay() throws {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var number = CalendarDate.supportedDays.lowerBound
    var mismatches = 0
    for year in 0...9999 {
      let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
      for month in 1...12 {
        let days = lengths[month - 1] + (month == 2 && isLeap ? 1 : 0)
        for day in [1, 2, days - 1, days] {
          let date = CalendarDate(year: year, month: month, day: day)
          let expected = number + Int64(day) - 1
          let parts = CalendarDate(daysSinceEpoch: expected).map { [$0.year, $0.month, $0.day] }
          if date?.daysSinceEpoch != Int32(expected) || parts != [year, month, day] { mismatches += 1 }
        }
        if CalendarDate(year: year, month: month, day: days + 1) != nil { mismatches += 1 }
        number += Int64(days)
      }
    }
    #expect(mismatches == 0 && number == CalendarDate.supportedDays.upperBound + 1)
  }

  @Test(arguments: [
    ("1970-01-01", 0), ("2000-03-01", 11_017), ("2026-12-31", 20_818), ("1969-12-31", -1), ("0000-01-01", -719_528),
    ("9999-12-31", 2_932_896), ("2024-02-29", 19_782),
  ])
  func reads(text: String, days: Int32) {
    #expect(CalendarDate(text)?.daysSinceEpoch == days)
    #expect(CalendarDate(text)?.description == text)
  }

  @Test(arguments: [
    "", "2026-13-01", "2026-00-01", "2026-01-00", "2026-02-29", "1900-02-29", "2026-1-1", "26-01-01", "2026-01-011",
    "2026/01/01", "20260101", "+026-01-01", "2026-01-01 ", "10000-01-01",
  ])
  func refuses(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test func staysInRange() throws {
    let last = try #require(CalendarDate("9999-12-31"))
    #expect(last.advanced(byDays: 1) == nil && last.advanced(byDays: .max) == nil && last.advanced(byDays: .min) == nil)
    #expect(last.advanced(byDays: -1)?.description == "9999-12-30")
    #expect(CalendarDate(daysSinceEpoch: Int64.max) == nil && CalendarDate(daysSinceEpoch: UInt64.max) == nil)
    #expect(CalendarDate(year: .max, month: 1, day: 1) == nil)
  }
}

@Suite struct InstantTests {
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z"),
      ("1969-12-31T23:59:59.999999Z", -1, "1969-12-31T23:59:59.999999Z"),
      // RFC 3339 §5.8.
      ("1985-04-12T23:20:50.52Z", 482_196_050_520_000, "1985-04-12T23:20:50.520Z"),
      ("1996-12-19T16:39:57-08:00", 851_042_397_000_000, "1996-12-20T00:39:57Z"),
      ("1990-12-31T23:59:60Z", 662_688_000_000_000, "1991-01-01T00:00:00Z"),
      ("1990-12-31T15:59:60-08:00", 662_688_000_000_000, "1991-01-01T00:00:00Z"),
      ("1937-01-01T12:00:27.87+00:20", -1_041_337_172_130_000, "1937-01-01T11:40:27.870Z"),
      ("2026-01-01t00:00:00.1234567z", 1_767_225_600_123_456, "2026-01-01T00:00:00.123456Z"),
      ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"),
      ("0000-01-01T00:00:00Z", -62_167_219_200_000_000, "0000-01-01T00:00:00Z"),
    ] as [(String, Int64, String)])
  func reads(text: String, microseconds: Int64, printed: String) {
    #expect(Instant(text)?.microseconds == microseconds)
    #expect(Instant(text)?.description == printed)
  }

  @Test(arguments: [
    "", "2026-01-01", "2026-01-01T00:00:00", "2026-01-01 00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z",
    "2026-01-01T00:00:61Z", "2026-01-01T00:00:60Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00+24:00",
    "2026-01-01T00:00:00+0100", "2026-02-30T00:00:00Z", "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
    "2026-01-01T00:00:00ZZ", "2026-01-01T0:00:00Z",
  ])
  func refuses(text: String) {
    #expect(Instant(text) == nil)
  }

  @Test func roundTrips() throws {
    var generator = SeededGenerator(seed: 10)
    for _ in 0..<10_000 {
      let instant = Instant(clamping: Int64.random(in: Instant.supportedMicroseconds, using: &generator))
      #expect(Instant(instant.description) == instant)
      #expect(Instant(instant.date).adding(ScanDuration(microseconds: instant.microsecondsOfDay)) == instant)
    }
  }

  @Test func arithmeticStaysInRange() throws {
    let first = Instant(clamping: .min)
    let last = Instant(clamping: .max)
    #expect(
      last.adding(ScanDuration(microseconds: 1)) == nil && first.subtracting(ScanDuration(microseconds: 1)) == nil)
    #expect(
      last.adding(ScanDuration(microseconds: .max)) == nil && first.subtracting(ScanDuration(microseconds: .min)) == nil
    )
    #expect(first.adding(last.since(first)) == last && first.since(last) < .zero && first < last)
    #expect(Instant.epoch.adding(.seconds(86_400))?.date.description == "1970-01-02")
    #expect(Instant(microseconds: .max) == nil)
  }
}
