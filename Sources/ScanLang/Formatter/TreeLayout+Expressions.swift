// SPDX-License-Identifier: GPL-3.0-or-later

/// Expressions from the loosest form inwards.
extension TreeLayout {
  func expression(_ expression: Expression) {
    switch expression.kind {
    case .binary: chain(expression)
    case .call, .index, .member: postfix(expression)
    case .unary, .paren, .list, .map, .string: enclosed(expression)
    case .lambda, .ifElse, .match, .tryElse, .scan, .set: branching(expression)
    default: token()
    }
  }

  private func branching(_ expression: Expression) {
    switch expression.kind {
    case .lambda(let parameters, let body): lambda(parameters, body)
    case .ifElse(let syntax): conditional(syntax, in: expression.span)
    case .match(let syntax): match(syntax, in: expression.span)
    case .tryElse(let attempt, let fallback):
      token()
      space()
      self.expression(attempt)
      space()
      token()
      space()
      self.expression(fallback)
    case .scan(let syntax): scan(syntax, in: expression.span)
    case .set(let set): self.set(set)
    default: token()
    }
  }

  private func enclosed(_ expression: Expression) {
    switch expression.kind {
    case .unary(let sign, let operand):
      // `- -x` would read as another sign when tight, and `- sS` as an option of nmap.
      let isApart = sign == .not || tokens[cursor + 1].kind == .minus || isBlankBehindSign
      token()
      if isApart { space() }
      self.expression(operand)
    case .paren(let inner): parenthesised(inner)
    case .list(let items): list(items)
    case .map(let entries): map(entries, isRecord: false)
    default: if kind == .stringStart { text() } else { token() }
    }
  }

  /// Whether a sign stands apart from the name that it turns.
  private var isBlankBehindSign: Bool {
    tokens[cursor + 1].kind == .identifier && tokens[cursor].flags.contains(.blankAfter)
  }

  /// A text with all that is in it, as it is written.
  func text() {
    placeComments()
    let start = cursor
    var level = 0
    repeat {
      if kind == .stringStart { level += 1 }
      if kind == .stringEnd { level -= 1 }
      cursor += 1
    } while level > 0 && cursor < tokens.count
    while nextComment < comments.count, comments[nextComment].token < cursor { nextComment += 1 }
    place(from: tokens[start].start, to: tokens[cursor - 1].end)
  }

  // MARK: Operators

  /// Operands joined by operators of one level: a line ends behind each operator, or behind none.
  private func chain(_ expression: Expression) {
    if isTightUnion(expression) { return tight(until: expression.span.end) }
    let operands = self.operands(of: expression)
    let step = chainStep
    group {
      nest(step) {
        chainStep = Self.step
        for (index, operand) in operands.enumerated() {
          if index > 0 { operatorSign() }
          self.expression(operand)
        }
        chainStep = step
      }
    }
  }

  private func operatorSign() {
    let isNot = kind == .kwNot
    space()
    token()
    if isNot {
      space()
      token()
    }
    line()
  }

  private func operands(of expression: Expression) -> [Expression] {
    guard case .binary(let sign, _, _, _) = expression.kind else { return [expression] }
    let level = OperatorLevel.level(of: sign)
    var operands: [Expression] = []
    var rest = expression
    while case .binary(let sign, let left, let right, _) = rest.kind, OperatorLevel.level(of: sign) == level {
      operands.append(right)
      rest = left
    }
    operands.append(rest)
    return operands.reversed()
  }

  /// Flags and states by their names are joined without blanks: `SYN|ACK`, `open|filtered`.
  func isTightUnion(_ expression: Expression) -> Bool {
    guard case .binary(.union, _, _, _) = expression.kind else { return false }
    return operands(of: expression).allSatisfy { operand in
      guard case .name(let name) = operand.kind else { return false }
      switch Predeclared.resolution(name) {
      case .state, .flags: return true
      default: return false
      }
    }
  }

  // MARK: Lambdas, conditions, matches

  private func lambda(_ parameters: [Parameter], _ body: Expression) {
    if kind == .leftParen {
      token()
      for index in parameters.indices {
        if index > 0 {
          token()
          space()
        }
        token()
      }
      drop(.comma)
      token()
    } else {
      token()
    }
    space()
    token()
    space()
    expression(body)
  }

  /// All blocks of a condition stand on one line, or none does.
  private func conditional(_ syntax: IfSyntax, in span: SourceSpan) {
    group {
      let blocks = syntax.branches.map(\.body) + (syntax.otherwise.map { [$0] } ?? [])
      if !blocks.allSatisfy({ isOnOneLine($0.span.start, $0.span.end) }) { breaks += 1 }
      for (index, branch) in syntax.branches.enumerated() {
        if index > 0 {
          space()
          token()
          space()
        }
        token()
        space()
        headerExpression(branch.condition)
        space()
        openBlock(branch.body)
      }
      guard let otherwise = syntax.otherwise else { return }
      space()
      token()
      space()
      openBlock(otherwise)
    }
  }

  private func match(_ syntax: MatchSyntax, in span: SourceSpan) {
    token()
    space()
    headerExpression(syntax.subject)
    space()
    braces(of: span, count: syntax.arms.count) { arm(syntax.arms[$0]) }
  }

  private func arm(_ arm: MatchArm) {
    if arm.patterns.isEmpty { token() } else { nest { fill(count: arm.patterns.count) { pattern(arm.patterns[$0]) } } }
    column(1)
    space()
    token()
    space()
    if kind == .leftBrace { return block(arm.body) }
    for statement in arm.body.statements { self.statement(statement) }
  }

  private func pattern(_ pattern: MatchPattern) {
    switch pattern {
    case .value(let value): expression(value)
    case .name, .wildcard: token()
    case .tuple(let parts, _):
      token()
      items(count: parts.count) { self.pattern(parts[$0]) }
    }
  }
}
