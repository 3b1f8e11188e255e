// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads Unicode scalars from bytes that need not be UTF-8.
enum ScalarDecoder {
  /// The scalar that begins at `start` and its length; `nil` where the bytes are not UTF-8 (RFC 3629, section 4).
  static func decode(_ bytes: [UInt8], at start: Int, limit: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    let first = bytes[start]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first <= 0xF4, start + length <= limit else { return nil }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for offset in 1..<length {
      let next = bytes[start + offset]
      guard next & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(next & 0x3F)
    }
    let smallest: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    guard value >= smallest, let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, length)
  }
}
