// SPDX-License-Identifier: GPL-3.0-or-later

/// `match subject { arms }` (language reference, section 6).
extension Parser {
  /// The whole match; a subject of several values is a list.
  func parseMatch() -> Expression {
    let start = position
    guard enter() else { return missing() }
    advance()
    let subject = isTuple(before: [.leftBrace]) ? parseTuple() : parseExpression()
    leave()
    var arms: [MatchArm] = []
    parseBraces(of: start, "`match`", in: nil) { arms.append(parseArm()) }
    return node(.match(MatchSyntax(subject: subject, arms: arms)), from: start, over: subject)
  }

  /// Whether parentheses open here that hold several values, with one of `ends` behind them.
  private func isTuple(before ends: Set<TokenKind>) -> Bool {
    let index = position
    guard kind == .leftParen else { return false }
    let closer = Int(brackets.partner[index])
    guard closer > 0, ends.contains(tokens[closer + 1].kind) else { return false }
    let level = brackets.depth[index] + 1
    return ((index + 1)..<closer).contains { tokens[$0].kind == .comma && brackets.depth[$0] == level }
  }

  private static let patternEnds: Set<TokenKind> = [.fatArrow, .comma, .rightParen]

  private func parseArm() -> MatchArm {
    let start = position
    var patterns: [MatchPattern] = []
    if kind == .kwElse {
      advance()
    } else {
      repeat {
        patterns.append(parsePattern())
      } while take(.comma) && kind != .fatArrow
    }
    guard take(.fatArrow) else {
      complainMissing(.armWithoutArrow, "`=>` and what to do")
      return MatchArm(patterns: patterns, body: Block(statements: [], span: nowhere), span: span(from: start))
    }
    let body = parseArmBody(from: start)
    return MatchArm(patterns: patterns, body: body, span: span(from: start))
  }

  /// A block, or one statement.
  private func parseArmBody(from start: Int) -> Block {
    if kind == .leftBrace { return parseBlock(of: start, "arm") }
    let first = position
    guard kind != .rightBrace, kind != .endOfFile, kind != .semicolon else {
      complainMissing(.armWithoutArrow, "what to do")
      return Block(statements: [], span: nowhere)
    }
    let statement = parseStatement()
    if kind == .comma, !isAtLineBreak { complainAboutArmComma() }
    return Block(statements: [statement], span: span(from: first))
  }

  private func complainAboutArmComma() {
    complain(
      .commaBetweenArms, "arms are separated by a line end or `;`", at: here, label: "no comma here",
      fixes: [Repair(replace: here, with: hasNewline(before: position + 1) ? "" : ";", "", isSafe: true)])
    advance()
    if !hasNewline(before: position) { lose() }
  }

  private func parsePattern() -> MatchPattern {
    let start = position
    if isTuple(before: Self.patternEnds) { return parseTuplePattern() }
    guard kind == .identifier, Self.patternEnds.contains(peek()) else { return .value(parseBinary(.union)) }
    let word = text(start)
    if word == "_" {
      advance()
      return .wildcard(span(from: start))
    }
    guard word.first?.isLowercase == true || word.first == "_" else { return .value(parseBinary(.union)) }
    advance()
    return .name(name(at: start))
  }

  private func parseTuplePattern() -> MatchPattern {
    let opener = position
    let saved = newlinesCount
    guard enter() else { return .tuple([], nowhere) }
    newlinesCount = false
    advance()
    var parts: [MatchPattern] = []
    var hasComplained = false
    repeat {
      parts.append(parsePattern())
    } while !isLost && goesOn(until: .rightParen, of: opener, &hasComplained)
    closeBracket(.rightParen, of: opener)
    newlinesCount = saved
    leave()
    return .tuple(parts, span(from: opener))
  }
}
