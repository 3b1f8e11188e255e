// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// How long to wait for an answer, from the round trips measured so far (RFC 6298, section 2).
///
/// Before any measurement the wait is the ceiling. With measurements it is the smoothed round trip plus four times its
/// variation, held between the floor and the ceiling. All times are nanoseconds.
struct RoundTripEstimator: Hashable, Sendable {
  /// The shortest wait: 100 ms, so that a busy host or scheduler is not taken for a silent one.
  static let floor: UInt64 = 100_000_000
  /// Clock granularity G of RFC 6298, a kernel timer tick.
  private static let granularity: UInt64 = 4_000_000

  private var smoothed: UInt64 = 0
  private var variation: UInt64 = 0
  /// Number of measurements taken in, held at its largest value.
  private(set) var samples: UInt32 = 0

  /// Takes in one measured round trip.
  mutating func add(_ roundTrip: UInt64) {
    let sample = min(roundTrip, 1 << 40)
    if samples == 0 {
      smoothed = sample
      variation = sample / 2
    } else {
      let deviation = smoothed > sample ? smoothed - sample : sample - smoothed
      variation = (3 * variation + deviation) / 4
      smoothed = (7 * smoothed + sample) / 8
    }
    if samples < .max { samples += 1 }
  }

  /// The wait for one answer, at most `ceiling`.
  func timeout(ceiling: UInt64) -> UInt64 {
    if samples == 0 { return ceiling }
    return min(ceiling, max(Self.floor, smoothed + max(Self.granularity, 4 * variation)))
  }
}
