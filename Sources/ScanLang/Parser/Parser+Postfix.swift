// SPDX-License-Identifier: GPL-3.0-or-later

/// Calls, indices and members behind an operand.
extension Parser {
  /// An operand with everything that follows it directly.
  func parsePostfix() -> Expression {
    let start = position
    let endsWithBlock = kind == .kwIf || kind == .kwMatch || kind == .kwScan
    let operand = parsePrimary()
    if isAtForeignNotation { return takeForeignNotation(of: operand, from: start) }
    return parsePostfixes(of: operand, from: start, afterBlock: endsWithBlock)
  }

  /// Everything that follows an operand directly.
  func parsePostfixes(of operand: Expression, from start: Int, afterBlock: Bool) -> Expression {
    var operand = operand
    while hasPostfix(afterBlock: afterBlock), mayGrow(operand) {
      operand = parseOnePostfix(operand, from: start)
    }
    return operand
  }

  /// A line that begins with `.` goes on with the line before; `(` and `[` must stand on the same line.
  private func hasPostfix(afterBlock: Bool) -> Bool {
    switch kind {
    case .dot, .questionDot: return true
    case .leftParen, .leftBracket: return !afterBlock && !isAtLineBreak
    default: return false
    }
  }

  private func parseOnePostfix(_ operand: Expression, from start: Int) -> Expression {
    switch kind {
    case .leftParen: return parseCall(of: operand, from: start)
    case .leftBracket: return parseIndex(of: operand, from: start)
    default: return parseMember(of: operand, from: start)
    }
  }

  private func parseMember(of operand: Expression, from start: Int) -> Expression {
    let isOptional = kind == .questionDot
    advance()
    guard kind.isWord else {
      complainMissing(.memberMissing, "the name of a field or method")
      return operand
    }
    advanceWord()
    let member = name(at: position - 1)
    return node(.member(operand, member, isOptional: isOptional), from: start, over: operand)
  }

  private func parseIndex(of operand: Expression, from start: Int) -> Expression {
    let opener = position
    let saved = newlinesCount
    guard enter() else { return operand }
    newlinesCount = false
    advance()
    let index = parseExpression()
    closeBracket(.rightBracket, of: opener)
    newlinesCount = saved
    leave()
    return node(.index(operand, index), from: start, over: operand, index)
  }

  private func parseCall(of callee: Expression, from start: Int) -> Expression {
    let opener = position
    let saved = newlinesCount
    guard enter() else { return callee }
    newlinesCount = false
    advance()
    let arguments = parseArguments(of: opener)
    closeBracket(.rightParen, of: opener)
    newlinesCount = saved
    leave()
    return node(.call(callee, arguments), from: start, overAll: [callee] + arguments.map(\.value))
  }

  private func parseArguments(of opener: Int) -> [Argument] {
    var arguments: [Argument] = []
    var hasComplained = false
    guard kind != .rightParen, kind != .endOfFile else { return [] }
    repeat {
      arguments.append(parseArgument())
    } while !isLost && goesOn(until: .rightParen, of: opener, &hasComplained)
    return arguments
  }

  private func parseArgument() -> Argument {
    guard kind.isWord, peek() == .colon || peek() == .assign else {
      return Argument(name: nil, value: parseExpression())
    }
    advance()
    let label = name(at: position - 1)
    if kind == .assign {
      complain(
        .argumentWithEquals, "a named argument is written with a colon", at: here, label: "`:` belongs here",
        fixes: [
          Repair(
            replace: label.span.after.joined(with: here),
            with: tokens[position].flags.contains(.blankAfter) ? ":" : ": ",
            "\(label.text): …", isSafe: true)
        ])
    }
    advance()
    return Argument(name: label, value: parseExpression())
  }
}
