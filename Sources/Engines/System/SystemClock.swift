// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import Glibc

/// Reads the machine's monotonic clock.
enum SystemClock {
  /// The present moment.
  @inline(__always)
  static var now: MonotonicTime {
    MonotonicTime(nanoseconds: cnet_monotonic_nanoseconds())
  }

  /// Lets the calling thread sleep until a moment; not at all when that has passed.
  static func wait(until moment: MonotonicTime) {
    var left = moment.nanoseconds(since: now)
    while left > 0 {
      var time = timespec(tv_sec: Int(left / 1_000_000_000), tv_nsec: Int(left % 1_000_000_000))
      nanosleep(&time, nil)
      left = moment.nanoseconds(since: now)
    }
  }
}
