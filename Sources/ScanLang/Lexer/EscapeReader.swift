// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads what follows a backslash in texts and bytes.
enum EscapeReader {
  /// What an escape stands for.
  enum Outcome {
    case scalar(Unicode.Scalar)
    /// `\xNN` in bytes.
    case byte(UInt8)
    /// No such letter.
    case unknown
    /// `\x` or `\u` with a bad code.
    case badCode
  }

  /// Reads the escape whose backslash is at `start`; its length counts the backslash.
  static func read(
    _ bytes: [UInt8], at start: Int, limit: Int, isBytes: Bool
  ) -> (outcome: Outcome, length: Int) {
    guard start + 1 < limit else { return (.unknown, 1) }
    switch bytes[start + 1] {
    case UInt8(ascii: "n"): return (.scalar("\n"), 2)
    case UInt8(ascii: "r"): return (.scalar("\r"), 2)
    case UInt8(ascii: "t"): return (.scalar("\t"), 2)
    case UInt8(ascii: "0"): return (.scalar("\0"), 2)
    case UInt8(ascii: "\\"): return (.scalar("\\"), 2)
    case UInt8(ascii: "\""): return (.scalar("\""), 2)
    case UInt8(ascii: "x"): return hexadecimal(bytes, start, limit, isBytes)
    case UInt8(ascii: "u"): return unicode(bytes, start, limit)
    default: return (.unknown, unknownLength(bytes, start, limit))
    }
  }

  private static func unknownLength(_ bytes: [UInt8], _ start: Int, _ limit: Int) -> Int {
    let byte = bytes[start + 1]
    if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { return 1 }
    return 1 + (ScalarDecoder.decode(bytes, at: start + 1, limit: limit)?.length ?? 1)
  }

  private static func hexadecimal(
    _ bytes: [UInt8], _ start: Int, _ limit: Int, _ isBytes: Bool
  ) -> (outcome: Outcome, length: Int) {
    var end = start + 2
    var value = 0
    while end < limit, end < start + 4, bytes[end].isHexDigit {
      value = value << 4 | bytes[end].hexValue
      end += 1
    }
    guard end == start + 4 else { return (.badCode, end - start) }
    if isBytes { return (.byte(UInt8(value)), 4) }
    return (value < 0x80 ? .scalar(Unicode.Scalar(UInt8(value))) : .badCode, 4)
  }

  private static func unicode(
    _ bytes: [UInt8], _ start: Int, _ limit: Int
  ) -> (outcome: Outcome, length: Int) {
    var end = start + 2
    guard end < limit, bytes[end] == UInt8(ascii: "{") else { return (.badCode, 2) }
    end += 1
    var value: UInt32 = 0
    while end < limit, end < start + 9, bytes[end].isHexDigit {
      value = value << 4 | UInt32(bytes[end].hexValue)
      end += 1
    }
    let digits = end - start - 3
    guard digits > 0, end < limit, bytes[end] == UInt8(ascii: "}") else { return (.badCode, end - start) }
    end += 1
    guard let scalar = Unicode.Scalar(value) else { return (.badCode, end - start) }
    return (.scalar(scalar), end - start)
  }
}
