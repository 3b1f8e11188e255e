// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import Engines

/// Stamps of a wall clock that somebody sets while packets arrive.
struct ArrivalClockTests {
  private let hour: UInt64 = 3_600_000_000_000
  private let millisecond: UInt64 = 1_000_000

  @Test func stampsBecomeMoments() {
    var clock = ArrivalClock()
    clock.set(monotonic: 5 * hour, wall: 900 * hour)
    #expect(clock.moment(900 * hour - 3) == MonotonicTime(nanoseconds: 5 * hour - 3))
    #expect(clock.moment(900 * hour + 4) == MonotonicTime(nanoseconds: 5 * hour + 4))
    // A second later the wall clock has lost as much as it ever does while it is corrected.
    clock.set(monotonic: 5 * hour + 1000 * millisecond, wall: 900 * hour + 1000 * millisecond - 500_000)
    #expect(clock.moment(900 * hour) == MonotonicTime(nanoseconds: 5 * hour + 500_000))
  }

  @Test(arguments: [true, false])
  func stepOfAnHourIsNoRoundTrip(_ isForward: Bool) {
    var clock = ArrivalClock()
    clock.set(monotonic: 5 * hour, wall: 900 * hour)
    let stamp = 900 * hour + 10 * millisecond
    // The packet was stamped, then the clock was set, then the packet is read.
    let now = 5 * hour + 20 * millisecond
    clock.set(monotonic: now, wall: isForward ? 901 * hour : 899 * hour)
    #expect(clock.moment(stamp) == MonotonicTime(nanoseconds: now))
    // From then on the new time holds.
    clock.set(monotonic: now + millisecond, wall: (isForward ? 901 : 899) * hour + millisecond)
    #expect(clock.moment((isForward ? 901 : 899) * hour) == MonotonicTime(nanoseconds: now))
  }
}
