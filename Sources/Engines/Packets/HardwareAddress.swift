// SPDX-License-Identifier: GPL-3.0-or-later

/// The address of an Ethernet station: 48 bits.
struct HardwareAddress: Hashable, Sendable {
  /// The bits; the first byte on the wire is the highest.
  let value: UInt64

  /// Everybody on the link.
  static let broadcast = HardwareAddress(value: 0xffff_ffff_ffff)

  /// An address of its bits, of which the upper 16 do not count.
  init(value: UInt64) { self.value = value & 0xffff_ffff_ffff }

  /// The address that stands at a place; nil when it is cut off.
  init?(_ bytes: PacketBytes, at place: Int) {
    guard let high = bytes.word(place), let low = bytes.long(place + 2) else { return nil }
    value = UInt64(high) << 32 | UInt64(low)
  }

  /// Puts the six bytes at `place`.
  func write(to place: UnsafeMutableRawPointer) {
    for index in 0..<6 {
      place.storeBytes(
        of: UInt8(truncatingIfNeeded: value >> UInt64(40 - index * 8)), toByteOffset: index, as: UInt8.self)
    }
  }
}
