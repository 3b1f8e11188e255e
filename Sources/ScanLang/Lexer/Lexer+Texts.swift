// SPDX-License-Identifier: GPL-3.0-or-later

/// Texts that may hold interpolations.
extension Lexer {
  /// Opening quotes at the cursor.
  mutating func beginText(_ style: OpenText.Style, length: Int) {
    let start = cursor
    let isBlock = style == .plain && begins("\"\"\"", at: start)
    let end = start + (isBlock ? 3 : length)
    emit(.stringStart, to: end, diagnosed: style != .plain)
    var text = OpenText(style: isBlock ? .block : style, start: start, contentStart: end)
    modes.append(.text)
    if isBlock, let line = lineEndIfBlank(end) {
      if line > cursor { pass(.blank, to: line) }
      pass(.newline, to: line + 1)
      text.isBlock = true
    }
    texts.append(text)
    if text.isBlock { beginLine() }
  }

  /// Offset of the line feed if only blanks stand before it.
  private func lineEndIfBlank(_ start: Int) -> Int? {
    var end = start
    while end < bytes.count, bytes[end].isBlank || bytes[end] == UInt8(ascii: "\r") { end += 1 }
    return end < bytes.count && bytes[end] == UInt8(ascii: "\n") ? end : nil
  }

  /// The next segment, with what ends it: quotes, an interpolation or a line end.
  mutating func textPiece() {
    let start = cursor
    var end = start
    var isDiagnosed = false
    while end < bytes.count {
      let byte = bytes[end]
      if byte == UInt8(ascii: "\\") {
        if self.byte(end + 1) == UInt8(ascii: "(") {
          segment(start, end, isDiagnosed)
          return beginInterpolation()
        }
        let (length, isWrong) = checkEscape(
          end, isBytes: false, isMultiline: texts.last?.isMultiline ?? false)
        isDiagnosed = isDiagnosed || isWrong
        end += length
      } else if byte == UInt8(ascii: "\n") {
        return textLineEnd(start, end, isDiagnosed)
      } else if let length = closingLength(end) {
        segment(start, end, isDiagnosed)
        return endText(to: end + length)
      } else {
        end += 1
      }
    }
    segment(start, end, isDiagnosed)
  }

  /// Length of closing quotes at an offset.
  private func closingLength(_ offset: Int) -> Int? { closingLength(offset, texts.last?.style) }

  /// Length of the closing quotes of a style at an offset.
  func closingLength(_ offset: Int, _ style: OpenText.Style?) -> Int? {
    let byte = bytes[offset]
    switch style {
    case .plain: return byte == UInt8(ascii: "\"") ? 1 : nil
    case .block: return byte == UInt8(ascii: "\"") && begins("\"\"\"", at: offset) ? 3 : nil
    case .single: return byte == UInt8(ascii: "'") ? 1 : nil
    case .curly: return byte == UInt8(ascii: "\"") ? 1 : typographicLength(offset, .curly)
    case .curlySingle: return byte == UInt8(ascii: "'") ? 1 : typographicLength(offset, .curlySingle)
    case nil: return nil
    }
  }

  private func typographicLength(_ offset: Int, _ style: OpenText.Style) -> Int? {
    guard bytes[offset] >= 0x80, let (scalar, length) = ScalarDecoder.decode(bytes, at: offset, limit: bytes.count),
      let row = CharacterTable.lookAlike(scalar), row.text == style
    else { return nil }
    return length
  }

  private mutating func segment(_ start: Int, _ end: Int, _ isDiagnosed: Bool) {
    guard let top = texts.indices.last, end > start || texts[top].needsSegment else { return }
    texts[top].needsSegment = false
    let isWrong = checkCharacters(start, end, hasEscapes: true)
    pending = []
    emit(.stringSegment, to: end, diagnosed: isDiagnosed || isWrong)
  }

  private mutating func textLineEnd(_ start: Int, _ end: Int, _ isDiagnosed: Bool) {
    guard let top = texts.indices.last, texts[top].isMultiline else {
      let isReturn = end > start && bytes[end - 1] == UInt8(ascii: "\r")
      segment(start, isReturn ? end - 1 : end, isDiagnosed)
      return closeUnterminatedText()
    }
    segment(start, end + 1, isDiagnosed)
    if texts[top].isBlock {
      beginLine()
    } else if !texts[top].isLayoutDiagnosed {
      texts[top].isLayoutDiagnosed = true
      reportLayout(texts[top].contentStart, end)
    }
  }

  /// Sets the indentation of a line of a block text apart.
  private mutating func beginLine() {
    guard let top = texts.indices.last else { return }
    let start = cursor
    var end = start
    while end < bytes.count, bytes[end].isBlank { end += 1 }
    if end > start { pass(.blank, to: end) }
    if begins("\"\"\"", at: end) {
      dedent(closing: start..<end)
      return endText(to: end + 3)
    }
    let first = byte(end)
    texts[top].lines.append(
      OpenText.Line(
        start: start, indentation: end - start, trivia: end > start ? trivia.count - 1 : nil, token: tokens.count,
        isEmpty: first == UInt8(ascii: "\n") || first == UInt8(ascii: "\r") || end >= bytes.count))
    texts[top].needsSegment = true
  }

  private mutating func endText(to end: Int) {
    guard let text = texts.popLast() else { return }
    modes.removeLast()
    if text.isBlock, !isAtLineStart(text) { reportLayout(cursor, end) }
    pending = []
    emit(.stringEnd, to: end, diagnosed: text.style != .plain && text.style != .block)
    if text.style == .single { reportSingleQuotes(text.start, end) }
  }

  /// Whether only indentation stands before the closing quotes at the cursor.
  private func isAtLineStart(_ text: OpenText) -> Bool {
    var start = cursor
    while start > text.contentStart, bytes[start - 1].isBlank { start -= 1 }
    return start > 0 && bytes[start - 1] == UInt8(ascii: "\n")
  }

  private mutating func reportSingleQuotes(_ start: Int, _ end: Int) {
    let inner = quote(start + 1, end - 1)
    let isPlain = !inner.utf8.contains(UInt8(ascii: "\"")) && end - start <= 60
    let fixes = isPlain ? [Repair(replace: span(start, end), with: "\"\(inner)\"", isSafe: true)] : []
    report(
      Diagnostic(
        .singleQuotes, "texts stand between double quotes", at: span(start, end), label: "single quotes", fixes: fixes))
  }

  mutating func reportLayout(_ start: Int, _ end: Int) {
    report(
      Diagnostic(
        .textOnQuoteLine, "the lines of a text with several lines stand apart from its quotes", at: span(start, end),
        label: "this belongs on a line of its own"))
  }
}
