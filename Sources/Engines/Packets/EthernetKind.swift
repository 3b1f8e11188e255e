// SPDX-License-Identifier: GPL-3.0-or-later

/// What a frame carries (IEEE "EtherType" registry; RFC 894, RFC 826, RFC 2464).
enum EthernetKind {
  static let ipv4: UInt64 = 0x0800
  static let arp: UInt64 = 0x0806
  static let ipv6: UInt64 = 0x86dd
}
