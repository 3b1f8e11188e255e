// SPDX-License-Identifier: GPL-3.0-or-later

/// `if`, `for`, `while`, `match`, `return`.
extension Parser {
  /// `if … else if … else`, statement and expression alike.
  func parseIf() -> Expression {
    let start = position
    var branches: [(condition: Expression, body: Block)] = [parseBranch()]
    var otherwise: Block?
    while otherwise == nil, !isLost, let header = takeElse() {
      if kind == .kwIf {
        branches.append(parseBranch())
      } else if isToken(header, "elif") {
        branches.append(parseCondition(of: header))
      } else {
        otherwise = parseBlock(of: header, "`else`")
      }
    }
    let syntax = IfSyntax(branches: branches, otherwise: otherwise)
    return node(.ifElse(syntax), from: start, overAll: branches.map(\.condition))
  }

  private func parseBranch() -> (condition: Expression, body: Block) {
    let header = position
    advance()
    return parseCondition(of: header)
  }

  private func parseCondition(of header: Int) -> (condition: Expression, body: Block) {
    guard enter() else { return (missing(), Block(statements: [], span: nowhere)) }
    let condition = parseConditionExpression()
    leave()
    return (condition, parseBlock(of: header, "`\(text(header))`"))
  }

  /// A condition; a single `=` in it is reported and read as `==`, and `=>` as `>=`.
  func parseConditionExpression() -> Expression {
    let start = position
    let left = parseExpression()
    let sign = here
    let found: BinaryOperator
    switch kind {
    case .assign:
      found = .equal
      complain(
        .assignmentInCondition, "a condition compares with `==`", at: sign, label: "`=` assigns",
        fixes: [Repair(replace: sign, with: "==", "compares", isSafe: true)])
    case .fatArrow:
      found = .greaterOrEqual
      complain(
        .unexpected, "`=>` does not belong here", at: sign, label: "compares nothing",
        fixes: [Repair(replace: sign, with: ">=", "at least")])
    default: return left
    }
    guard !isLost else { return left }
    advance()
    let right = parseExpression()
    return node(.binary(found, left, right, operatorSpan: sign), from: start, over: left, right)
  }

  /// Takes the `else`, or an `elif`, that goes on with an `if`; gives the token.
  private func takeElse() -> Int? {
    let word = position
    if kind == .kwElse, peek() != .fatArrow {
      complainIfElseIsLate("block before it")
      advance()
      return word
    }
    guard kindOnAnyLine == .identifier, isToken(position, "elif"), peek().startsValue, !hasNewline(before: position + 1)
    else {
      return nil
    }
    complain(
      .elif, "there is no `elif`", at: here, label: "two words here",
      fixes: [Repair(replace: here, with: "else if", "", isSafe: true)])
    advance()
    return word
  }

  /// `while condition { … }`
  func parseWhile() -> Statement.Kind {
    let header = position
    advance()
    let condition = parseConditionExpression()
    return .whileLoop(condition, parseBlock(of: header, "`while`"))
  }

  /// `for x in e { … }`, `for k, v in e { … }`
  func parseFor() -> Statement.Kind {
    let header = position
    advance()
    if kind == .leftParen { complainAboutForeignFor(header) }
    var names = [takeName("a loop variable")]
    while kind == .comma, !isLost {
      advance()
      if names.count == 2 {
        complain(
          .loopNames, "`for` takes one name, or two for the keys and values of a map", at: here,
          label: "a third one")
      }
      names.append(takeName("a loop variable"))
    }
    if !take(.kwIn) { complainMissing(.wordMissing, "`in` and what to go through") }
    let source = parseExpression()
    return .forLoop(Array(names.prefix(2)), source, parseBlock(of: header, "`for`"))
  }

  /// `for (let i = 0; …)` and `for (x in e)` of other languages.
  private func complainAboutForeignFor(_ header: Int) {
    let closer = Int(brackets.partner[position])
    let last = closer > position ? closer : position
    let inside = tokens[(position + 1)..<max(position + 1, last)]
    let whole = here.joined(with: tokens[last].span)
    var repair = Repair(replace: whole, with: "i in 1-10", "counts from 1 to 10")
    if let first = inside.first, let end = inside.last, inside.contains(where: { $0.kind == .kwIn }) {
      repair = Repair(
        replace: whole, with: source.text(first.span.joined(with: end.span)), "without parentheses", isSafe: true)
    }
    complain(
      .foreignFor, "`for` goes through the items of a list, set, range or map", at: whole,
      label: "no parentheses, no counting expressions", related: [RelatedSpan(tokens[header].span, "this loop")],
      fixes: [repair])
    lose()
  }

  /// `return [value]`
  func parseReturn() -> Statement.Kind {
    advance()
    guard !isAtLineBreak, kind != .rightBrace, kind != .semicolon else { return .returnValue(nil) }
    return .returnValue(parseValue())
  }
}
