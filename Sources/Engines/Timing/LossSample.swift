// SPDX-License-Identifier: GPL-3.0-or-later

/// What became of ports that had answered and were asked once more, only to see how much is lost on the way.
public struct LossSample: Hashable, Sendable {
  /// Ports asked once more whose second answer came or will not come any more.
  public var asked: UInt64
  /// Those that were silent the second time.
  public var lost: UInt64

  /// Makes a sample; an empty one tells nothing.
  public init(asked: UInt64 = 0, lost: UInt64 = 0) {
    self.asked = asked
    self.lost = lost
  }

  /// The chance that a try is lost, half a loss added (Jeffreys' prior), so that none seen does not mean none.
  public var chance: Double { (Double(lost) + 0.5) / (Double(asked) + 1) }

  /// The variance of `chance` in proportion to its square.
  public var relativeVariance: Double { (1 - chance) / chance / (Double(asked) + 1) }

  /// Adds another part of the same scan.
  public mutating func add(_ other: LossSample) {
    asked += other.asked
    lost += other.lost
  }
}
