// SPDX-License-Identifier: GPL-3.0-or-later

/// Lists of statements, blocks, and what a statement begins with.
extension Parser {
  /// The whole file.
  func parseFile() -> [Statement] {
    var statements: [Statement] = []
    while position < tokens.count - 1, diagnostics.count < Self.diagnosticLimit {
      statements += parseStatements()
      if isAtMissingClose { missingCloses[position] = nil }
      if kind == .rightBrace {
        entryStart = position
        complainAboutStrayBracket()
        while kind == .rightBrace { advance() }
      }
    }
    return statements
  }

  /// Statements up to a closing brace or the end of the file.
  func parseStatements() -> [Statement] {
    var statements: [Statement] = []
    while true {
      while take(.semicolon) {}
      guard kindOnAnyLine != .endOfFile, kind != .rightBrace else { return statements }
      let start = position
      entryStart = start
      statements.append(parseStatement())
      endEntry("the statement", from: start)
    }
  }

  /// `{ statements }` behind a header that began at a token; `what` is the header in the user's words.
  func parseBlock(of header: Int, _ what: String) -> Block {
    guard openBrace(of: header, what) else { return Block(statements: [], span: nowhere) }
    let opener = position - 1
    guard enter() else { return Block(statements: [], span: nowhere) }
    let saved = (newlinesCount, place, isInHeader)
    (newlinesCount, place, isInHeader) = (true, nil, false)
    let statements = parseStatements()
    closeBrace(of: opener)
    (newlinesCount, place, isInHeader) = saved
    leave()
    return Block(statements: statements, span: span(from: opener))
  }

  /// Entries of the braces of a declaration, clause list or match, each parsed by `entry`.
  func parseBraces(of header: Int, _ what: String, in place: ClauseWord.Place?, _ entry: () -> Void) {
    guard openBrace(of: header, what) else { return }
    let opener = position - 1
    guard enter() else { return }
    let saved = (newlinesCount, self.place, isInHeader)
    (newlinesCount, self.place, isInHeader) = (true, place, false)
    while true {
      while take(.semicolon) {}
      guard kindOnAnyLine != .endOfFile, kind != .rightBrace else { break }
      let start = position
      entryStart = start
      entry()
      endEntry("this line", from: start)
    }
    closeBrace(of: opener)
    (newlinesCount, self.place, isInHeader) = saved
    leave()
  }

  func parseStatement() -> Statement {
    let start = position
    let kind = parseStatementKind()
    return Statement(
      id: newID(), span: span(from: start), documentation: documentation(of: kind, from: start), kind: kind)
  }

  private func parseStatementKind() -> Statement.Kind {
    switch kind {
    case .kwIf, .kwMatch, .kwScan, .kwTry: return parseExpressionStatement()
    case .kwLet, .kwVar, .kwFn, .kwParam, .kwPorts, .kwTargets, .kwTechnique, .kwImport, .kwEdition, .kwTest,
      .kwNetwork:
      return parseDeclaration()
    case .kwFor, .kwWhile, .kwBreak, .kwContinue, .kwReturn, .kwFail: return parseControl()
    case .kwFinding, .kwEmit, .kwShow, .kwSave, .kwExpect, .kwLimits, .kwScope: return parseAction()
    default: return parseOtherStatement()
    }
  }

  private func parseDeclaration() -> Statement.Kind {
    switch kind {
    case .kwLet, .kwVar: return parseBinding()
    case .kwFn: return parseFunction()
    case .kwParam: return parseParameterDeclaration()
    case .kwPorts, .kwTargets: return parseSetDeclaration()
    case .kwTechnique: return parseTechnique()
    case .kwImport: return parseImport()
    case .kwEdition: return parseEdition()
    case .kwTest: return parseTest()
    default: return parseNetwork()
    }
  }

  private func parseControl() -> Statement.Kind {
    let start = position
    switch kind {
    case .kwFor: return parseFor()
    case .kwWhile: return parseWhile()
    case .kwReturn: return parseReturn()
    case .kwFail:
      advance()
      return .fail(parseExpression())
    default:
      advance()
      return tokens[start].kind == .kwBreak ? .breakLoop : .continueLoop
    }
  }

  private func parseAction() -> Statement.Kind {
    switch kind {
    case .kwFinding: return parseFinding()
    case .kwEmit: return parseEmit()
    case .kwShow: return parseShow()
    case .kwSave: return parseSave()
    case .kwExpect: return parseExpect()
    case .kwLimits: return parseLimits()
    default: return parseScope()
    }
  }

  private func parseOtherStatement() -> Statement.Kind {
    parseHabitStatement() ?? parseExpressionStatement()
  }

  /// An expression, or the assignment that it turns out to begin.
  private func parseExpressionStatement() -> Statement.Kind {
    let place = parseValue()
    guard let sign = assignmentOperator else { return .expression(place) }
    if isAtLineBreak { complainAboutLeadingOperator() } else { complainUnlessAssignable(place) }
    advance()
    return .assignment(place, sign, parseValue())
  }

  /// The operator of an assignment, if one comes next, be it on the next line.
  var assignmentOperator: AssignmentOperator? {
    switch kindOnAnyLine {
    case .assign: .set
    case .plusAssign: .add
    case .minusAssign: .subtract
    case .starAssign: .multiply
    case .slashAssign: .divide
    default: nil
    }
  }

  private func complainUnlessAssignable(_ place: Expression) {
    switch place.kind {
    case .name, .index, .missing: return
    case .member(_, _, let isOptional) where !isOptional: return
    default: break
    }
    var fixes: [Repair] = []
    if kind == .assign { fixes = [Repair(replace: here, with: "==", "compares")] }
    complain(
      .notAssignable, "`\(excerpt(of: place))` cannot be assigned to", at: place.span,
      label: "not a variable, an element or a field", related: [RelatedSpan(here, "assigned here")], fixes: fixes)
  }

  /// An expression as written, shortened for a headline.
  func excerpt(of expression: Expression) -> String {
    let whole = source.text(expression.span)
    guard whole.count > 24 || whole.contains(where: \.isNewline) else { return whole }
    return String(whole.prefix { !$0.isNewline }.prefix(21)) + "…"
  }
}
