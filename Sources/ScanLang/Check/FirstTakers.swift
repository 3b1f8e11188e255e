// SPDX-License-Identifier: GPL-3.0-or-later

/// Who took each number first: of several owners that take ranges one after the other, finds the one that was there
/// before, in the logarithm of their number where asking each of them would take their number.
///
/// A plane holds numbers apart from those of other planes, as TCP ports from UDP ports; what is taken in plane `nil` is
/// taken in all of them.
struct FirstTakers<Plane: Hashable> {
  /// Numbers that one owner took first.
  private struct Piece {
    let low: UInt128
    let high: UInt128
    let owner: Int
  }

  /// Rising and without a number in common.
  private var planes: [Plane?: [Piece]] = [:]

  /// The first owner, by number, of anything in a range; in plane `nil` of anything in any plane.
  func first(meeting range: ClosedRange<UInt128>, in plane: Plane?) -> Int? {
    guard plane != nil else { return planes.values.compactMap { Self.first(meeting: range, in: $0) }.min() }
    return [plane, nil].compactMap { planes[$0].flatMap { Self.first(meeting: range, in: $0) } }.min()
  }

  /// The first owner, by number, of this one number, in a plane or in all of them.
  func first(holding number: UInt128, in plane: Plane?) -> Int? {
    let places: Set<Plane?> = [plane, nil]
    return places.compactMap { planes[$0].flatMap { Self.first(meeting: number...number, in: $0) } }.min()
  }

  private static func first(meeting range: ClosedRange<UInt128>, in pieces: [Piece]) -> Int? {
    var best: Int?
    for piece in pieces[index(of: range.lowerBound, in: pieces)...] {
      guard piece.low <= range.upperBound else { break }
      best = min(best ?? piece.owner, piece.owner)
    }
    return best
  }

  /// Gives an owner what nobody has yet of a range. Owners are numbered in the order in which they come.
  mutating func take(_ range: ClosedRange<UInt128>, in plane: Plane?, for owner: Int) {
    Self.take(range, for: owner, in: &planes[plane, default: []])
  }

  private static func take(_ range: ClosedRange<UInt128>, for owner: Int, in pieces: inout [Piece]) {
    let start = index(of: range.lowerBound, in: pieces)
    var end = start
    var added: [Piece] = []
    var free: UInt128? = range.lowerBound
    while end < pieces.count, pieces[end].low <= range.upperBound {
      let piece = pieces[end]
      if let low = free, low < piece.low { added.append(Piece(low: low, high: piece.low - 1, owner: owner)) }
      added.append(piece)
      free = piece.high < .max ? piece.high + 1 : nil
      end += 1
    }
    if let low = free, low <= range.upperBound { added.append(Piece(low: low, high: range.upperBound, owner: owner)) }
    pieces.replaceSubrange(start..<end, with: added)
  }

  /// The first piece that does not end before a number.
  private static func index(of number: UInt128, in pieces: [Piece]) -> Int {
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].high < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
