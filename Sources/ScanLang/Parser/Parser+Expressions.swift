// SPDX-License-Identifier: GPL-3.0-or-later

/// Expressions from the loosest form inwards: lambdas and `try`, then operators, then operands.
extension Parser {
  /// A value where `scan` may stand bare: as a statement, after `=`, `return` and `=>`.
  func parseValue() -> Expression {
    guard kind == .kwScan else { return parseExpression() }
    let start = position
    return refuseContinuation(of: parseScan(), from: start)
  }

  /// Any expression.
  func parseExpression() -> Expression {
    switch kind {
    case .identifier where peek() == .fatArrow: return parseLambda(parenthesised: false)
    case .leftParen where isLambdaAhead: return parseLambda(parenthesised: true)
    case .kwTry: return parseTry()
    default: return parseBinary(.or)
    }
  }

  /// Whether names in parentheses and `=>` follow.
  private var isLambdaAhead: Bool {
    let closer = Int(brackets.partner[position])
    guard closer > 0, closer + 1 < tokens.count, tokens[closer + 1].kind == .fatArrow else { return false }
    return tokens[(position + 1)..<closer].allSatisfy { $0.kind == .identifier || $0.kind == .comma }
  }

  private func parseLambda(parenthesised: Bool) -> Expression {
    let start = position
    var parameters: [Parameter] = []
    let saved = newlinesCount
    if parenthesised {
      newlinesCount = false
      advance()
    }
    while kind == .identifier {
      advance()
      parameters.append(Parameter(name: name(at: position - 1), type: nil, defaultValue: nil))
      if !parenthesised || !take(.comma) { break }
    }
    if parenthesised { closeBracket(.rightParen, of: start) }
    newlinesCount = saved
    guard take(.fatArrow), enter() else { return lostMissing() }
    let body = parseValue()
    leave()
    return node(.lambda(parameters, body), from: start, over: body)
  }

  private func lostMissing() -> Expression {
    if !isLost { complainMissing(.valueMissing, "a value") }
    return missing()
  }

  /// `try e else v`
  func parseTry() -> Expression {
    let start = position
    guard enter() else { return missing() }
    defer { leave() }
    advance()
    let attempt = parseExpression()
    guard kind == .kwElse, peek() != .fatArrow else {
      complain(
        .tryWithoutElse, "`try` has no `else`", at: tokens[start].span, label: "what if it fails?",
        fixes: [Repair(replace: behind, with: " else none", "gives none when it fails")])
      let fallback = missing()
      return node(.tryElse(attempt, fallback), from: start, over: attempt, fallback)
    }
    complainIfElseIsLate("try")
    advance()
    let fallback = parseExpression()
    return node(.tryElse(attempt, fallback), from: start, over: attempt, fallback)
  }

  /// `else` belongs on the line of what it follows.
  func complainIfElseIsLate(_ what: String) {
    guard isAtLineBreak else { return }
    complain(
      .elseOnOwnLine, "`else` stands on the line of what it follows", at: here, label: "one line too late",
      related: [RelatedSpan(behind, "the \(what) ends here")],
      fixes: [Repair(replace: behind.joined(with: here), with: " else", "on the same line", isSafe: true)])
  }

  /// What begins a value: a literal, a name, brackets, or one of the words that are expressions.
  func parsePrimary() -> Expression {
    switch kind {
    case .identifier: return parseNameOperand()
    case .stringStart: return parseString()
    case .leftParen: return parseParenthesised()
    case .leftBracket: return parseList()
    case .leftBrace: return parseMap()
    case .kwPorts, .kwTargets: return parseSetFunction()
    case .kwIf: return parseIf()
    case .kwMatch: return parseMatch()
    case .kwScan: return parseMisplacedScan()
    case .kwTry, .kwNot: return parseMisplacedPrefix()
    default: return kind.isLiteral ? parseLiteral() : parseWordLiteral()
    }
  }

  private func parseWordLiteral() -> Expression {
    let start = position
    switch kind {
    case .kwNone:
      advance()
      return node(.none, from: start)
    case .kwTrue, .kwFalse:
      let isTrue = kind == .kwTrue
      advance()
      return node(.bool(isTrue), from: start)
    default:
      return missingValue()
    }
  }

  private func parseNameOperand() -> Expression {
    let start = position
    advance()
    return node(.name(text(start)), from: start)
  }

  /// `ports` and `targets` as functions.
  private func parseSetFunction() -> Expression {
    if peek() != .leftParen {
      let word = text(position)
      complain(
        .setWordAlone, "`\(word)` alone is no value", at: here, label: "call it, or name the set",
        notes: ["`\(word) NAME = …` declares a set, `\(word)(…)` makes one"])
    }
    return parseNameOperand()
  }

  /// Says what is missing where a value belongs.
  func missingValue() -> Expression {
    if !isLost { complainAboutMissingValue() }
    lose()
    return missing()
  }

  /// `not` and `try` bind loosely and need parentheses within a tighter operator.
  private func parseMisplacedPrefix() -> Expression {
    let start = position
    let word = text(start)
    let isTry = kind == .kwTry
    guard enter() else { return missing() }
    let operand: Expression
    if isTry {
      operand = parseTry()
    } else {
      advance()
      let inner = parseBinary(.comparison)
      operand = node(.unary(.not, inner), from: start, over: inner)
    }
    leave()
    complain(
      .looseWithinTight, "`\(word)` needs parentheses here", at: tokens[start].span,
      label: "binds looser than the operator before it",
      fixes: [Repair(replace: operand.span, with: "(\(source.text(operand.span)))", "in parentheses", isSafe: true)])
    return operand
  }

  /// `scan` where it may not stand bare.
  private func parseMisplacedScan() -> Expression {
    let start = position
    guard enter() else { return missing() }
    let scan = parseScan()
    leave()
    entryStart = min(entryStart, start)
    complain(
      .scanNeedsParentheses, "`scan` needs parentheses here", at: tokens[start].span,
      label: "its clauses would run into what follows",
      fixes: inParentheses(scan))
    return scan
  }

  /// The repair of what fits on one line.
  private func inParentheses(_ scan: Expression) -> [Repair] {
    let written = source.text(scan.span)
    guard !written.contains(where: \.isNewline) else { return [] }
    return [Repair(replace: scan.span, with: "(\(written))", "in parentheses")]
  }

  /// Nothing continues a bare `scan` with `.`; what does is read as if the scan stood in parentheses.
  private func refuseContinuation(of scan: Expression, from start: Int) -> Expression {
    guard kind == .dot || kind == .questionDot else { return scan }
    complain(
      .scanContinued, "nothing continues `scan` with `\(text(position))`", at: here, label: "belongs to no value",
      related: [RelatedSpan(tokens[start].span, "this scan")],
      fixes: inParentheses(scan))
    return parsePostfixes(of: scan, from: start, afterBlock: true)
  }
}
