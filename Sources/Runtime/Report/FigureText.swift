// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers as people read them in reports and progress lines.
enum FigureText {
  /// `1 host`, `2 hosts`
  static func count(_ number: some BinaryInteger, _ noun: String, _ plural: String? = nil) -> String {
    "\(number) " + (number == 1 ? noun : plural ?? noun + "s")
  }

  /// `999`, `12.4k`, `3.1M`: exact below ten thousand, one decimal above, rounded down.
  static func short(_ number: UInt64) -> String {
    if number < 10_000 { return String(number) }
    let units: [(UInt64, String)] = [(1_000_000_000_000, "T"), (1_000_000_000, "G"), (1_000_000, "M"), (1_000, "k")]
    for (unit, letter) in units where number >= unit { return tenths(number / (unit / 10)) + letter }
    return String(number)
  }

  /// `118us`, `1.2ms`, `0.30s`, `12.4s`, `3m05s`, `2h07m`, rounded to the nearest; a half goes up.
  static func time(_ microseconds: Int64) -> String {
    let time = UInt64(max(0, microseconds))
    /// How many of a unit of so many microseconds.
    func count(_ unit: UInt64) -> UInt64 { (time + unit / 2) / unit }
    if time < 1_000 { return "\(time)us" }
    // What rounds up to the next unit is written in it.
    if count(100) < 1_000 { return tenths(count(100)) + "ms" }
    if count(10_000) < 1_000 { return "\(count(10_000) / 100)." + twoDigits(count(10_000) % 100) + "s" }
    if count(100_000) < 600 { return tenths(count(100_000)) + "s" }
    let seconds = count(1_000_000)
    if seconds < 3_600 { return "\(seconds / 60)m" + twoDigits(seconds % 60) + "s" }
    let minutes = count(60_000_000)
    return "\(minutes / 60)h" + twoDigits(minutes % 60) + "m"
  }

  /// `3s`, `3m05s`, `2h07m`: for estimates, to the second.
  static func roughTime(_ microseconds: Int64) -> String {
    microseconds < 60_000_000 ? "\(max(1, microseconds / 1_000_000))s" : time(microseconds)
  }

  /// A share as a percentage, `100%` only where nothing is missing.
  static func percent(_ share: Double) -> String {
    guard share.isFinite, share > 0 else { return "0%" }
    if share >= 1 { return "100%" }
    let hundredths = UInt64(share * 10_000)
    return "\(hundredths / 100)." + twoDigits(hundredths % 100) + "%"
  }

  /// A range of shares, rounded outwards: `97.90-98.51%`.
  static func percent(_ range: ClosedRange<Double>) -> String {
    let most = range.upperBound >= 1 ? 1 : (range.upperBound * 10_000).rounded(.up) / 10_000
    // A hundredth of a percent has no exact number, so that what was rounded up would be cut off below.
    return String(percent(range.lowerBound).dropLast()) + "-" + percent(most >= 1 ? 1 : most + 1e-9)
  }

  private static func tenths(_ number: UInt64) -> String { "\(number / 10).\(number % 10)" }

  private static func twoDigits(_ number: UInt64) -> String { (number < 10 ? "0" : "") + String(number) }
}
