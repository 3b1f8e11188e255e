// SPDX-License-Identifier: GPL-3.0-or-later

/// A stream of pseudo-random numbers that a seed fixes: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014, figure 17).
/// The same seed gives the same numbers in every version; not for secrets.
@frozen
public struct SeededGenerator: RandomNumberGenerator, Hashable, Sendable {
  @usableFromInline var state: UInt64

  /// The stream of a seed; every value is good.
  @inlinable
  public init(seed: UInt64) {
    state = seed
  }

  /// The next 64 bits.
  @inlinable
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
