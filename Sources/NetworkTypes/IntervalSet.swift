// SPDX-License-Identifier: GPL-3.0-or-later

/// A set of numbers as sorted, disjoint, non-adjacent closed intervals: what port sets and target sets are made of.
@usableFromInline
@frozen
struct IntervalSet<Bound: FixedWidthInteger & UnsignedInteger & Sendable>: Hashable, Sendable {
  /// The numbers from `lower` to `upper`, both included.
  @usableFromInline
  @frozen
  struct Interval: Hashable, Sendable {
    @usableFromInline let lower: Bound
    @usableFromInline let upper: Bound

    @inlinable
    init(_ lower: Bound, _ upper: Bound) {
      self.lower = lower
      self.upper = upper
    }
  }

  @usableFromInline private(set) var intervals: [Interval]

  /// The empty set.
  init() {
    intervals = []
  }

  /// The set of all numbers in any of the intervals, which may be unsorted and overlap.
  init(_ parts: [Interval]) {
    intervals = []
    intervals.reserveCapacity(parts.count)
    for part in parts.sorted(by: { $0.lower < $1.lower }) { appendMerging(part) }
  }

  var isEmpty: Bool { intervals.isEmpty }

  /// True when the number is in the set; O(log intervals).
  @inlinable
  func contains(_ number: Bound) -> Bool {
    var low = 0
    var high = intervals.count
    while low < high {
      let middle = (low + high) / 2
      if intervals[middle].upper < number { low = middle + 1 } else { high = middle }
    }
    return low < intervals.count && intervals[low].lower <= number
  }

  func union(_ other: IntervalSet) -> IntervalSet {
    if isEmpty { return other }
    if other.isEmpty { return self }
    var result = IntervalSet()
    var left = intervals[...]
    var right = other.intervals[...]
    while let a = left.first, let b = right.first {
      result.appendMerging(a.lower <= b.lower ? left.removeFirst() : right.removeFirst())
    }
    for rest in left { result.appendMerging(rest) }
    for rest in right { result.appendMerging(rest) }
    return result
  }

  func intersection(_ other: IntervalSet) -> IntervalSet {
    var result = IntervalSet()
    var left = intervals[...]
    var right = other.intervals[...]
    while let a = left.first, let b = right.first {
      let lower = max(a.lower, b.lower)
      let upper = min(a.upper, b.upper)
      if lower <= upper { result.intervals.append(Interval(lower, upper)) }
      if a.upper < b.upper { left.removeFirst() } else { right.removeFirst() }
    }
    return result
  }

  func subtracting(_ other: IntervalSet) -> IntervalSet {
    if isEmpty || other.isEmpty { return self }
    var result = IntervalSet()
    var holes = other.intervals[...]
    for part in intervals { result.appendParts(of: part, without: &holes) }
    return result
  }

  func isSubset(of other: IntervalSet) -> Bool {
    subtracting(other).isEmpty
  }

  /// Appends what `holes` leave of `part`; holes that end before it are dropped for good.
  private mutating func appendParts(of part: Interval, without holes: inout ArraySlice<Interval>) {
    while let hole = holes.first, hole.upper < part.lower { holes.removeFirst() }
    var start = part.lower
    for hole in holes {
      if hole.lower > part.upper { break }
      if hole.lower > start { intervals.append(Interval(start, hole.lower - 1)) }
      if hole.upper >= part.upper { return }
      start = hole.upper + 1
    }
    intervals.append(Interval(start, part.upper))
  }

  /// Appends an interval that does not begin before the last one, joining the two where they touch.
  private mutating func appendMerging(_ next: Interval) {
    guard let last = intervals.last else { return intervals.append(next) }
    if last.upper == .max || next.lower <= last.upper + 1 {
      intervals[intervals.count - 1] = Interval(last.lower, max(last.upper, next.upper))
    } else {
      intervals.append(next)
    }
  }
}
