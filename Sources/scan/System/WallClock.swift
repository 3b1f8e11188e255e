// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import NetworkTypes

/// The machine's calendar, in UTC whatever its time zone.
enum WallClock {
  /// The day it is.
  static var today: CalendarDate {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Instant(clamping: Int64(now.tv_sec) * 1_000_000).date
  }
}
