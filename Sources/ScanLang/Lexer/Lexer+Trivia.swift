// SPDX-License-Identifier: GPL-3.0-or-later

/// What stands between tokens.
extension Lexer {
  /// A byte order mark and a `#!` line.
  mutating func skipStart() {
    if begins("\u{FEFF}", at: 0) { pass(.byteOrderMark, to: 3) }
    if begins("#!", at: cursor) {
      let end = lineEndOffset(cursor)
      checkCharacters(cursor, end)
      pass(.shebang, to: end)
    }
    pending = []
  }

  mutating func blanks() {
    var end = cursor + 1
    while end < bytes.count, bytes[end].isBlank { end += 1 }
    pass(.blank, to: end)
  }

  /// A line feed; it also ends the texts of one line that are still open.
  mutating func lineEnd() {
    closeTextsOfLine()
    pass(.newline, to: cursor + 1)
    pending.insert(.newlineBefore)
  }

  mutating func carriageReturn() {
    if byte(cursor + 1) == UInt8(ascii: "\n") {
      closeTextsOfLine()
      return pass(.blank, to: cursor + 1)
    }
    var end = cursor + 1
    while end < bytes.count, bytes[end] == UInt8(ascii: "\r"), byte(end + 1) != UInt8(ascii: "\n") { end += 1 }
    reportCarriageReturn(cursor, end)
    pass(.blank, to: end)
    pending.insert(.newlineBefore)
  }

  private mutating func closeTextsOfLine() {
    while let text = texts.last, !text.isMultiline { closeUnterminatedText() }
  }

  /// `#` or `##` up to the end of the line.
  mutating func comment() {
    let end = lineEndOffset(cursor)
    checkCharacters(cursor, end)
    pass(begins("##", at: cursor) ? .documentation : .comment, to: end)
  }

  /// Offset of the line end that follows an offset, before a carriage return that belongs to it.
  func lineEndOffset(_ start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    if end > start, end < bytes.count, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return end
  }

  mutating func strayControl() {
    var end = cursor + 1
    while end < bytes.count, bytes[end].isStrayControl { end += 1 }
    reportControl(cursor, end)
    pass(.skipped, to: end)
  }
}
