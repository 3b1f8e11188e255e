// SPDX-License-Identifier: GPL-3.0-or-later

/// Turns any text into something a terminal may be shown: no control characters, nothing invisible.
public enum TerminalText {
  /// One scalar, or one byte that is none, as it is shown.
  struct Cell: Sendable {
    /// Offset of its first byte.
    let offset: Int
    /// Printable text.
    let text: String
    /// Columns it takes.
    let width: Int
  }

  /// The text with control characters, direction marks and other invisible characters written as escapes.
  public static func sanitized(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    return text.unicodeScalars.map { shown($0).text }.joined()
  }

  /// Columns that a text takes on a terminal once sanitized.
  public static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + shown($1).width }
  }

  /// The bytes `start..<end` of a line as cells; tabs reach to the next column divisible by four.
  static func cells(_ bytes: [UInt8], _ start: Int, _ end: Int) -> [Cell] {
    var cells: [Cell] = []
    cells.reserveCapacity(end - start)
    var column = 0
    var index = start
    while index < end {
      var (text, width, length) = cell(bytes, index, end)
      if bytes[index] == 0x09 {
        width = 4 - column % 4
        text = String(repeating: " ", count: width)
        length = 1
      }
      cells.append(Cell(offset: index, text: text, width: width))
      column += width
      index += length
    }
    return cells
  }

  private static func cell(_ bytes: [UInt8], _ index: Int, _ end: Int) -> (String, Int, Int) {
    guard let (scalar, length) = ScalarDecoder.decode(bytes, at: index, limit: end) else {
      let text = "\\x" + hex(UInt32(bytes[index]), digits: 2)
      return (text, text.utf8.count, 1)
    }
    let (text, width) = shown(scalar)
    return (text, width, length)
  }

  private static func shown(_ scalar: Unicode.Scalar) -> (text: String, width: Int) {
    let value = scalar.value
    if value >= 0x20, value < 0x7F { return (String(scalar), 1) }
    if value < 0x80 {
      let text = "\\x" + hex(value, digits: 2)
      return (text, 4)
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
      let text = "\\u{" + String(value, radix: 16) + "}"
      return (text, text.utf8.count)
    case .nonspacingMark, .enclosingMark: return (String(scalar), 0)
    default: return (String(scalar), isWide(value) ? 2 : 1)
    }
  }

  private static func hex(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }

  /// Whether terminals give a scalar two columns: the large blocks of East Asian Width W and F (Unicode, annex 11).
  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
      0x16FE0...0x18CFF, 0x1B000...0x1B2FF, 0x1F1E6...0x1F1FF, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
      0x1F7E0...0x1F7EB, 0x1F900...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
