// SPDX-License-Identifier: GPL-3.0-or-later

/// A network: all addresses that share the first `prefix` bits with `base`. Plain data.
@frozen
public struct Network: Hashable, Sendable {
  /// The lowest address; the bits behind the prefix are 0.
  public let base: Address
  /// The number of fixed bits, 0 to 32 or 128.
  public let prefix: Int

  /// A network; nil when the prefix is out of range or `base` has bits set behind it.
  public init?(base: Address, prefix: Int) {
    guard let mask = Network.hostMask(base.family, prefix), base.value & mask == 0 else { return nil }
    self.base = base
    self.prefix = prefix
  }

  private init(checked base: Address, prefix: Int) {
    self.base = base
    self.prefix = prefix
  }

  /// The network of that prefix which an address lies in; nil when the prefix is out of range.
  public static func containing(_ address: Address, prefix: Int) -> Network? {
    guard let mask = hostMask(address.family, prefix) else { return nil }
    let base = Address(family: address.family, value: address.value & ~mask, zone: address.zone)
    return Network(checked: base, prefix: prefix)
  }

  /// The lowest address.
  public var first: Address { base }

  /// The highest address.
  public var last: Address { Address(family: base.family, value: base.value | hostMask, zone: base.zone) }

  /// The addresses as a range.
  public var range: AddressRange { AddressRange(checked: first, last) }

  /// How many addresses there are; 2¹²⁸ − 1 for `::/0`, which has one more than the type can say.
  public var count: UInt128 { hostMask == .max ? .max : hostMask + 1 }

  /// True when the address is of the network. A network without a zone has the addresses of every zone, one with a
  /// zone only its own.
  @inlinable
  public func contains(_ address: Address) -> Bool {
    guard address.family == base.family, base.zone.isNone || base.zone == address.zone else { return false }
    let difference = (address.value ^ base.value) << UInt128(128 - base.family.bitWidth)
    return prefix == 0 || difference >> UInt128(128 - prefix) == 0
  }

  /// The bits of an address behind this network's prefix, as a number.
  public func hostBits(of address: Address) -> UInt128 { address.value & hostMask }

  private var hostMask: UInt128 { Network.hostMask(base.family, prefix) ?? 0 }

  /// Ones where the host part is; nil when the prefix is out of range.
  private static func hostMask(_ family: Address.Family, _ prefix: Int) -> UInt128? {
    guard prefix >= 0, prefix <= family.bitWidth else { return nil }
    let bits = family.bitWidth - prefix
    return bits == 0 ? 0 : UInt128.max >> UInt128(128 - bits)
  }
}

extension Network: Comparable {
  /// By lowest address, the wider network first.
  public static func < (left: Network, right: Network) -> Bool {
    left.base == right.base ? left.prefix < right.prefix : left.base < right.base
  }
}

extension Network: CustomStringConvertible, LosslessStringConvertible {
  /// `10.0.0.0/8` or `2001:db8::/32`.
  public var description: String { "\(base)/\(prefix)" }

  /// Reads a literal such as `10.0.0.0/8` (RFC 4632 §3.1, RFC 4291 §2.3); nil for anything else, host bits that are
  /// set included.
  public init?(_ text: some StringProtocol) {
    guard let (address, prefix) = Network.split(text) else { return nil }
    self.init(base: address, prefix: prefix)
  }

  /// An address and the number behind its `/`, which is not checked against the family.
  static func split(_ text: some StringProtocol) -> (address: Address, prefix: Int)? {
    guard let slash = text.lastIndex(of: "/"), let address = Address(text[..<slash]) else { return nil }
    var cursor = TextCursor(text[slash...].dropFirst())
    guard let prefix = cursor.decimal(limit: 128), cursor.isAtEnd else { return nil }
    return (address, Int(prefix))
  }
}
