// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// A moment on the machine's monotonic clock (`CLOCK_MONOTONIC`), in nanoseconds since an arbitrary start.
public struct MonotonicTime: Hashable, Comparable, Sendable {
  /// Nanoseconds since the clock's start.
  public var nanoseconds: UInt64

  /// Makes a moment from its distance to the clock's start, in nanoseconds.
  public init(nanoseconds: UInt64) {
    self.nanoseconds = nanoseconds
  }

  /// A moment later than every other: "never".
  public static let distantFuture = MonotonicTime(nanoseconds: .max)

  /// The moment `duration` later (earlier when negative), held within the clock's range.
  public func advanced(by duration: ScanDuration) -> MonotonicTime {
    let magnitude = duration.microseconds.magnitude.multipliedReportingOverflow(by: 1_000)
    let distance = magnitude.overflow ? UInt64.max : magnitude.partialValue
    if duration.microseconds < 0 {
      return MonotonicTime(nanoseconds: nanoseconds > distance ? nanoseconds - distance : 0)
    }
    return advanced(byNanoseconds: distance)
  }

  /// The moment so many nanoseconds later, at most `distantFuture`.
  public func advanced(byNanoseconds distance: UInt64) -> MonotonicTime {
    let sum = nanoseconds.addingReportingOverflow(distance)
    return sum.overflow ? .distantFuture : MonotonicTime(nanoseconds: sum.partialValue)
  }

  /// Nanoseconds from `earlier` to this moment; 0 when `earlier` is in fact later.
  public func nanoseconds(since earlier: MonotonicTime) -> UInt64 {
    nanoseconds > earlier.nanoseconds ? nanoseconds - earlier.nanoseconds : 0
  }

  /// Whether `left` comes before `right`.
  public static func < (left: MonotonicTime, right: MonotonicTime) -> Bool {
    left.nanoseconds < right.nanoseconds
  }
}
