// SPDX-License-Identifier: GPL-3.0-or-later

/// A word, or a list in parentheses: the form in which trees are printed.
struct SExpression {
  /// The word; the head of a list.
  let head: String
  /// What follows the head; `nil` for a word alone.
  let items: [SExpression]?

  /// A word alone.
  static func word(_ text: String) -> SExpression { SExpression(head: text, items: nil) }

  /// A list with its head.
  static func list(_ head: String, _ items: [SExpression]) -> SExpression { SExpression(head: head, items: items) }

  /// Text in quotes.
  static func quoted(_ text: String) -> SExpression { word(quote(text)) }

  /// Text in quotes, with what cannot be seen as escapes.
  static func quote(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result += scalar.value < 0x20 ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
      }
    }
    return result + "\""
  }

  /// On one line.
  var flat: String {
    guard let items else { return head }
    return "(" + ([head] + items.map(\.flat)).joined(separator: " ") + ")"
  }

  /// Over several lines where one would be too long: the head, then each item on a line of its own.
  func indented(by indent: Int = 0, width: Int = 100) -> String {
    let line = flat
    guard let items, !items.isEmpty, indent + line.utf8.count > width else { return line }
    let blanks = String(repeating: " ", count: indent + 2)
    let lines = items.map { blanks + $0.indented(by: indent + 2, width: width) }
    return "(" + head + "\n" + lines.joined(separator: "\n") + ")"
  }
}
