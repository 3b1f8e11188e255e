// SPDX-License-Identifier: GPL-3.0-or-later
import CNet

/// Reads the machine's monotonic clock.
enum SystemClock {
  /// The present moment.
  @inline(__always)
  static var now: MonotonicTime {
    MonotonicTime(nanoseconds: cnet_monotonic_nanoseconds())
  }
}
