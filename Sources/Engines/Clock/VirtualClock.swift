// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Synchronization

/// A clock that stands still until it is moved: the time of a simulated network.
public final class VirtualClock: Sendable {
  /// The moment it starts from. Not zero, so that a rate's first packet finds an idle past.
  public static let start = MonotonicTime(nanoseconds: 1_000_000_000)

  private let nanoseconds = Atomic<UInt64>(VirtualClock.start.nanoseconds)

  /// A clock at its start.
  public init() {}

  /// The present moment.
  public var now: MonotonicTime { MonotonicTime(nanoseconds: nanoseconds.load(ordering: .relaxed)) }

  /// Microseconds since the start.
  public var elapsed: Int64 { Int64(clamping: now.nanoseconds(since: Self.start) / 1_000) }

  /// Moves the clock on; a moment in the past changes nothing.
  func move(to moment: MonotonicTime) {
    if moment > now { nanoseconds.store(moment.nanoseconds, ordering: .relaxed) }
  }

  /// The clock as code sees it that only reads the time.
  public var clock: Clock { Clock { self.now } }
}
