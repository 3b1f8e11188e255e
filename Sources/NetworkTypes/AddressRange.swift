// SPDX-License-Identifier: GPL-3.0-or-later

/// The addresses from `first` to `last`, both included, of one family and zone. Plain data.
@frozen
public struct AddressRange: Hashable, Sendable {
  /// The lowest address.
  public let first: Address
  /// The highest address.
  public let last: Address

  /// A range; nil when it falls, or when the ends differ in family or zone.
  public init?(first: Address, last: Address) {
    guard first.family == last.family, first.zone == last.zone, first <= last else { return nil }
    self.init(checked: first, last)
  }

  /// One address.
  public init(_ address: Address) {
    self.init(checked: address, address)
  }

  /// The addresses of a network.
  public init(_ network: Network) {
    self = network.range
  }

  @inlinable
  init(checked first: Address, _ last: Address) {
    self.first = first
    self.last = last
  }

  /// How many addresses there are; 2¹²⁸ − 1 for all of IPv6, which has one more than the type can say.
  public var count: UInt128 {
    let distance = last.value - first.value
    return distance == .max ? .max : distance + 1
  }

  /// True when the address is in the range. A range without a zone has the addresses of every zone, one with a zone
  /// only its own.
  @inlinable
  public func contains(_ address: Address) -> Bool {
    guard address.family == first.family, first.zone.isNone || first.zone == address.zone else { return false }
    return first.value <= address.value && address.value <= last.value
  }

  /// The network that has exactly these addresses; nil when there is none.
  public var network: Network? {
    let difference = first.value ^ last.value
    let hostBits = 128 - difference.leadingZeroBitCount
    guard let network = Network(base: first, prefix: first.family.bitWidth - hostBits), network.last == last else {
      return nil
    }
    return network
  }
}

extension AddressRange: CustomStringConvertible, LosslessStringConvertible {
  /// `10.0.0.10-10.0.0.50`; a range of one address is the address.
  public var description: String { first == last ? "\(first)" : "\(first)-\(last)" }

  /// Reads `10.0.0.10-10.0.0.50`, the short form `10.0.0.10-50` for the last part of IPv4, or one address; nil for
  /// anything else, falling ranges included.
  public init?(_ text: some StringProtocol) {
    if let address = Address(text) {
      self.init(address)
      return
    }
    guard text.utf8.count <= AddressRange.longestText else { return nil }
    // A zone may hold a `-` too; at most one of them leaves an address on both sides.
    for dash in text.indices where text[dash] == "-" {
      guard let first = Address(text[..<dash]) else { continue }
      let end = text[dash...].dropFirst()
      guard let last = Address(end) ?? AddressRange.lastPart(end, of: first) else { continue }
      self.init(first: first, last: last)
      return
    }
    return nil
  }

  /// More than two addresses with the longest zones take, so that a long text is not tried at every `-` of it.
  private static let longestText = 256

  private static func lastPart(_ text: some StringProtocol, of first: Address) -> Address? {
    var cursor = TextCursor(text)
    guard let bits = first.v4, let part = cursor.decimal(limit: 255), cursor.isAtEnd else { return nil }
    return Address(v4: bits & 0xffff_ff00 | UInt32(part))
  }
}
