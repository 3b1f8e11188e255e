// SPDX-License-Identifier: GPL-3.0-or-later

/// Characters that do not belong into a source, or not where they stand.
extension Lexer {
  /// Reports what must not stand in a comment or text: the first of each sort.
  ///
  /// Returns whether something was found. In texts with escapes the repair is one.
  @discardableResult
  mutating func checkCharacters(_ start: Int, _ end: Int, hasEscapes: Bool = false) -> Bool {
    var found: Set<Int> = []
    var index = start
    while index < end {
      let byte = bytes[index]
      if byte >= 0x20, byte < 0x7F {
        index += 1
        continue
      }
      let (code, length) = offence(at: index, end)
      if let code, found.insert(code.number).inserted { reportOffence(code, index, index + length, hasEscapes) }
      index += length
    }
    return !found.isEmpty
  }

  /// What is wrong with the character at an offset, if anything, and its length.
  private func offence(at index: Int, _ end: Int) -> (DiagnosticCode?, Int) {
    let byte = bytes[index]
    if byte == UInt8(ascii: "\r") {
      return (self.byte(index + 1) == UInt8(ascii: "\n") ? nil : .strayCarriageReturn, 1)
    }
    if byte.isStrayControl { return (.controlCharacter, 1) }
    if byte < 0x80 { return (nil, 1) }
    guard let (scalar, length) = ScalarDecoder.decode(bytes, at: index, limit: end) else { return (.invalidUTF8, 1) }
    if CharacterTable.isControl(scalar) { return (.controlCharacter, length) }
    return (CharacterTable.isHidden(scalar) ? .hiddenCharacter : nil, length)
  }

  private mutating func reportOffence(_ code: DiagnosticCode, _ start: Int, _ end: Int, _ hasEscapes: Bool) {
    switch code {
    case .strayCarriageReturn: reportCarriageReturn(start, end)
    case .invalidUTF8: reportInvalidUTF8(start, end)
    case .controlCharacter: reportControl(start, end, hasEscapes: hasEscapes)
    default: reportHidden(start, end, hasEscapes: hasEscapes)
    }
  }

  mutating func reportCarriageReturn(_ start: Int, _ end: Int) {
    report(
      Diagnostic(
        .strayCarriageReturn, "this carriage return ends no line: a line feed is missing behind it",
        at: span(start, end), label: "some editors show a line end here",
        fixes: [Repair(replace: span(start, end), with: "\n", "a line end")]))
  }

  mutating func reportControl(_ start: Int, _ end: Int, hasEscapes: Bool = false) {
    let name = scalarName(start)
    var fixes = [Repair(replace: span(start, end), with: "", "", isSafe: !hasEscapes)]
    if hasEscapes { fixes.insert(Repair(replace: span(start, end), with: escape(start), "in a text"), at: 0) }
    report(
      Diagnostic(
        .controlCharacter, "the control character \(name) cannot stand in a source", at: span(start, end),
        label: "not visible in an editor", fixes: fixes))
  }

  private mutating func reportHidden(_ start: Int, _ end: Int, hasEscapes: Bool) {
    var fixes = [Repair(replace: span(start, end), with: "", "", isSafe: !hasEscapes)]
    if hasEscapes { fixes.insert(Repair(replace: span(start, end), with: escape(start), "in a text"), at: 0) }
    report(
      Diagnostic(
        .hiddenCharacter, "the invisible character \(scalarName(start)) cannot stand in a source",
        at: span(start, end), label: "it can make the code look other than it is", fixes: fixes))
  }

  private mutating func reportInvalidUTF8(_ start: Int, _ end: Int) {
    report(
      Diagnostic(
        .invalidUTF8, end - start == 1 ? "this byte is not UTF-8" : "these \(end - start) bytes are not UTF-8",
        at: span(start, end), label: "save the file as UTF-8"))
  }

  /// `U+202E` for the character at an offset.
  func scalarName(_ offset: Int) -> String {
    let value = ScalarDecoder.decode(bytes, at: offset, limit: bytes.count)?.scalar.value ?? UInt32(bytes[offset])
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  /// The escape that stands for the character at an offset.
  private func escape(_ offset: Int) -> String {
    let value = ScalarDecoder.decode(bytes, at: offset, limit: bytes.count)?.scalar.value ?? 0xFFFD
    return "\\u{\(String(value, radix: 16))}"
  }

  /// A character beyond ASCII where a token should begin.
  mutating func beyondASCII() {
    guard let (scalar, length) = ScalarDecoder.decode(bytes, at: cursor, limit: bytes.count) else {
      return invalidBytes()
    }
    let end = cursor + length
    if let row = CharacterTable.lookAlike(scalar) { return lookAlike(row, end) }
    if CharacterTable.isControl(scalar) {
      reportControl(cursor, end)
      return pass(.skipped, to: end)
    }
    if CharacterTable.isHidden(scalar) {
      reportHidden(cursor, end, hasEscapes: false)
      return pass(.skipped, to: end)
    }
    if CharacterTable.isNamePart(scalar) { return word() }
    unexpected(to: unexpectedEnd(end))
  }

  private mutating func invalidBytes() {
    var end = cursor + 1
    while end < bytes.count, bytes[end] >= 0x80,
      ScalarDecoder.decode(bytes, at: end, limit: bytes.count) == nil
    {
      end += 1
    }
    reportInvalidUTF8(cursor, end)
    emit(.invalid, to: end, diagnosed: true)
  }

  /// Further characters of the same sort, so that a row of them is reported once.
  private func unexpectedEnd(_ start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] >= 0x80,
      let (scalar, length) = ScalarDecoder.decode(bytes, at: end, limit: bytes.count),
      CharacterTable.isPlainSymbol(scalar)
    {
      end += length
    }
    return end
  }

  /// A character that begins nothing.
  mutating func unexpected(to end: Int, label: String = "", fixes: [Repair] = [], notes: [String] = []) {
    report(
      Diagnostic(
        .unexpectedCharacter, "`\(quote(cursor, end))` has no meaning here", at: span(cursor, end), label: label,
        notes: notes, fixes: fixes))
    emit(.invalid, to: end, diagnosed: true)
  }

  private mutating func lookAlike(_ row: CharacterTable.LookAlike, _ end: Int) {
    let fix =
      row.text.flatMap { wholeText($0, from: end) }
      ?? Repair(replace: span(cursor, end), with: row.plain, "", isSafe: row.kind != nil)
    report(
      Diagnostic(
        .lookAlikeCharacter, "this is \(row.name) (\(scalarName(cursor))), not `\(row.plain)`",
        at: span(cursor, end), label: "typed by a word processor or copied from a page", fixes: [fix]))
    if let style = row.text { return beginText(style, length: end - cursor) }
    guard let kind = row.kind else {
      pending.insert(.blankBefore)
      if let last = tokens.indices.last, tokens[last].end == cursor { tokens[last].flags.insert(.blankAfter) }
      return pass(.skipped, to: end)
    }
    bracket(kind, to: end, diagnosed: true)
  }

  /// Both typographic quotes of a text on this line in plain ones, where nothing in it would read otherwise then.
  private func wholeText(_ style: OpenText.Style, from start: Int) -> Repair? {
    var index = start
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n"), bytes[index] != UInt8(ascii: "\\") {
      if let length = closingLength(index, style) {
        return Repair(replace: span(cursor, index + length), with: "\"\(text(start, index))\"", "")
      }
      if bytes[index] == UInt8(ascii: "\"") { return nil }
      index += 1
    }
    return nil
  }
}
