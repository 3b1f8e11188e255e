// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// `t.format("%Y-%m-%d")`: the usual conversions of strftime, always in UTC, independent of the locale.
enum TimeFormat {
  /// A time as text.
  static func text(_ time: Instant, layout: String) -> String { text(time, layout: layout) { _ in } }

  /// The same; `grow` hears for every character of the layout how many bytes the text has.
  static func text<Failure: Error>(
    _ time: Instant, layout: String, grow: (Int) throws(Failure) -> Void
  ) throws(Failure) -> String {
    let date = time.date
    let second = Int(time.microsecondsOfDay / 1_000_000)
    var output = ""
    var isConversion = false
    for character in layout.unicodeScalars {
      try grow(output.utf8.count)
      if isConversion {
        output += conversion(character, date, second)
        isConversion = false
      } else if character == "%" {
        isConversion = true
      } else {
        output.unicodeScalars.append(character)
      }
    }
    return isConversion ? output + "%" : output
  }

  private static func conversion(_ letter: Unicode.Scalar, _ date: CalendarDate, _ second: Int) -> String {
    switch letter {
    case "Y": String(date.year)
    case "m": padded(Int(date.month))
    case "d": padded(Int(date.day))
    case "H": padded(second / 3600)
    case "M": padded(second / 60 % 60)
    case "S": padded(second % 60)
    case "F": date.description
    case "T": "\(padded(second / 3600)):\(padded(second / 60 % 60)):\(padded(second % 60))"
    case "Z": "UTC"
    case "%": "%"
    default: "%" + String(letter)
    }
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
