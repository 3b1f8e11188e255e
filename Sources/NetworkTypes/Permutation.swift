// SPDX-License-Identifier: GPL-3.0-or-later

/// A shuffled order of the numbers 0 to `count - 1` that gives any place of it at once and stores nothing.
///
/// A number is written as a place in a near-square table, whose row and column are shifted in turn by a hash of the
/// other: a generalised Feistel network, a bijection of the table for every hash. Results in the few cells beyond
/// `count` are put through it again until one falls inside (Black and Rogaway, "Ciphers with Arbitrary Finite
/// Domains", 2002). The same seed gives the same order in every version. Not for secrets.
@frozen
public struct Permutation: Hashable, Sendable {
  /// How many numbers are in order.
  public let count: UInt64
  @usableFromInline let key: UInt64
  /// Added to the key from round to round; 0 in the natural order, odd otherwise.
  @usableFromInline let step: UInt64
  /// The size of the table, both at most 2³².
  @usableFromInline let rows: UInt64
  @usableFromInline let columns: UInt64

  /// The order of a seed.
  public init(count: UInt64, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    self.init(count: count, key: generator.next(), step: generator.next() | 1)
  }

  private init(count: UInt64, key: UInt64, step: UInt64) {
    self.count = count
    self.key = key
    self.step = step
    let root = Double(count).squareRoot().rounded(.up)
    rows = max(1, min(1 << 32, UInt64(root)))
    columns = count == 0 ? 1 : (count - 1) / rows + 1
  }

  /// The natural order: every number in its own place.
  public static func identity(count: UInt64) -> Permutation {
    Permutation(count: count, key: 0, step: 0)
  }

  /// The number at a place below `count`; for other places the place itself.
  @inlinable
  public subscript(place: UInt64) -> UInt64 {
    guard step != 0, place < count else { return place }
    var number = shifted(place)
    while number >= count { number = shifted(number) }
    return number
  }

  /// One pass of the network, six rounds, over the cells of the table.
  @inlinable
  func shifted(_ number: UInt64) -> UInt64 {
    var (row, column) = number.quotientAndRemainder(dividingBy: columns)
    var roundKey = key
    for _ in 0..<3 {
      row = Permutation.shift(row, by: Permutation.hash(column, roundKey), modulo: rows)
      roundKey &+= step
      column = Permutation.shift(column, by: Permutation.hash(row, roundKey), modulo: columns)
      roundKey &+= step
    }
    return row &* columns &+ column
  }

  /// Shifts a value below `size` by a 32-bit hash scaled to that size.
  @inlinable
  static func shift(_ value: UInt64, by hash: UInt64, modulo size: UInt64) -> UInt64 {
    let sum = value &+ (hash &* size) >> 32
    return sum >= size ? sum &- size : sum
  }

  /// 32 bits that depend on all bits of both.
  @inlinable
  static func hash(_ value: UInt64, _ key: UInt64) -> UInt64 {
    let product = (value ^ key) &* 0xd6e8_feb8_6659_fd93
    return ((product ^ product >> 32) &* 0xd6e8_feb8_6659_fd93) >> 32
  }
}
