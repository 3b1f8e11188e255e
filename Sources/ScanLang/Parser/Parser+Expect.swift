// SPDX-License-Identifier: GPL-3.0-or-later

/// `expect results { … }` and `expect condition, "message"` (language reference, section 7).
extension Parser {
  /// Either form.
  func parseExpect() -> Statement.Kind {
    let start = position
    advance()
    let value = parseConditionExpression()
    if isLost { resumeAtBrace(of: start) }
    if kind == .leftBrace, !isAtLineBreak {
      var clauses: [ExpectClause] = []
      parseBraces(of: start, "`expect`", in: .expect) { clauses.append(parseExpectClause()) }
      return .expectBlock(value, clauses)
    }
    if kind == .stringStart, !isAtLineBreak {
      complain(
        .commaMissing, "a comma is missing before the message", at: behind, label: "`,` belongs here",
        fixes: [Repair(replace: behind, with: ",", "", isSafe: true)])
      return .expect(value, message: parseExpression())
    }
    let message = kind == .comma && take(.comma) ? parseExpression() : nil
    return .expect(value, message: message)
  }

  private func parseExpectClause() -> ExpectClause {
    let start = position
    guard kind.isWord, let row = ClauseWord.row(text(start), in: .expect), case .expect(let form) = row.form else {
      complainAboutEntry(in: .expect, "an expectation")
      return ExpectClause(span: span(from: start), kind: .missing)
    }
    advance()
    let kind = parseExpectation(form)
    return ExpectClause(span: span(from: start), kind: kind)
  }

  /// A line that begins with no word of its place.
  func complainAboutEntry(in place: ClauseWord.Place, _ what: String) {
    if kind.isWord {
      complainAboutWord(in: place, what)
    } else {
      let words = ClauseWord.rows(in: place).map(\.word)
      complain(
        .unknownClause, "`\(excerpt(position))` does not begin \(what)", at: here, label: "a word is missing here",
        notes: ["known here: \(words.joined(separator: ", "))"])
    }
    lose()
  }

  private func parseExpectation(_ form: ClauseWord.ExpectForm) -> ExpectClause.Kind {
    switch form {
    case .never: parseJudgement(.never)
    case .only: parseJudgement(.only)
    case .always: parseJudgement(.always)
    case .same: parseSame()
    case .that: .that(parseConditionExpression())
    case .waive: parseWaiver()
    }
  }

  private func parseJudgement(_ judgement: ExpectClause.Judgement) -> ExpectClause.Kind {
    guard let states = parseStates(in: .expect, "a state") else { return .missing }
    let hasPorts = kind.startsValue && kind != .leftBrace && !isAtLineBreak
    let ports = hasPorts ? parseSet() : nil
    return .judge(judgement, states: states, ports: ports, hosts: parseHosts())
  }

  private func parseHosts() -> SetSyntax? {
    guard kind == .kwOn, !isAtLineBreak else { return nil }
    advance()
    return parseSet()
  }

  private func parseSame() -> ExpectClause.Kind {
    if kind != .kwAs || !take(.kwAs) { complainMissing(.wordMissing, "`as` and earlier results") }
    let earlier = parseBinary(.or)
    var ignored: [Name] = []
    if take(word: "ignoring") {
      repeat {
        ignored.append(takeWord("a field"))
      } while take(.comma)
    }
    return .same(earlier, ignoring: ignored)
  }

  private func parseWaiver() -> ExpectClause.Kind {
    let ports = parseSet()
    let hosts = parseHosts()
    if !take(word: "until") { complainMissing(.wordMissing, "`until` and the last day") }
    let end = parseBinary(.or)
    if !take(word: "because") { complainMissing(.wordMissing, "`because` and the reason") }
    return .waive(ports: ports, hosts: hosts, until: end, because: parseBinary(.or))
  }
}
