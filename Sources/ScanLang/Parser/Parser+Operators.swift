// SPDX-License-Identifier: GPL-3.0-or-later

/// Operators between and before operands.
extension Parser {
  /// An expression whose operators bind at least as tightly as `minimum`.
  func parseBinary(_ minimum: OperatorLevel) -> Expression {
    let start = position
    var left = kind == .kwNot && minimum <= .not ? parseNot() : parseUnary()
    while let (found, level) = infix, level >= minimum {
      if isIncrement { return takeIncrement(of: left) }
      guard mayGrow(left) else { break }
      let sign = position
      advance()
      if found == .isNotIn { advance() }
      let signSpan = span(from: sign)
      let right = parseBinary(level.next)
      complainIfTight(found, at: sign, left, right)
      left = node(.binary(found, left, right, operatorSpan: signSpan), from: start, over: left, right)
      if level == .comparison { left = parseChainedComparisons(left, from: start) }
    }
    return left
  }

  /// The operator that continues the operand just read; none at a line end.
  private var infix: (operator: BinaryOperator, level: OperatorLevel)? {
    guard !isAtLineBreak else { return nil }
    return OperatorLevel.binary(kind, next: peek())
  }

  private func parseNot() -> Expression {
    let start = position
    guard enter() else { return missing() }
    advance()
    let operand = kind == .kwNot ? parseNot() : parseBinary(.comparison)
    leave()
    return node(.unary(.not, operand), from: start, over: operand)
  }

  private func parseUnary() -> Expression {
    guard kind == .minus else { return parsePostfix() }
    let start = position
    guard enter() else { return missing() }
    advance()
    let operand = parseUnary()
    leave()
    return node(.unary(.negate, operand), from: start, over: operand)
  }

  /// `a < b < c` is read as `a < b and b < c`, with a diagnostic that offers just that.
  private func parseChainedComparisons(_ first: Expression, from start: Int) -> Expression {
    var whole = first
    var previous = first
    while let (found, level) = infix, level == .comparison, mayGrow(whole) {
      guard case .binary(_, _, let middle, _) = previous.kind else { break }
      let sign = position
      advance()
      if found == .isNotIn { advance() }
      let signSpan = span(from: sign)
      let right = parseBinary(level.next)
      if previous === first { complainAboutChain(previous, middle, sign: signSpan) }
      previous = node(
        .binary(found, middle, right, operatorSpan: signSpan), span: middle.span.joined(with: right.span),
        height: max(height(of: middle), height(of: right)) + 1)
      whole = node(.binary(.and, whole, previous, operatorSpan: signSpan), from: start, over: whole, previous)
    }
    return whole
  }

  private func complainAboutChain(_ left: Expression, _ middle: Expression, sign: SourceSpan) {
    complain(
      .comparisonChain, "comparisons do not chain", at: sign, label: "compares the outcome of the comparison before",
      related: [RelatedSpan(left.span, "this is already true or false")],
      fixes: [
        Repair(
          replace: sign, with: "and \(source.text(middle.span)) \(source.text(sign))", "both comparisons must hold")
      ])
  }

  /// `-`, `/` and `%` between operands need a blank on both sides.
  private func complainIfTight(_ found: BinaryOperator, at sign: Int, _ left: Expression, _ right: Expression) {
    guard found == .subtract || found == .divide || found == .modulo else { return }
    let flags = tokens[sign].flags
    guard !flags.isSuperset(of: [.blankBefore, .blankAfter]), !flags.contains(.diagnosed) else { return }
    let between = SourceSpan(start: left.span.end, end: right.span.start, file: left.span.file)
    let apart = Repair(replace: between, with: " \(found.rawValue) ", Self.meaning(of: found), isSafe: false)
    complain(
      .operatorNeedsBlanks, "`\(found.rawValue)` needs a blank on both sides", at: tokens[sign].span,
      label: "tight it belongs to a literal, spaced it is an operator",
      notes: literalNote(found),
      fixes: [apart] + literalRepair(found, left, right))
  }

  private static func meaning(of found: BinaryOperator) -> String {
    switch found {
    case .subtract: "subtracts"
    case .divide: "divides"
    default: "gives the remainder"
    }
  }

  private func literalRepair(_ found: BinaryOperator, _ left: Expression, _ right: Expression) -> [Repair] {
    let whole = left.span.joined(with: right.span)
    let (first, second) = (source.text(left.span), source.text(right.span))
    switch found {
    case .subtract:
      return [Repair(replace: whole, with: "range(\(first), \(second))", "the range from one to the other")]
    case .divide where second == "tcp" || second == "udp":
      return [Repair(replace: whole, with: "\(second)(\(first))", "the ports of that protocol")]
    case .divide:
      return [Repair(replace: whole, with: "targets(\"\\(\(first))/\\(\(second))\")", "the network of that length")]
    default:
      return [Repair(replace: whole, with: "\(first) / 100", "the share of a hundred")]
    }
  }

  private func literalNote(_ found: BinaryOperator) -> [String] {
    switch found {
    case .subtract: ["a range literal has plain numbers at both ends: 1-1024"]
    case .divide: ["port and network literals are written from plain numbers: 443/tcp, 10.0.0.0/8"]
    default: ["a percent literal is a plain number: 99%"]
    }
  }

  /// `x++` and `x--`
  private var isIncrement: Bool {
    guard kind == .plus || kind == .minus, peek() == kind, touches(position, position + 1) else { return false }
    let after = position + 2
    return after >= tokens.count || !tokens[after].kind.startsValue || hasNewline(before: after)
  }

  private func takeIncrement(of place: Expression) -> Expression {
    let sign = text(position)
    let both = here.joined(with: tokens[position + 1].span)
    let after = tokens[min(position + 2, tokens.count - 1)].kind
    let isStatement =
      place.span.start == tokens[entryStart].start
      && (hasNewline(before: position + 2) || [.semicolon, .rightBrace, .endOfFile].contains(after))
    complain(
      .increment, "there is no `\(sign)\(sign)`", at: both, label: "write what is added",
      notes: isStatement ? [] : ["`\(excerpt(of: place)) \(sign)= 1` is a statement of its own"],
      fixes: isStatement
        ? [Repair(replace: behind.joined(with: both), with: " \(sign)= 1", "changes it by one", isSafe: true)] : [])
    advance()
    advance()
    return place
  }
}
