// SPDX-License-Identifier: GPL-3.0-or-later

extension Instant: CustomStringConvertible, LosslessStringConvertible {
  /// The moment as in RFC 3339 §5.6, in UTC with `Z`: `2026-12-31T23:59:59Z`, with 3 or 6 decimals where the second
  /// is not whole.
  public var description: String {
    let (seconds, fraction) = microsecondsOfDay.quotientAndRemainder(dividingBy: 1_000_000)
    let time = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded(Int($0), 2) }.joined(separator: ":")
    return "\(date)T\(time)\(Instant.decimals(Int(fraction)))Z"
  }

  private static func decimals(_ microseconds: Int) -> String {
    if microseconds == 0 { return "" }
    if microseconds % 1000 == 0 { return "." + padded(microseconds / 1000, 3) }
    return "." + padded(microseconds, 6)
  }

  /// Reads an RFC 3339 time of any offset. Decimals finer than a microsecond are cut off. Second 60 is taken only
  /// as a leap second, 23:59:60 in UTC, and counts as the first moment of the next day. Nil for anything else.
  public init?(_ text: some StringProtocol) {
    var cursor = TextCursor(text)
    guard let date = CalendarDate(&cursor), cursor.take("T") || cursor.take("t"),
      let time = ClockTime(&cursor), let offset = Instant.offsetMinutes(&cursor), cursor.isAtEnd
    else { return nil }
    let minutes = Int64(time.minutes - offset)
    if time.seconds == 60 && (minutes + 1) % 1440 != 0 { return nil }
    let fraction = time.seconds == 60 ? 0 : Int64(time.microseconds)
    let span = (minutes * 60 + Int64(time.seconds)) * 1_000_000 + fraction
    self.init(microseconds: Instant(date).microseconds + span)
  }

  private static func offsetMinutes(_ cursor: inout TextCursor) -> Int? {
    if cursor.take("Z") || cursor.take("z") { return 0 }
    let isEast = cursor.take("+")
    guard isEast || cursor.take("-"), let hour = cursor.fixedDecimal(digits: 2), hour < 24, cursor.take(":"),
      let minute = cursor.fixedDecimal(digits: 2), minute < 60
    else { return nil }
    return (hour * 60 + minute) * (isEast ? 1 : -1)
  }
}

/// The time of day of an RFC 3339 text.
private struct ClockTime {
  /// Hours and minutes as minutes, 0 to 1439.
  let minutes: Int
  /// 0 to 60.
  let seconds: Int
  let microseconds: Int

  init?(_ cursor: inout TextCursor) {
    guard let hour = cursor.fixedDecimal(digits: 2), hour < 24, cursor.take(":"),
      let minute = cursor.fixedDecimal(digits: 2), minute < 60, cursor.take(":"),
      let second = cursor.fixedDecimal(digits: 2), second <= 60
    else { return nil }
    minutes = hour * 60 + minute
    seconds = second
    guard cursor.take(".") else {
      microseconds = 0
      return
    }
    guard let fraction = ClockTime.fraction(&cursor) else { return nil }
    microseconds = fraction
  }

  private static func fraction(_ cursor: inout TextCursor) -> Int? {
    var value = 0
    var digits = 0
    while let digit = cursor.digit() {
      if digits < 6 { value = value * 10 + Int(digit) }
      digits += 1
    }
    guard digits > 0 else { return nil }
    for _ in min(digits, 6)..<6 { value *= 10 }
    return value
  }
}
