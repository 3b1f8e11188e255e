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
    var text = ""
    write(to: &text)
    return text
  }

  /// Over several lines where one would be too long: the head, then each item on a line of its own.
  func indented(by indent: Int = 0, width: Int = 100) -> String {
    var text = ""
    write(to: &text, indent, width)
    return text
  }

  private func write(to text: inout String) {
    guard let items else {
      text += head
      return
    }
    text += "(" + head
    for item in items {
      text += " "
      item.write(to: &text)
    }
    text += ")"
  }

  private func write(to text: inout String, _ indent: Int, _ width: Int) {
    var room = width - indent
    guard let items, !items.isEmpty, !fits(&room) else { return write(to: &text) }
    text += "(" + head
    for item in items {
      text += "\n" + String(repeating: " ", count: indent + 2)
      item.write(to: &text, indent + 2, width)
    }
    text += ")"
  }

  /// Whether it stands on one line of what is left of `room`; looks no further than that.
  private func fits(_ room: inout Int) -> Bool {
    room -= head.utf8.count
    guard let items else { return room >= 0 }
    room -= 2 + items.count
    for item in items where room < 0 || !item.fits(&room) { return false }
    return room >= 0
  }
}
