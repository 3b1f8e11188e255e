// SPDX-License-Identifier: GPL-3.0-or-later

/// Diagnostics, and finding the way again after a mistake.
extension Parser {
  /// Keeps a diagnostic, unless it would only follow from an earlier one.
  func complain(
    _ code: DiagnosticCode, _ headline: String, at span: SourceSpan, label: String = "",
    related: [RelatedSpan] = [], notes: [String] = [], fixes: [Repair] = []
  ) {
    guard !isLost, !isExplained, !explained.contains(where: { $0.overlaps(span) }) else { return }
    diagnostics.append(
      Diagnostic(code, headline, at: span, label: label, related: related, notes: notes, fixes: fixes))
    guard diagnostics.count >= Self.diagnosticLimit else { return }
    position = tokens.count - 1
    lose()
  }

  /// Whether the lexer has already said what is wrong here.
  private var isExplained: Bool {
    if lastInvalid >= entryStart || tokens[position].flags.contains(.diagnosed) { return true }
    return position > entryStart && tokens[position - 1].flags.contains(.diagnosed)
  }

  /// From here on nothing is understood until the next recovery.
  func lose() { isLost = true }

  /// Something is not there: behind the last token at a line's end, else at the token that stands in its place.
  func complainMissing(_ code: DiagnosticCode, _ what: String, fixes: [Repair] = []) {
    let atEnd = kind == .endOfFile || hasNewline(before: position)
    let after = position > 0 && tokens[position - 1].kind != .stringEnd ? " after `\(text(position - 1))`" : ""
    let found = atEnd ? "" : ", and `\(excerpt(position))` is not one"
    complain(
      code, "\(what) is missing\(after)\(found)", at: atEnd ? behind : whole, label: "\(what) belongs here",
      fixes: fixes)
    lose()
  }

  /// The span of the next token, or of the whole text that begins with it.
  var whole: SourceSpan {
    guard tokens[position].kind == .stringStart else { return here }
    var level = 0
    for index in position..<tokens.count {
      if tokens[index].kind == .stringStart { level += 1 }
      if tokens[index].kind == .stringEnd { level -= 1 }
      if level == 0 { return here.joined(with: tokens[index].span) }
    }
    return here
  }

  /// What stands at a token, shortened for a headline.
  func excerpt(_ index: Int) -> String {
    let whole = source.text(index == position ? self.whole : tokens[index].span)
    guard whole.count > 24 || whole.contains(where: \.isNewline) else { return whole }
    return String(whole.prefix { !$0.isNewline }.prefix(21)) + "…"
  }

  /// Goes one level deeper; a diagnostic at the limit.
  func enter() -> Bool {
    guard depth < Self.nestingLimit else {
      complain(
        .nestingTooDeep, "this lies more than \(Self.nestingLimit) levels deep", at: here,
        label: "the limit is reached here", notes: ["move an inner part into a function or a `let` of its own"])
      lose()
      isTooDeep = true
      return false
    }
    depth += 1
    return true
  }

  /// Goes one level up.
  func leave() { depth -= 1 }

  /// Ends a statement, clause or arm: at a line end, `;`, a closing brace or the end of the file.
  func endEntry(_ what: String, from start: Int) {
    if !isLost, !isAtEntryEnd { complainAboutRest(what) }
    if isLost { recover(from: start) }
    if position == start, kind != .endOfFile { skip() }
  }

  private var isAtEntryEnd: Bool {
    isAtLineBreak || kind == .semicolon || kind == .rightBrace || endedByComma == position
  }

  /// Goes to the next line, `;` or closing brace that lies no deeper than the token where the entry began.
  func recover(from start: Int) {
    (isLost, isTooDeep) = (false, false)
    if position == start, !isAtMissingClose { skip() }
    let level = brackets.depth[start]
    while position < tokens.count - 1 {
      if dropMissingCloses(below: level) { return }
      if brackets.depth[position] <= level, position > start, isEntryBoundary(position) { return }
      skip()
    }
  }

  private func isEntryBoundary(_ index: Int) -> Bool {
    let kind = tokens[index].kind
    return hasNewline(before: index) || kind == .semicolon || kind == .rightBrace
  }

  /// Forgets braces that should have been closed here and lie deeper than `level`; true if one at `level` remains.
  private func dropMissingCloses(below level: Int32) -> Bool {
    guard let count = missingCloses[position] else { return false }
    let deeper = max(0, Int(brackets.depth[position]) + count - Int(level))
    missingCloses[position] = count > deeper ? count - deeper : nil
    return count > deeper
  }

  /// Passes over a token.
  func skip() {
    missingCloses[position] = nil
    advance()
  }

  /// For a parser that got lost in a header: goes on at the header's `{` if its line has one.
  func resumeAtBrace(of header: Int) {
    guard isLost, let brace = braceAhead(of: header) else { return }
    position = brace
    isLost = false
  }

  /// The `{` further on in the line of a header.
  func braceAhead(of header: Int) -> Int? {
    guard !isTooDeep, diagnostics.count < Self.diagnosticLimit else { return nil }
    let level = brackets.depth[header]
    var index = max(position, header)
    while index < tokens.count - 1, index == header || !(hasNewline(before: index) && brackets.depth[index] <= level) {
      if tokens[index].kind == .leftBrace, brackets.depth[index] == level { return index }
      if brackets.depth[index] < level { return nil }
      index += 1
    }
    return nil
  }
}

extension SourceSpan {
  /// Whether two spans share a byte.
  fileprivate func overlaps(_ other: SourceSpan) -> Bool { start < other.end && other.start < end }
}
