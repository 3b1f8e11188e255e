// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// The one's complement sum of 16-bit words that IP, TCP, UDP and ICMP carry (RFC 1071), as a running total.
struct InternetChecksum: Hashable, Sendable {
  /// The sum so far; at most 2^16 words may be added before it is folded.
  private(set) var sum: UInt64 = 0

  /// The sum of nothing.
  init() {}

  /// Adds one 16-bit word.
  @inline(__always)
  mutating func add(_ word: UInt16) { sum &+= UInt64(word) }

  /// Adds two words.
  @inline(__always)
  mutating func add(_ words: UInt32) { sum &+= UInt64(words >> 16) &+ UInt64(words & 0xffff) }

  /// Adds four words.
  @inline(__always)
  mutating func add(_ words: UInt64) {
    add(UInt32(truncatingIfNeeded: words >> 32))
    add(UInt32(truncatingIfNeeded: words))
  }

  /// Adds the words of an address: two or eight.
  @inline(__always)
  mutating func add(_ address: Address) {
    if let v4 = address.v4 { return add(v4) }
    add(address.high)
    add(address.low)
  }

  /// Adds bytes that begin at an even place; an odd last one counts as the upper half of a word.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var place = 0
    while place + 1 < bytes.count {
      sum &+= UInt64(bytes[place]) << 8 | UInt64(bytes[place + 1])
      place += 2
    }
    if place < bytes.count { sum &+= UInt64(bytes[place]) << 8 }
  }

  /// The checksum that makes the whole sum come out right.
  @inline(__always)
  var value: UInt16 {
    var folded = sum
    while folded >> 16 != 0 { folded = (folded & 0xffff) &+ (folded >> 16) }
    return ~UInt16(truncatingIfNeeded: folded)
  }

  /// Whether what was added, its checksum included, is whole.
  var isWhole: Bool { value == 0 }

  /// The sum of the pseudo header of TCP, UDP (RFC 9293 §3.1, RFC 768) and, over IPv6, ICMPv6 too (RFC 8200 §8.1).
  @inline(__always)
  static func pseudoHeader(source: Address, target: Address, next: UInt8, length: Int) -> InternetChecksum {
    var sum = InternetChecksum()
    sum.add(source)
    sum.add(target)
    sum.add(UInt32(truncatingIfNeeded: length))
    sum.add(UInt16(next))
    return sum
  }
}
