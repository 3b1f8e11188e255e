// SPDX-License-Identifier: GPL-3.0-or-later

/// What an address is for. An IPv4-mapped IPv6 address (`::ffff:a.b.c.d`) is judged as the IPv4 address that the
/// system sends to, so that writing it differently gets nothing past a check.
extension Address {
  /// The bits of an IPv4 address, or of the one that is mapped into IPv6 (RFC 4291 §2.5.5.2).
  var embeddedV4: UInt32? {
    guard isV4 || (high == 0 && low >> 32 == 0xffff) else { return nil }
    return UInt32(truncatingIfNeeded: low)
  }

  /// Whether this is an IPv4-mapped IPv6 address, ::ffff:0:0/96 (RFC 4291 §2.5.5.2).
  public var isMapped: Bool { isV6 && embeddedV4 != nil }

  /// The IPv4 address that a mapped one stands for; every other address as it is.
  public var unmapped: Address { embeddedV4.map { Address(v4: $0) } ?? self }

  /// The address that packets really go to: `::ffff:a.b.c.d` becomes a.b.c.d, 0.0.0.0 and `::` become loopback,
  /// as Linux treats them; a zone stays only where it means something (link-local and multicast, RFC 4007 §4).
  public var canonical: Address {
    if let bits = embeddedV4 { return Address(v4: bits == 0 ? 0x7f00_0001 : bits) }
    if isUnspecified { return Address(high: 0, low: 1) }
    return isLinkLocal || isMulticast ? self : withoutZone
  }

  /// 0.0.0.0 or `::` (RFC 1122 §3.2.1.3, RFC 4291 §2.5.2).
  public var isUnspecified: Bool { embeddedV4 == 0 || (isV6 && high == 0 && low == 0) }

  /// 127.0.0.0/8 (RFC 1122 §3.2.1.3) or `::1` (RFC 4291 §2.5.3).
  public var isLoopback: Bool { isIn(0x7f00_0000, 8) || (isV6 && high == 0 && low == 1) }

  /// 169.254.0.0/16 (RFC 3927 §2.1) or `fe80::/10` (RFC 4291 §2.5.6).
  public var isLinkLocal: Bool { isIn(0xa9fe_0000, 16) || (isV6 && high >> 54 == 0x3fa) }

  /// 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 (RFC 1918 §3) or `fc00::/7` (RFC 4193 §3.1).
  public var isPrivate: Bool {
    isIn(0x0a00_0000, 8) || isIn(0xac10_0000, 12) || isIn(0xc0a8_0000, 16) || (isV6 && high >> 57 == 0x7e)
  }

  /// 224.0.0.0/4 (RFC 5771 §3) or `ff00::/8` (RFC 4291 §2.7).
  public var isMulticast: Bool { isIn(0xe000_0000, 4) || (isV6 && high >> 56 == 0xff) }

  /// 255.255.255.255, the limited broadcast (RFC 919 §7). The broadcast address of a network is not known here.
  public var isBroadcast: Bool { embeddedV4 == 0xffff_ffff }

  /// Whether packets to it go to many hosts at once: multicast or the limited broadcast.
  public var isForMany: Bool { isMulticast || isBroadcast }

  private func isIn(_ base: UInt32, _ prefix: UInt32) -> Bool {
    guard let bits = embeddedV4 else { return false }
    return (bits ^ base) >> (32 - prefix) == 0
  }
}
