// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Breaks text into lines of a given width, between words where it can.
public enum TextWrapping {
  /// Lines of at most `width` columns; a longer word is broken, nothing is lost but the blanks at breaks.
  public static func lines(_ text: String, width: Int) -> [String] {
    let width = max(1, width)
    if TerminalText.width(text) <= width { return [text] }
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      var word = String(word)
      var length = TerminalText.width(word)
      if used > 0, used + 1 + length > width {
        lines.append(line)
        (line, used) = ("", 0)
      } else if used > 0 {
        line += " "
        used += 1
      }
      while length > width {
        let head = prefix(of: word, width: width)
        lines.append(head)
        word.removeFirst(head.count)
        length = TerminalText.width(word)
      }
      line += word
      used += length
    }
    if used > 0 { lines.append(line) }
    return lines.isEmpty ? [""] : lines
  }

  /// The text itself, or its beginning with an ellipsis, within `width` columns.
  public static func cut(_ text: String, to width: Int) -> String {
    if TerminalText.width(text) <= width { return text }
    return width < 2 ? "…" : prefix(of: text, width: width - 1) + "…"
  }

  /// The longest beginning that fits into `width` columns, at least one character.
  static func prefix(of text: String, width: Int) -> String {
    var result = ""
    var used = 0
    for character in text {
      let step = TerminalText.width(String(character))
      if used + step > width, !result.isEmpty { break }
      result.append(character)
      used += step
    }
    return result
  }

  /// `text` filled up with blanks to `width` columns, on its left for numbers.
  static func padded(_ text: String, to width: Int, onLeft: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, width - TerminalText.width(text)))
    return onLeft ? blanks + text : text + blanks
  }
}
