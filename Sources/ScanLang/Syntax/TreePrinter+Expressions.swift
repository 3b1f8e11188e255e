// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

extension TreePrinter {
  /// An expression.
  func list(_ expression: Expression) -> SExpression {
    switch expression.kind {
    case .missing: .word("<missing>")
    case .name(let name): .word(name)
    case .list, .map, .paren, .call, .index, .member, .lambda: composed(expression)
    case .unary(let sign, let operand): .list(sign.rawValue, [list(operand)])
    case .binary(let sign, let left, let right, _): .list(sign.rawValue, [list(left), list(right)])
    case .ifElse, .match, .tryElse, .scan, .set: branching(expression)
    default: literal(expression)
    }
  }

  private func literal(_ expression: Expression) -> SExpression {
    switch expression.kind {
    case .none: .word("none")
    case .bool(let value): .word(value ? "true" : "false")
    case .int(let value): .word(String(value))
    case .float(let value, let isPercent): isPercent ? .list("share", [.word("\(value)")]) : .word("\(value)")
    case .string(let parts, let isRaw): text(parts, isRaw)
    case .bytes(let bytes): .list("bytes", bytes.map { .word(String($0, radix: 16)) })
    default: networkLiteral(expression)
    }
  }

  private func networkLiteral(_ expression: Expression) -> SExpression {
    switch expression.kind {
    case .address(let value): .word(value.description)
    case .network(let value): .word(value.description)
    case .addressRange(let value): .word(value.description)
    case .port(let value): .word(value.description)
    case .range(let first, let last, let proto):
      .word("\(first)-\(last)" + (proto.map { $0 == .tcp ? "/tcp" : "/udp" } ?? ""))
    case .duration(let value): .word(value.description)
    case .rate(let value): .word(value.description)
    case .size(let value): .word(value.description)
    case .date(let value): .word(value.description)
    default: .word("<missing>")
    }
  }

  private func text(_ parts: [StringPart], _ isRaw: Bool) -> SExpression {
    if isRaw { return .list("raw", parts.map { part($0) }) }
    guard parts.count != 1 || isInterpolation(parts[0]) else { return part(parts[0]) }
    return parts.isEmpty ? .quoted("") : .list("text", parts.map { part($0) })
  }

  private func isInterpolation(_ part: StringPart) -> Bool {
    if case .interpolation = part { return true }
    return false
  }

  private func part(_ part: StringPart) -> SExpression {
    switch part {
    case .text(let text): .quoted(text)
    case .interpolation(let value): list(value)
    }
  }

  private func composed(_ expression: Expression) -> SExpression {
    switch expression.kind {
    case .list(let items): .list("list", items.map { list($0) })
    case .map(let entries): .list("map", entries.map { .list("entry", [list($0.key), list($0.value)]) })
    case .paren(let inner): .list("paren", [list(inner)])
    case .call(let callee, let arguments): .list("call", [list(callee)] + arguments.map { list($0) })
    case .index(let value, let index): .list("index", [list(value), list(index)])
    case .member(let value, let name, let isOptional): .list(isOptional ? "?." : ".", [list(value), list(name)])
    case .lambda(let parameters, let body):
      .list("lambda", [.list("of", parameters.map { list($0) }), list(body)])
    default: .word("<missing>")
    }
  }

  private func list(_ argument: Argument) -> SExpression {
    argument.name.map { .list("\($0.text):", [list(argument.value)]) } ?? list(argument.value)
  }

  private func branching(_ expression: Expression) -> SExpression {
    switch expression.kind {
    case .ifElse(let syntax): list(syntax)
    case .match(let syntax): .list("match", [list(syntax.subject)] + syntax.arms.map { list($0) })
    case .tryElse(let attempt, let fallback): .list("try", [list(attempt), list(fallback)])
    case .scan(let syntax): list(syntax)
    case .set(let syntax): list(syntax)
    default: .word("<missing>")
    }
  }

  private func list(_ syntax: IfSyntax) -> SExpression {
    let branches = syntax.branches.flatMap { [list($0.condition), list($0.body)] }
    return .list("if", branches + (syntax.otherwise.map { [.list("else", [list($0)])] } ?? []))
  }

  private func list(_ arm: MatchArm) -> SExpression {
    let patterns = arm.patterns.isEmpty ? [SExpression.word("else")] : arm.patterns.map { list($0) }
    return .list("arm", patterns + [list(arm.body)])
  }

  private func list(_ pattern: MatchPattern) -> SExpression {
    switch pattern {
    case .value(let value): .list("value", [list(value)])
    case .name(let name): .list("name", [list(name)])
    case .wildcard: .word("_")
    case .tuple(let parts, _): .list("tuple", parts.map { list($0) })
    }
  }
}
