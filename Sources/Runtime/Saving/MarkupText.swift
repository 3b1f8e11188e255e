// SPDX-License-Identifier: GPL-3.0-or-later

/// Text within XML 1.0 and HTML.
enum MarkupText {
  /// The text with what would be markup written as references; characters that XML does not allow become U+FFFD.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(isAllowed(scalar.value) ? scalar : "\u{FFFD}")
      }
    }
    return result
  }

  /// `Char` of XML 1.0, section 2.2, without the C1 block and the line ends that attributes would change, and without
  /// what turns the direction of text.
  private static func isAllowed(_ value: UInt32) -> Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFFFE...0xFFFF: false
    default: true
    }
  }
}
