// SPDX-License-Identifier: GPL-3.0-or-later

/// Opening and closing brackets, and what to say when one is missing.
extension Parser {
  /// Takes the `{` of a header; without one a diagnostic, and its supposed body is passed over.
  func openBrace(of header: Int, _ what: String) -> Bool {
    resumeAtBrace(of: header)
    if kind != .leftBrace, let brace = braceAhead(of: header) {
      complainAboutRest("the \(what)")
      position = brace
      isLost = false
    }
    guard kind == .leftBrace else {
      complainAboutMissingBrace(of: header, what)
      return false
    }
    // A block without header was reported as that.
    if isAtLineBreak, position != header {
      complain(
        .braceOnOwnLine, "`{` stands on the line of its \(what)", at: here, label: "one line too late",
        related: [RelatedSpan(tokens[header].span, "the \(what) begins here")],
        fixes: [
          Repair(replace: behind.joined(with: here), with: " {", "on the line of the \(what)", isSafe: true)
        ])
    }
    advance()
    return true
  }

  private func complainAboutMissingBrace(of header: Int, _ what: String) {
    guard !isLost else { return }
    let atEnd = isAtLineBreak
    complain(
      .braceMissing, "the `{` of this \(what) is missing", at: atEnd ? behind : here, label: "`{` belongs here",
      related: [RelatedSpan(tokens[header].span, "the \(what) begins here")],
      fixes: [Repair(replace: behind, with: " {", "opens the block")])
    lose()
    if atEnd, position < tokens.count - 1 { skipSupposedBody(of: header) }
  }

  /// Passes over the lines that stand deeper than a header, and over the brace that was meant to end them.
  private func skipSupposedBody(of header: Int) {
    let limit = lineIndent(of: header)
    guard hasNewline(before: position), source.indentation(of: tokens[position]) > limit else { return }
    let level = brackets.depth[header]
    while position < tokens.count - 1, brackets.depth[position] >= level {
      let isOutside = hasNewline(before: position) && source.indentation(of: tokens[position]) <= limit
      if isOutside {
        if tokens[position].kind == .rightBrace, brackets.hasSurplusClosers { advance() }
        return
      }
      skip()
    }
  }

  /// Indentation of the line that holds a token.
  private func lineIndent(of index: Int) -> Int {
    var first = index
    while first > 0, !hasNewline(before: first) { first -= 1 }
    return source.indentation(of: tokens[first])
  }

  /// Takes the `}` that belongs to an opener.
  func closeBrace(of opener: Int) {
    guard !isLost else { return }
    if isAtMissingClose {
      complainUnclosed(opener, before: position)
      missingCloses[position] = missingCloses[position].flatMap { $0 > 1 ? $0 - 1 : nil }
      return
    }
    if take(.rightBrace) { return }
    if kind == .endOfFile {
      if !hasReportedEnd { complainUnclosed(opener, before: nil) }
      hasReportedEnd = true
    } else {
      complainAboutRest("this block")
    }
  }

  private func complainUnclosed(_ opener: Int, before next: Int?) {
    let related = next.map { index in
      let line = SourceSpan(start: tokens[index].start, end: tokens[index].end, file: tokens[index].file)
      return [RelatedSpan(line, "this line's indentation suggests that the block ended before it")]
    }
    complain(
      .braceUnclosed, "this `{` is never closed", at: tokens[opener].span, label: "opened here",
      related: related ?? [RelatedSpan(here, "the file ends here")],
      fixes: [Repair(replace: behind, with: " }", "closes the block")])
  }

  /// Takes the bracket that ends values in round or square brackets.
  func closeBracket(_ closer: TokenKind, of opener: Int) {
    guard !isLost, !take(closer) else { return }
    let sign = closer == .rightBracket ? "]" : ")"
    if brackets.partner[opener] < 0 {
      complain(
        .bracketUnclosed, "this `\(excerpt(opener))` is never closed", at: tokens[opener].span, label: "opened here",
        related: [RelatedSpan(behind, "`\(sign)` is missing here at the latest")],
        fixes: [Repair(replace: behind, with: sign, "closes it")])
      lose()
    } else {
      complainAboutRest("the value in brackets")
    }
  }

  /// Between two values in brackets: true if another follows. A missing comma is reported once for each list.
  func goesOn(until closer: TokenKind, of opener: Int, _ hasComplained: inout Bool) -> Bool {
    if take(.comma) { return kind != closer && kind != .endOfFile }
    guard kind.startsPlainValue, brackets.partner[opener] >= 0 else { return false }
    if !hasComplained {
      complain(
        .commaMissing, "a comma is missing before `\(excerpt(position))`", at: behind, label: "`,` belongs here",
        fixes: [Repair(replace: behind, with: ",", "separates the two", isSafe: false)])
    }
    hasComplained = true
    return !isLost
  }
}
