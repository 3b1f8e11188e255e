// SPDX-License-Identifier: GPL-3.0-or-later

/// That a scan sent more slowly than it might have, and why.
public struct SlowedSending: Hashable, Sendable {
  /// What made it slow down.
  public enum Cause: String, Hashable, Sendable {
    /// More was lost on the way at higher rates.
    case path
    /// Answers came faster than they could be taken: the kernel's ring was full (packet(7), `PACKET_STATISTICS`).
    case receiving
    /// The system had no room for more packets to send (`ENOBUFS`).
    case sending

    /// The cause in words.
    public var text: String {
      switch self {
      case .path: "more was lost on the way at higher rates"
      case .receiving: "answers came faster than they were taken"
      case .sending: "the system had no room for more packets"
      }
    }
  }

  /// The lowest rate that it came down to, in packets a second.
  public var rate: Double
  /// The cause that the lowest rate had.
  public var cause: Cause

  /// Makes one from its parts.
  public init(rate: Double, cause: Cause) {
    self.rate = rate
    self.cause = cause
  }
}

/// The rate of a machine that lost packets of its own: three quarters of what it was, and a quarter more again for every
/// tenth of a second without another loss.
struct LocalSlowing: Sendable {
  private static let interval: UInt64 = 100_000_000
  private static let least = 1_000.0
  /// Packets a second; nil where nothing is lost.
  private(set) var ceiling: Double?
  private var changedAt = MonotonicTime(nanoseconds: 0)

  /// Takes in a loss at a rate: the new ceiling, or nil where the last loss was a moment ago.
  mutating func lower(from rate: Double, _ now: MonotonicTime) -> Double? {
    guard changedAt.nanoseconds == 0 || now.nanoseconds(since: changedAt) >= Self.interval else { return nil }
    changedAt = now
    let lowered = max(Self.least, 0.75 * min(rate, ceiling ?? rate))
    ceiling = lowered
    return lowered
  }

  /// Takes in that time has passed; a ceiling above twice the `highest` rate ever sent is none.
  mutating func recover(_ now: MonotonicTime, highest: Double) {
    guard let current = ceiling, now.nanoseconds(since: changedAt) >= Self.interval else { return }
    changedAt = now
    ceiling = current > 2 * highest ? nil : current * 1.25
  }
}
