// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import NetworkTypes

/// The machine's calendar, in UTC whatever its time zone, and its clock, as the person before it reads it.
enum WallClock {
  /// The time of day where the machine is: `09:05:00`.
  static var timeOfDay: String {
    var (now, parts) = (time(nil), tm())
    localtime_r(&now, &parts)
    return [parts.tm_hour, parts.tm_min, parts.tm_sec].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }

  /// The day it is.
  static var today: CalendarDate {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Instant(clamping: Int64(now.tv_sec) * 1_000_000).date
  }
}
