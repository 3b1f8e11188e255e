// SPDX-License-Identifier: GPL-3.0-or-later

/// `scan TARGETS clause… [{ clauses and handlers }]` (language reference, section 5).
extension Parser {
  /// What has been read of a scan.
  struct ScanDraft {
    var clauses: [ScanClause] = []
    var handlers: [Handler] = []
    /// Where each clause word stands.
    var seen: [String: SourceSpan] = [:]
  }

  /// The whole scan, as an expression.
  func parseScan() -> Expression {
    let start = position
    advance()
    var draft = ScanDraft()
    let saved = (place, isInHeader)
    (place, isInHeader) = (.scan, true)
    let targets = parseScanTargets()
    takeBarePorts()
    parseHeaderClauses(&draft)
    (place, isInHeader) = saved
    parseScanBraces(of: start, &draft)
    let syntax = ScanSyntax(
      targets: targets, clauses: draft.clauses, handlers: draft.handlers, keyword: tokens[start].span)
    return node(.scan(syntax), from: start, overAll: targets.items + targets.except)
  }

  private func parseScanTargets() -> SetSyntax {
    guard isAtFirstClause || kind == .leftBrace else { return parseSet() }
    complain(
      .scanWithoutTargets, "`scan` needs targets", at: behind, label: "addresses, networks or names belong here",
      fixes: [Repair(replace: behind, with: " 127.0.0.1", "this machine")])
    return SetSyntax(items: [], except: [], span: behind)
  }

  /// `scan 10.0.0.5 22,80`: ports without their word.
  private func takeBarePorts() {
    guard !isLost, !isAtLineBreak, [.integer, .range, .port].contains(kind) else { return }
    complain(
      .unexpected, "`\(excerpt(position))` does not belong here", at: here,
      label: "ports stand behind the word `ports`",
      fixes: [Repair(replace: behind, with: " ports", "asks these ports", isSafe: true)])
    _ = parseSet()
  }

  /// Whether a clause stands where the targets belong; a word before another clause word is a name.
  private var isAtFirstClause: Bool {
    let isNextClause = peek() != .endOfFile && ClauseWord.row(text(position + 1), in: .scan) != nil
    return isAtClause(of: .scan) && !isNextClause
  }

  private func parseHeaderClauses(_ draft: inout ScanDraft) {
    while kind == .identifier || kind == .kwPorts, !isAtLineBreak {
      parseClause(&draft)
    }
  }

  /// The braces, if there are any: on the line where the header ends.
  private func parseScanBraces(of header: Int, _ draft: inout ScanDraft) {
    resumeAtBrace(of: header)
    guard kind == .leftBrace, !isAtLineBreak || isBraceOfScan else { return }
    var inner = draft
    parseBraces(of: header, "`scan`", in: .scan) { parseScanEntry(&inner) }
    draft = inner
  }

  /// Whether the `{` on a line of its own holds clauses or handlers.
  private var isBraceOfScan: Bool {
    let next = min(position + 1, tokens.count - 1)
    guard tokens[next].kind != .kwOn else { return true }
    return tokens[next].kind.isWord && ClauseWord.row(text(next), in: .scan) != nil && peek(2) != .colon
  }

  private func parseScanEntry(_ draft: inout ScanDraft) {
    if kind == .kwOn {
      draft.handlers.append(parseHandler())
    } else if kind == .identifier || kind == .kwPorts {
      parseClause(&draft)
      if kind == .comma { complainAboutCommaBehindClause() }
    } else {
      complain(
        .notInScanBraces, "the braces of `scan` hold clauses and handlers", at: here,
        label: "`\(excerpt(position))` begins neither",
        notes: ["what is to happen for each answer stands in a handler: on open as p { … }"])
      lose()
    }
  }

  private func complainAboutCommaBehindClause() {
    complain(
      .commaBetweenClauses, "clauses are separated by a line end or `;`", at: here, label: "no comma here",
      fixes: [Repair(replace: here, with: ";", "ends the clause", isSafe: true)])
    advance()
    endedByComma = position
  }

  private func parseClause(_ draft: inout ScanDraft) {
    let start = position
    guard let row = ClauseWord.row(text(start), in: .scan), case .scan(let form) = row.form else {
      complainAboutWord(in: .scan, "a clause of `scan`")
      skipUnknownClause()
      return
    }
    advance()
    let word = name(at: start)
    let kind = parseClauseOperands(form)
    noteClause(word, in: &draft.seen) {
      draft.clauses.append(ScanClause(word: word, span: span(from: start), kind: kind))
    }
  }

  /// Keeps a clause that is given for the first time; a diagnostic with both places otherwise.
  func noteClause(_ word: Name, in seen: inout [String: SourceSpan], keep: () -> Void) {
    guard let first = seen[word.text] else {
      seen[word.text] = word.span
      return keep()
    }
    complain(
      .clauseTwice, "`\(word.text)` is given twice", at: word.span, label: "again here",
      related: [RelatedSpan(first, "first given here")])
  }

  /// A word that is no clause: the nearest one, and all there are.
  func complainAboutWord(in place: ClauseWord.Place, _ what: String) {
    let word = text(position)
    let words = ClauseWord.rows(in: place).map(\.word)
    let nearest = Spelling.nearest(to: word, in: words)
    complain(
      .unknownClause, "`\(word)` is not \(what)", at: here,
      label: nearest.map { "did you mean `\($0)`?" } ?? "not known here",
      notes: ["known here: \(words.joined(separator: ", "))"],
      fixes: nearest.map { [Repair(replace: here, with: $0, "the nearest word")] } ?? [])
  }

  /// On a header line: passes over an unknown clause up to the next known one.
  private func skipUnknownClause() {
    guard !isLost, isInHeader else { return lose() }
    let level = brackets.depth[position]
    advance()
    while !isAtLineBreak, !isHeaderBoundary(level) { skip() }
  }

  private func isHeaderBoundary(_ level: Int32) -> Bool {
    guard brackets.depth[position] <= level else { return false }
    switch kind {
    case .leftBrace, .semicolon, .rightBrace, .rightParen, .kwPorts: return true
    default: return kind == .identifier && ClauseWord.row(text(position), in: .scan) != nil
    }
  }
}
