// SPDX-License-Identifier: GPL-3.0-or-later

/// A set of addresses, kept as sorted ranges that neither overlap nor touch, however many addresses that is.
///
/// An address with a zone and the same one without are two targets; but a range without a zone covers its addresses
/// in every zone: for membership, and when it is taken away.
public struct TargetSet: Sendable {
  /// The ranges: IPv4 before IPv6, without zone before zones by name, rising.
  public let ranges: [AddressRange]

  /// The number of addresses before each range, for as many ranges as that fits 64 bits.
  @usableFromInline let starts: [UInt64]

  /// How many addresses there are; 2¹²⁸ − 1 also when there are more.
  public let count: UInt128

  /// Takes ranges that are in order, disjoint and joined.
  init(normalised ranges: [AddressRange]) {
    self.ranges = ranges
    var starts: [UInt64] = []
    var total: UInt128 = 0
    for range in ranges {
      if let start = UInt64(exactly: total) { starts.append(start) }
      let (sum, overflow) = total.addingReportingOverflow(range.count)
      total = overflow ? .max : sum
    }
    self.starts = starts
    count = total
  }

  /// The empty set.
  public init() {
    self.init(normalised: [])
  }

  /// One address.
  public init(_ address: Address) {
    self.init(normalised: [AddressRange(address)])
  }

  /// The addresses of a range.
  public init(_ range: AddressRange) {
    self.init(normalised: [range])
  }

  /// The addresses of a network.
  public init(_ network: Network) {
    self.init(normalised: [network.range])
  }

  /// The addresses of all the ranges, which may be in any order and overlap.
  public init(ranges: some Sequence<AddressRange>) {
    self.init(blocks: AddressBlocks(ranges))
  }

  /// The addresses of all the ranges, which may be in any order and overlap.
  public init(_ ranges: [AddressRange]) {
    self.init(ranges: ranges)
  }

  init(blocks: AddressBlocks) {
    self.init(normalised: blocks.ranges)
  }

  /// True when there is no address.
  @inlinable
  public var isEmpty: Bool { ranges.isEmpty }

  /// The address at a position below `count`, in the order of the ranges; O(log ranges).
  ///
  /// It is a programming error to ask for a position that the set does not have.
  @inlinable
  public func address(at index: UInt64) -> Address {
    precondition(UInt128(index) < count, "no such position in the target set")
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= index { low = middle } else { high = middle }
    }
    let first = ranges[low].first
    return Address(family: first.family, value: first.value &+ UInt128(index - starts[low]), zone: first.zone)
  }

  /// The position of an address, its zone included; nil when it is not in the set or lies beyond 64 bits.
  public func index(of address: Address) -> UInt64? {
    guard let position = position(of: address), position < starts.count else { return nil }
    let offset = address.value - ranges[position].first.value
    let (sum, overflow) = UInt128(starts[position]).addingReportingOverflow(offset)
    return overflow ? nil : UInt64(exactly: sum)
  }

  /// True when the set has the address, or has it without a zone.
  @inlinable
  public func contains(_ address: Address) -> Bool {
    if position(of: address) != nil { return true }
    return !address.zone.isNone && position(of: address.withoutZone) != nil
  }

  /// The range that has an address in its very zone.
  @inlinable
  func position(of address: Address) -> Int? {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if TargetSet.precedes(ranges[middle].last, address) { low = middle + 1 } else { high = middle }
    }
    guard low < ranges.count, ranges[low].first.zone == address.zone, ranges[low].contains(address) else {
      return nil
    }
    return low
  }

  @inlinable
  static func precedes(_ left: Address, _ right: Address) -> Bool {
    if left.family != right.family { return left.family == .v4 }
    return left.zone == right.zone ? left.value < right.value : left.zone < right.zone
  }
}

extension TargetSet: Hashable {
  /// True when both have the same addresses.
  public static func == (left: TargetSet, right: TargetSet) -> Bool { left.ranges == right.ranges }

  /// Feeds the ranges.
  public func hash(into hasher: inout Hasher) { hasher.combine(ranges) }
}
