// SPDX-License-Identifier: GPL-3.0-or-later

/// Bytes that are typed, with every character whole (RFC 3629): what is no UTF-8 is left out, and so are the controls of
/// ISO 6429 beyond ASCII, which some terminals obey.
///
/// readline moves over a line by characters; over bytes that are none it loops without end, or reads beyond the line.
struct WholeCharacters {
  /// The first bytes of a character whose others are on the way.
  private var begun: [UInt8] = []

  /// The characters that these bytes complete.
  mutating func taking(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    if begun.isEmpty, bytes.allSatisfy({ $0 < 0x80 }) { return Array(bytes) }
    var whole: [UInt8] = []
    whole.reserveCapacity(bytes.count)
    for byte in bytes {
      if !begun.isEmpty, Self.continues(begun, with: byte) {
        begun.append(byte)
        guard begun.count == Self.length(from: begun[0]) else { continue }
        if !Self.isControl(begun) { whole += begun }
        begun = []
      } else {
        begun = []
        if byte < 0x80 {
          whole.append(byte)
        } else if Self.length(from: byte) > 1 {
          begun = [byte]
        }
      }
    }
    return whole
  }

  /// Bytes of the character that begins like this; 0 where none does.
  private static func length(from first: UInt8) -> Int {
    switch first {
    case 0..<0x80: 1
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 0
    }
  }

  /// Whether a byte may follow: the second one may not make a longer form of a shorter character, half of a pair of
  /// UTF-16, or more than U+10FFFF.
  private static func continues(_ begun: [UInt8], with byte: UInt8) -> Bool {
    guard begun.count == 1 else { return (0x80...0xBF).contains(byte) }
    switch begun[0] {
    case 0xE0: return (0xA0...0xBF).contains(byte)
    case 0xED: return (0x80...0x9F).contains(byte)
    case 0xF0: return (0x90...0xBF).contains(byte)
    case 0xF4: return (0x80...0x8F).contains(byte)
    default: return (0x80...0xBF).contains(byte)
    }
  }

  /// U+0080 to U+009F.
  private static func isControl(_ character: [UInt8]) -> Bool { character[0] == 0xC2 && character[1] < 0xA0 }
}
