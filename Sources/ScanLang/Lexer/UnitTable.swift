// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Units behind numbers, and what people write instead of them.
enum UnitTable {
  /// The literal that a unit makes.
  static func kind(_ word: Substring) -> TokenKind? {
    if word == "k" || word == "M" { return .integer }
    if DurationText.units.contains(where: { $0.name == word }) { return .duration }
    if ByteSize.units.contains(where: { $0.name == word }) { return .size }
    return nil
  }

  /// What is meant by a unit that does not exist; matched as written first, then in small letters.
  static func meant(_ word: String) -> (unit: String, kind: TokenKind)? {
    if let unit = counts[word] { return (unit, .integer) }
    if let unit = rates[word.lowercased()] { return (unit, .rate) }
    if let unit = durations[word] ?? durations[word.lowercased()] { return (unit, .duration) }
    if let unit = sizes[word.lowercased()] { return (unit, .size) }
    return nil
  }

  private static let counts = ["K": "k", "mil": "M", "mio": "M", "mn": "M", "million": "M", "thousand": "k"]

  private static let rates = [
    "pps": "/s", "kpps": "k/s", "mpps": "M/s", "ps": "/s", "kps": "k/s", "rps": "/s", "cps": "/s",
  ]

  private static let durations = [
    "min": "m", "mins": "m", "minute": "m", "minutes": "m", "sec": "s", "secs": "s", "second": "s", "seconds": "s",
    "hr": "h", "hrs": "h", "hour": "h", "hours": "h", "day": "d", "days": "d", "wk": "w", "week": "w", "weeks": "w",
    "msec": "ms", "msecs": "ms", "millis": "ms", "millisecond": "ms", "milliseconds": "ms", "usec": "us",
    "usecs": "us", "micros": "us", "microsecond": "us", "microseconds": "us", "S": "s", "H": "h", "D": "d", "W": "w",
    "MS": "ms", "US": "us", "\u{B5}s": "us", "\u{3BC}s": "us",
  ]

  private static let sizes = [
    "b": "B", "byte": "B", "bytes": "B", "kb": "KB", "mb": "MB", "gb": "GB", "kib": "KiB", "mib": "MiB", "gib": "GiB",
    "g": "GB", "ki": "KiB", "mi": "MiB", "gi": "GiB",
  ]

  /// The units that exist, for under a word that is none.
  static let listed = "units are us ms s m h d w, B KB MB GB KiB MiB GiB, k M and %"
}
