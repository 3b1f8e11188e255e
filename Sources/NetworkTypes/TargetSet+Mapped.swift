// SPDX-License-Identifier: GPL-3.0-or-later

/// Sets that name IPv4 addresses mapped into IPv6 (RFC 4291 §2.5.5.2). A wider range of IPv6 that merely holds the
/// mapped block, such as `::/0`, is no set of IPv4 addresses.
extension TargetSet {
  /// Whether the set has an address, written in this form or in the other.
  public func holds(_ address: Address) -> Bool {
    let plain = address.unmapped
    if contains(plain) { return true }
    guard let bits = plain.v4, let place = position(of: Address(high: 0, low: 0xffff_0000_0000 | UInt64(bits))) else {
      return false
    }
    return ranges[place].isMapped
  }

  /// The set with the IPv4 addresses that its mapped ranges stand for in their place.
  public var unmapped: TargetSet {
    ranges.contains(where: \.isMapped) ? TargetSet(ranges: ranges.map(\.unmapped)) : self
  }
}
