// SPDX-License-Identifier: GPL-3.0-or-later

/// SipHash-2-4 (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012) over 64-bit words.
///
/// Without the key nobody can tell the hash of one input from those of others, which is what makes an answer to a probe
/// hard to forge.
struct KeyedHash: Hashable, Sendable {
  private let key0: UInt64
  private let key1: UInt64

  /// A hash under a key of 128 bits.
  init(key0: UInt64, key1: UInt64) {
    self.key0 = key0
    self.key1 = key1
  }

  /// A hash under a key that nobody knows.
  init(using generator: inout some RandomNumberGenerator) {
    self.init(key0: generator.next(), key1: generator.next())
  }

  /// The hash of three words, as of their 24 bytes in little-endian order.
  @inline(__always)
  func callAsFunction(_ first: UInt64, _ second: UInt64, _ third: UInt64) -> UInt64 {
    var state = State(key0, key1)
    state.take(first)
    state.take(second)
    state.take(third)
    return state.finish(bytes: 24)
  }

  /// The hash of any number of words.
  func callAsFunction(_ words: [UInt64]) -> UInt64 {
    var state = State(key0, key1)
    for word in words { state.take(word) }
    return state.finish(bytes: words.count * 8)
  }

  private struct State {
    var v0: UInt64, v1: UInt64, v2: UInt64, v3: UInt64

    @inline(__always)
    init(_ key0: UInt64, _ key1: UInt64) {
      v0 = key0 ^ 0x736f_6d65_7073_6575
      v1 = key1 ^ 0x646f_7261_6e64_6f6d
      v2 = key0 ^ 0x6c79_6765_6e65_7261
      v3 = key1 ^ 0x7465_6462_7974_6573
    }

    @inline(__always)
    mutating func take(_ word: UInt64) {
      v3 ^= word
      round()
      round()
      v0 ^= word
    }

    @inline(__always)
    mutating func finish(bytes: Int) -> UInt64 {
      take(UInt64(truncatingIfNeeded: bytes) << 56)
      v2 ^= 0xff
      for _ in 0..<4 { round() }
      return v0 ^ v1 ^ v2 ^ v3
    }

    @inline(__always)
    private mutating func round() {
      v0 &+= v1
      v2 &+= v3
      v1 = rotated(v1, 13) ^ v0
      v3 = rotated(v3, 16) ^ v2
      v0 = rotated(v0, 32)
      v2 &+= v1
      v0 &+= v3
      v1 = rotated(v1, 17) ^ v2
      v3 = rotated(v3, 21) ^ v0
      v2 = rotated(v2, 32)
    }

    @inline(__always)
    private func rotated(_ word: UInt64, _ count: UInt64) -> UInt64 { word << count | word >> (64 - count) }
  }
}
