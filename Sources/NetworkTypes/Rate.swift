// SPDX-License-Identifier: GPL-3.0-or-later

/// How often something happens: a count in a second, a minute or an hour. Rates of the same value are equal,
/// `60/m` and `1/s` among them.
@frozen
public struct Rate: Sendable {
  /// The span of time that the count is for.
  @frozen
  public enum Unit: UInt8, Hashable, Sendable, CaseIterable {
    /// A second, `/s`.
    case second
    /// A minute, `/m`.
    case minute
    /// An hour, `/h`.
    case hour

    /// The length in seconds.
    @inlinable
    public var seconds: Int64 {
      switch self {
      case .second: 1
      case .minute: 60
      case .hour: 3600
      }
    }

    /// The letter in literals: `s`, `m` or `h`.
    public var letter: String {
      switch self {
      case .second: "s"
      case .minute: "m"
      case .hour: "h"
      }
    }
  }

  /// How many, never negative.
  public let count: Int64
  /// In which time.
  public let per: Unit

  /// A rate; nil when the count is negative.
  public init?(count: Int64, per unit: Unit) {
    guard count >= 0 else { return nil }
    self.count = count
    per = unit
  }

  /// So many in a second.
  public static func perSecond(_ count: UInt32) -> Rate { Rate(checked: Int64(count), per: .second) }

  private init(checked count: Int64, per unit: Unit) {
    self.count = count
    per = unit
  }

  /// The rate in events per second.
  @inlinable
  public var eventsPerSecond: Double { Double(count) / Double(per.seconds) }

  private var perHour: Int128 { Int128(count) * Int128(3600 / per.seconds) }
}

extension Rate: Hashable, Comparable {
  /// True when both come to the same number in an hour.
  public static func == (left: Rate, right: Rate) -> Bool { left.perHour == right.perHour }

  /// The slower first.
  public static func < (left: Rate, right: Rate) -> Bool { left.perHour < right.perHour }

  /// Feeds the value, so that equal rates have equal hashes.
  public func hash(into hasher: inout Hasher) { hasher.combine(perHour) }
}

extension Rate: CustomStringConvertible, LosslessStringConvertible {
  /// `5k/s`, `2M/s`, `1500/s`, `10/m`: k and M where they divide evenly.
  public var description: String {
    let number =
      if count > 0 && count % 1_000_000 == 0 {
        "\(count / 1_000_000)M"
      } else if count > 0 && count % 1000 == 0 {
        "\(count / 1000)k"
      } else {
        "\(count)"
      }
    return "\(number)/\(per.letter)"
  }

  /// Reads a literal such as `5k/s`; nil for anything else and for a count above 2⁶³ − 1.
  public init?(_ text: some StringProtocol) {
    var cursor = TextCursor(text)
    guard let digits = cursor.decimal(limit: UInt64(Int64.max), leadingZeros: true) else { return nil }
    let factor: Int64 = cursor.take("k") ? 1000 : cursor.take("M") ? 1_000_000 : 1
    let (count, overflow) = Int64(digits).multipliedReportingOverflow(by: factor)
    guard !overflow, cursor.take("/") else { return nil }
    let letter = cursor.rest()
    guard let unit = Unit.allCases.first(where: { $0.letter == letter }) else { return nil }
    self.init(count: count, per: unit)
  }
}
