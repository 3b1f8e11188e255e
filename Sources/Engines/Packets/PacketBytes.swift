// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Bytes that somebody else wrote, read with every access checked: no content of them can do more than be refused.
struct PacketBytes {
  private let bytes: UnsafeRawBufferPointer

  /// A view of bytes, which must outlive it.
  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// How many there are.
  var count: Int { bytes.count }

  /// The byte at a place.
  @inline(__always)
  func byte(_ place: Int) -> UInt8? { place >= 0 && place < bytes.count ? bytes[place] : nil }

  /// Two bytes in network order.
  @inline(__always)
  func word(_ place: Int) -> UInt16? {
    guard place >= 0, place <= bytes.count - 2 else { return nil }
    return UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt16.self))
  }

  /// Four bytes in network order.
  @inline(__always)
  func long(_ place: Int) -> UInt32? {
    guard place >= 0, place <= bytes.count - 4 else { return nil }
    return UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
  }

  /// Eight bytes in network order.
  @inline(__always)
  func quad(_ place: Int) -> UInt64? {
    guard place >= 0, place <= bytes.count - 8 else { return nil }
    return UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
  }

  /// The address at a place.
  func address(_ place: Int, _ family: Address.Family) -> Address? {
    switch family {
    case .v4: return long(place).map { Address(v4: $0) }
    case .v6:
      guard let high = quad(place), let low = quad(place + 8) else { return nil }
      return Address(high: high, low: low)
    }
  }

  /// The part from `start` on, at most `length` bytes of it; nil when `start` lies beyond the end.
  @inline(__always)
  func from(_ start: Int, length: Int = .max) -> PacketBytes? {
    guard start >= 0, length >= 0, start <= bytes.count else { return nil }
    let end = length < bytes.count - start ? start + length : bytes.count
    return PacketBytes(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
  }

  /// The bytes, copied.
  var copy: [UInt8] { Array(bytes) }

  /// The bytes as they lie in memory.
  var raw: UnsafeRawBufferPointer { bytes }
}
