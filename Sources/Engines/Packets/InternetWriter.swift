// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Writes IPv4 headers (RFC 791 §3.1).
enum IPv4Writer {
  /// Bytes of a header without options.
  static let length = 20

  /// Writes the header of a packet that carries `length` bytes, checksum included.
  @inline(__always)
  static func write(
    source: UInt32, target: UInt32, next: UInt8, ttl: UInt8, identification: UInt16, length: Int,
    to place: UnsafeMutableRawPointer
  ) {
    let total = UInt16(truncatingIfNeeded: Self.length + length)
    let words: (UInt32, UInt32, UInt32) = (
      0x4500_0000 | UInt32(total), UInt32(identification) << 16, UInt32(ttl) << 24 | UInt32(next) << 16
    )
    var sum = InternetChecksum()
    sum.add(words.0)
    sum.add(words.1)
    sum.add(words.2)
    sum.add(source)
    sum.add(target)
    place.storeBytes(of: words.0.bigEndian, as: UInt32.self)
    place.storeBytes(of: words.1.bigEndian, toByteOffset: 4, as: UInt32.self)
    place.storeBytes(of: (words.2 | UInt32(sum.value)).bigEndian, toByteOffset: 8, as: UInt32.self)
    place.storeBytes(of: source.bigEndian, toByteOffset: 12, as: UInt32.self)
    place.storeBytes(of: target.bigEndian, toByteOffset: 16, as: UInt32.self)
  }
}

/// Writes IPv6 headers (RFC 8200 §3).
enum IPv6Writer {
  /// Bytes of a header.
  static let length = 40

  /// Writes the header of a packet that carries `length` bytes; of `label` 20 bits count (RFC 6437).
  @inline(__always)
  static func write(
    source: Address, target: Address, next: UInt8, ttl: UInt8, label: UInt32 = 0, length: Int,
    to place: UnsafeMutableRawPointer
  ) {
    let second = UInt32(UInt16(truncatingIfNeeded: length)) << 16 | UInt32(next) << 8 | UInt32(ttl)
    place.storeBytes(of: (0x6000_0000 | label & InternetHeader.labelMask).bigEndian, as: UInt32.self)
    place.storeBytes(of: second.bigEndian, toByteOffset: 4, as: UInt32.self)
    place.storeBytes(of: source.high.bigEndian, toByteOffset: 8, as: UInt64.self)
    place.storeBytes(of: source.low.bigEndian, toByteOffset: 16, as: UInt64.self)
    place.storeBytes(of: target.high.bigEndian, toByteOffset: 24, as: UInt64.self)
    place.storeBytes(of: target.low.bigEndian, toByteOffset: 32, as: UInt64.self)
  }
}
