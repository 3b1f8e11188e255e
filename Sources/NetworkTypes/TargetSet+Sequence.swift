// SPDX-License-Identifier: GPL-3.0-or-later

extension TargetSet: Sequence {
  /// Gives the addresses one by one, in the order of the ranges.
  public struct Iterator: IteratorProtocol, Sendable {
    private var ranges: ArraySlice<AddressRange>
    private var upcoming: Address?

    init(_ ranges: [AddressRange]) {
      self.ranges = ranges[...]
      upcoming = ranges.first?.first
    }

    /// The next address; nil at the end.
    public mutating func next() -> Address? {
      guard let address = upcoming, let range = ranges.first else { return nil }
      if address == range.last {
        ranges.removeFirst()
        upcoming = ranges.first?.first
      } else {
        upcoming = address.advanced(by: 1 as UInt64)
      }
      return address
    }
  }

  /// An iterator over the addresses; nothing is stored for them.
  public func makeIterator() -> Iterator { Iterator(ranges) }
}
