// SPDX-License-Identifier: GPL-3.0-or-later

/// A span of time in whole microseconds, about ±292,000 years.
@frozen
public struct ScanDuration: Hashable, Sendable {
  /// The length; negative for a span back in time.
  public let microseconds: Int64

  /// A span of so many microseconds.
  @inlinable
  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// No time at all.
  public static let zero = ScanDuration(microseconds: 0)

  /// The length in seconds, as near as a `Double` can be.
  @inlinable
  public var seconds: Double { Double(microseconds) / 1_000_000 }

  /// A span of so many milliseconds; the nearest end of the range where it does not fit.
  public static func milliseconds(_ count: Int64) -> ScanDuration { saturated(count, 1000) }

  /// A span of so many seconds; the nearest end of the range where it does not fit.
  public static func seconds(_ count: Int64) -> ScanDuration { saturated(count, 1_000_000) }

  private static func saturated(_ count: Int64, _ unit: Int64) -> ScanDuration {
    let (product, overflow) = count.multipliedReportingOverflow(by: unit)
    return ScanDuration(microseconds: overflow ? (count < 0 ? .min : .max) : product)
  }
}

extension ScanDuration: Comparable {
  /// The shorter first; negative spans before all others.
  @inlinable
  public static func < (left: ScanDuration, right: ScanDuration) -> Bool {
    left.microseconds < right.microseconds
  }
}

extension ScanDuration {
  /// The sum; nil when it does not fit.
  public func adding(_ other: ScanDuration) -> ScanDuration? {
    checked(microseconds.addingReportingOverflow(other.microseconds))
  }

  /// The difference; nil when it does not fit.
  public func subtracting(_ other: ScanDuration) -> ScanDuration? {
    checked(microseconds.subtractingReportingOverflow(other.microseconds))
  }

  /// The span `factor` times; nil when it does not fit.
  public func multiplied(by factor: Int64) -> ScanDuration? {
    checked(microseconds.multipliedReportingOverflow(by: factor))
  }

  /// The span `factor` times, rounded to the nearest microsecond; nil when it does not fit or is not a number.
  public func multiplied(by factor: Double) -> ScanDuration? {
    Int64(exactly: (Double(microseconds) * factor).rounded()).map(ScanDuration.init(microseconds:))
  }

  /// The part of the span, rounded toward zero; nil for a division by zero or one that does not fit.
  public func divided(by divisor: Int64) -> ScanDuration? {
    checked(microseconds.dividedReportingOverflow(by: divisor))
  }

  /// The span with its direction turned; nil for the lowest value, which has no counterpart.
  public var negated: ScanDuration? { ScanDuration.zero.subtracting(self) }

  private func checked(_ result: (partialValue: Int64, overflow: Bool)) -> ScanDuration? {
    result.overflow ? nil : ScanDuration(microseconds: result.partialValue)
  }
}
