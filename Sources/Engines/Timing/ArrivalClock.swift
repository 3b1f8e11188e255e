// SPDX-License-Identifier: GPL-3.0-or-later

/// Turns the times of the wall clock, which the kernel stamps packets with, into moments of the monotonic clock.
///
/// The wall clock may be set at any time. A stamp from before that would tell of an answer that came hours late, or before
/// its question; while the distance of the two clocks jumps, a packet counts as arrived when it is read.
struct ArrivalClock: Sendable {
  /// Added to a time of the wall clock it gives one of the monotonic clock.
  private var offset: UInt64 = 0
  private var readAt: UInt64 = 0
  private var isSteady = false
  /// A wall clock that is being corrected runs up to 500 ppm faster or slower (adjtimex(2)); reading both takes a moment.
  private static let tolerance: UInt64 = 1_000_000
  private static let driftDivisor: UInt64 = 1_000

  /// Takes in what both clocks show now, in nanoseconds.
  mutating func set(monotonic: UInt64, wall: UInt64) {
    let now = monotonic &- wall
    let change = Int64(bitPattern: now &- offset).magnitude
    isSteady = readAt == 0 || change <= Self.tolerance + (monotonic &- readAt) / Self.driftDivisor
    offset = now
    readAt = monotonic
  }

  /// The moment that a packet with this stamp arrived.
  @inline(__always)
  func moment(_ stamp: UInt64) -> MonotonicTime {
    MonotonicTime(nanoseconds: isSteady ? stamp &+ offset : readAt)
  }
}
