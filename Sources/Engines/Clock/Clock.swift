// SPDX-License-Identifier: GPL-3.0-or-later

/// Where the present moment comes from: the machine, or a test's own hands.
///
/// Pure code never asks for the time; it is handed a `MonotonicTime`. Only code that acts holds a clock.
public struct Clock: Sendable {
  /// Reads the present moment.
  public let now: @Sendable () -> MonotonicTime

  /// Makes a clock that reads the time with `now`, which must never go backwards.
  public init(now: @escaping @Sendable () -> MonotonicTime) {
    self.now = now
  }

  /// The machine's monotonic clock.
  public static let system = Clock { SystemClock.now }
}
