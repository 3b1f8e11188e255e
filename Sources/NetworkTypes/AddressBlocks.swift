// SPDX-License-Identifier: GPL-3.0-or-later

/// The addresses of a set as numbers, one block for each family and zone: where the algebra of target sets is done.
struct AddressBlocks {
  typealias Numbers = IntervalSet<UInt128>

  /// What the numbers of a block are the numbers of.
  struct Space: Hashable, Comparable {
    let family: Address.Family
    let zone: Zone

    /// The same family without a zone.
    var unzoned: Space { Space(family: family, zone: .none) }

    static func < (left: Space, right: Space) -> Bool {
      left.family == right.family ? left.zone < right.zone : left.family == .v4
    }
  }

  private var blocks: [Space: Numbers] = [:]

  init(_ ranges: some Sequence<AddressRange>) {
    var parts: [Space: [Numbers.Interval]] = [:]
    // Neighbours mostly are of one space: its intervals are gathered outside the table.
    var current: (space: Space, intervals: [Numbers.Interval])?
    for range in ranges {
      let interval = Numbers.Interval(range.first.value, range.last.value)
      if let known = current?.space, known.family == range.first.family, known.zone == range.first.zone {
        current?.intervals.append(interval)
      } else {
        if let current { parts[current.space, default: []] += current.intervals }
        current = (Space(family: range.first.family, zone: range.first.zone), [interval])
      }
    }
    if let current { parts[current.space, default: []] += current.intervals }
    blocks = parts.mapValues { Numbers($0) }
  }

  private subscript(space: Space) -> Numbers { blocks[space] ?? Numbers() }

  /// The ranges of all blocks in the order of target sets.
  var ranges: [AddressRange] {
    blocks.keys.sorted().flatMap { space in
      self[space].intervals.map { interval in
        AddressRange(checked: space.address(interval.lower), space.address(interval.upper))
      }
    }
  }

  func union(_ other: AddressBlocks) -> AddressBlocks {
    merged(with: other) { space in self[space].union(other[space]) }
  }

  /// In every zone, what either has there and the other covers, in that zone or without one.
  func intersection(_ other: AddressBlocks) -> AddressBlocks {
    merged(with: other) { space in
      self[space].intersection(other.covered(space)).union(other[space].intersection(self.covered(space)))
    }
  }

  func subtracting(_ other: AddressBlocks) -> AddressBlocks {
    merged(with: other) { space in self[space].subtracting(other.covered(space)) }
  }

  /// What a space has of its own or through the addresses without a zone.
  private func covered(_ space: Space) -> Numbers {
    space.zone.isNone ? self[space] : self[space].union(self[space.unzoned])
  }

  private func merged(with other: AddressBlocks, _ combine: (Space) -> Numbers) -> AddressBlocks {
    var result = AddressBlocks(EmptyCollection())
    for space in Set(blocks.keys).union(other.blocks.keys) { result.blocks[space] = combine(space) }
    return result
  }
}

extension AddressBlocks.Space {
  /// The address of a number in this space.
  func address(_ value: UInt128) -> Address {
    Address(family: family, value: value, zone: zone)
  }
}
