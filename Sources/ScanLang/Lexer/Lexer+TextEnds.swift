// SPDX-License-Identifier: GPL-3.0-or-later

/// Interpolations, indentation, escapes, and texts without an end.
extension Lexer {
  mutating func beginInterpolation() {
    pending = []
    emit(.interpolationStart, to: cursor + 2)
    modes.append(.interpolation)
    interpolations += 1
  }

  /// Gives the lines of a block text what exceeds the indentation of its closing quotes.
  mutating func dedent(closing: Range<Int>) {
    guard let text = texts.last else { return }
    var hasFault = false
    for line in text.lines {
      let common = commonIndentation(line, closing)
      if common < closing.count, !line.isEmpty {
        if !hasFault { reportIndentation(line, common, closing) }
        hasFault = true
        tokens[line.token].flags.insert(.diagnosed)
      }
      let edge = UInt32(line.start + common)
      guard let index = line.trivia, trivia[index].span.end > edge else { continue }
      trivia[index].span.end = edge
      tokens[line.token].start = edge
      if common == 0 { hasEmptyTrivia = true }
    }
    if !text.lines.isEmpty { dropLastLineEnd(closing) }
  }

  private func commonIndentation(_ line: OpenText.Line, _ closing: Range<Int>) -> Int {
    var common = 0
    while common < line.indentation, common < closing.count,
      bytes[line.start + common] == bytes[closing.lowerBound + common]
    {
      common += 1
    }
    return common
  }

  /// The line end before the closing quotes is no part of the text.
  private mutating func dropLastLineEnd(_ closing: Range<Int>) {
    guard let last = tokens.indices.last, tokens[last].kind == .stringSegment,
      Int(tokens[last].end) == closing.lowerBound, tokens[last].end > tokens[last].start
    else { return }
    let newline = closing.lowerBound - 1
    let hasReturn = newline > Int(tokens[last].start) && bytes[newline - 1] == UInt8(ascii: "\r")
    let end = hasReturn ? newline - 1 : newline
    tokens[last].end = UInt32(end)
    let place = closing.isEmpty ? trivia.count : trivia.count - 1
    let index = UInt32(tokens.count)
    trivia.insert(Trivia(kind: .newline, span: span(newline, newline + 1), tokenIndex: index), at: place)
    if hasReturn { trivia.insert(Trivia(kind: .blank, span: span(end, newline), tokenIndex: index), at: place) }
  }

  private mutating func reportIndentation(_ line: OpenText.Line, _ common: Int, _ closing: Range<Int>) {
    let start = line.start + common
    report(
      Diagnostic(
        .textIndentation, "this line is indented less than the closing quotes of its text",
        at: span(line.start, max(start, line.start + 1)), label: "at least the indentation of the closing quotes",
        related: [RelatedSpan(span(closing.upperBound, closing.upperBound + 3), "the closing quotes")]))
  }

  /// Checks the escape at an offset; gives its length and whether it is wrong.
  mutating func checkEscape(_ start: Int, isBytes: Bool, isMultiline: Bool) -> (length: Int, isWrong: Bool) {
    let (outcome, length) = EscapeReader.read(bytes, at: start, limit: bytes.count, isBytes: isBytes)
    switch outcome {
    case .scalar, .byte: return (length, false)
    case .badCode: reportBadCode(start, length, isBytes)
    case .unknown:
      // A backslash where the text has no end is not worth a second report.
      if length == 1, !isMultiline || start + 1 == bytes.count { return (1, false) }
      length == 1 ? reportLineEndEscape(start) : reportUnknownEscape(start, length, isBytes)
    }
    return (length, true)
  }

  private mutating func reportBadCode(_ start: Int, _ length: Int, _ isBytes: Bool) {
    let isHex = bytes[start + 1] == UInt8(ascii: "x")
    let isComplete = isHex && length == 4
    var fixes: [Repair] = []
    if isComplete {
      let digits = text(start + 2, start + 4)
      fixes = [Repair(replace: span(start, start + length), with: "\\u{\(digits)}", "the character with this code")]
    }
    let headline =
      if isComplete {
        "`\(text(start, start + 4))` is beyond 7F, where a text has characters and no bytes"
      } else if isHex {
        "`\\x` is followed by two hexadecimal digits"
      } else {
        "`\\u{...}` holds one to six hexadecimal digits of a Unicode character"
      }
    let notes = isComplete ? ["for a byte of this value use a bytes literal: b\"\(text(start, start + 4))\""] : []
    report(
      Diagnostic(
        .badCodeEscape, headline, at: span(start, start + length), label: "not such a code", notes: notes, fixes: fixes)
    )
  }

  private mutating func reportLineEndEscape(_ start: Int) {
    report(
      Diagnostic(
        .unknownEscape, "a backslash does not join lines", at: span(start, start + 1),
        label: "stands before a line end",
        fixes: [
          Repair(replace: span(start, start + 1), with: "", "the line ends"),
          Repair(replace: span(start, start + 1), with: "\\\\", "a backslash"),
        ]))
  }

  private mutating func reportUnknownEscape(_ start: Int, _ length: Int, _ isBytes: Bool) {
    let letter = text(start + 1, start + length)
    let place = span(start, start + length)
    var fixes = [Repair(replace: place, with: "\\\\\(letter)", "a backslash and `\(letter)`")]
    switch letter {
    case "'", "$", "{", "}", "/", "`": fixes = [Repair(replace: place, with: letter, isSafe: true)]
    case "e": fixes.insert(Repair(replace: place, with: "\\x1b", "the escape character"), at: 0)
    case "a": fixes.insert(Repair(replace: place, with: "\\x07", "the bell"), at: 0)
    default: break
    }
    let isPattern = !isBytes && letter.utf8.count == 1 && "dwsbDWSB.+*?[](){}^$|-".contains(letter)
    let notes = isPattern ? ["regular expressions are written raw: r\"...\", where backslashes stay"] : []
    let headline = letter == "(" ? "bytes have no interpolation" : "there is no escape `\\\(letter)`"
    report(
      Diagnostic(
        .unknownEscape, headline, at: place, label: "n r t 0 \\ \" x u follow a backslash", notes: notes, fixes: fixes))
  }

  /// Ends the innermost text where its line or the source ends, with everything open inside it.
  mutating func closeUnterminatedText() {
    guard let text = texts.popLast() else { return }
    while let mode = modes.popLast() {
      if case .text = mode { break }
      if let kind = closer(of: mode) { emit(kind, to: cursor, diagnosed: true) }
    }
    // A text around it on the same line ends here too, and is the one that began wrong.
    if texts.last.map(\.isMultiline) ?? true { reportUnterminated(text) }
    emit(.stringEnd, to: cursor, diagnosed: true)
  }

  private mutating func closer(of mode: Mode) -> TokenKind? {
    switch mode {
    case .paren, .dollarBrace: return .rightParen
    case .bracket: return .rightBracket
    case .brace: return .rightBrace
    case .interpolation:
      interpolations -= 1
      return .interpolationEnd
    case .text: return nil
    }
  }

  private mutating func reportUnterminated(_ text: OpenText) {
    if text.isMultiline {
      report(
        Diagnostic(
          .unterminatedText, "this text has no closing `\"\"\"`", at: span(text.start, text.contentStart),
          label: "begins here and goes on to the end of the source"))
      return
    }
    let quote = text.style == .single || text.style == .curlySingle ? "'" : "\""
    let here = span(cursor, cursor)
    report(
      Diagnostic(
        .unterminatedText, "this text has no closing `\(quote)` on its line", at: span(text.start, cursor),
        label: "ends at the end of the line", fixes: [Repair(replace: here, with: quote, "at the end of the line")]))
  }
}
