// SPDX-License-Identifier: GPL-3.0-or-later

/// `r"…"` and `b"…"`: texts that are one token.
extension Lexer {
  /// A literal whose prefix is at the cursor.
  mutating func wholeText(_ kind: TokenKind) {
    let start = cursor
    let isBlock = begins("\"\"\"", at: start + 1)
    let contentStart = start + (isBlock ? 4 : 2)
    let (end, isClosed, isWrong) = scanWhole(contentStart, isBlock: isBlock, hasEscapes: kind == .bytes)
    var isDiagnosed = isWrong
    if checkCharacters(contentStart, end) { isDiagnosed = true }
    if !isClosed {
      reportUnterminated(start, contentStart, end, isBlock: isBlock)
      isDiagnosed = true
    } else if isBlock, let fault = BlockText(bytes, contentStart, end).fault {
      report(fault, closing: end)
      isDiagnosed = true
    }
    emit(kind, to: isClosed ? end + (isBlock ? 3 : 1) : end, diagnosed: isDiagnosed)
  }

  /// Finds the closing quotes, or where the literal ends without them.
  private mutating func scanWhole(
    _ start: Int, isBlock: Bool, hasEscapes: Bool
  ) -> (end: Int, isClosed: Bool, isWrong: Bool) {
    var end = start
    var isWrong = false
    while end < bytes.count {
      let byte = bytes[end]
      if byte == UInt8(ascii: "\""), !isBlock || begins("\"\"\"", at: end) { return (end, true, isWrong) }
      if byte == UInt8(ascii: "\n"), !isBlock {
        let isReturn = end > start && bytes[end - 1] == UInt8(ascii: "\r")
        return (isReturn ? end - 1 : end, false, isWrong)
      }
      if hasEscapes, byte == UInt8(ascii: "\\") {
        let (length, isBad) = checkEscape(end, isBytes: true, isMultiline: isBlock)
        isWrong = isWrong || isBad
        end += length
      } else {
        end += 1
      }
    }
    return (end, false, isWrong)
  }

  private mutating func reportUnterminated(_ start: Int, _ contentStart: Int, _ end: Int, isBlock: Bool) {
    let quotes = isBlock ? "\"\"\"" : "\""
    let fixes = isBlock ? [] : [Repair(replace: span(end, end), with: quotes, "at the end of the line")]
    report(
      Diagnostic(
        .unterminatedText, "this text has no closing `\(quotes)`\(isBlock ? "" : " on its line")",
        at: span(start, isBlock ? contentStart : end),
        label: isBlock ? "begins here and goes on to the end of the source" : "ends at the end of the line",
        fixes: fixes))
  }

  private mutating func report(_ fault: BlockText.Fault, closing: Int) {
    switch fault {
    case .textOnQuoteLine(let start, let end): reportLayout(start, end)
    case .indentation(let start, let end):
      report(
        Diagnostic(
          .textIndentation, "this line is indented less than the closing quotes of its text", at: span(start, end),
          label: "at least the indentation of the closing quotes",
          related: [RelatedSpan(span(closing, closing + 3), "the closing quotes")]))
    }
  }
}
