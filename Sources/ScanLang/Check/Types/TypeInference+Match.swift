// SPDX-License-Identifier: GPL-3.0-or-later

extension TypeInference {
  /// `match`, as a statement or as a value.
  func match(_ syntax: MatchSyntax, isValue: Bool) -> Flow {
    let subject = infer(syntax.subject)
    var type: ValueType?
    var completes = syntax.arms.isEmpty
    var catchAll: SourceSpan?
    var seen = SeenPatterns()
    for arm in syntax.arms {
      reportUnreachable(arm, catchAll, &seen)
      for pattern in arm.patterns { check(pattern, subject, items(of: syntax.subject)) }
      if catchAll == nil, takesEverything(arm) { catchAll = arm.span }
      let flow = walk(arm.body, isValue: isValue)
      if flow.completes { type = TypeLattice.join(type, flow.type) }
      completes = completes || flow.completes
    }
    return Flow(type: type, completes: completes)
  }

  /// The parts of `match (a, b)`.
  private func items(of subject: Expression) -> [Expression] {
    switch subject.kind {
    case .list(let items): items
    case .paren(let inner): items(of: inner)
    default: []
    }
  }

  private func reportUnreachable(_ arm: MatchArm, _ catchAll: SourceSpan?, _ seen: inout SeenPatterns) {
    if let catchAll {
      report(
        .armUnreachable, "this arm can never be reached", at: arm.span,
        related: [RelatedSpan(catchAll, "this arm takes everything")])
      return
    }
    for pattern in arm.patterns {
      guard let (text, value) = constant(pattern), let first = seen.taking(value, text) else { continue }
      report(
        .armUnreachable, "this can never be reached", at: value.span,
        related: [RelatedSpan(first, "this is matched here already")])
    }
  }

  /// A pattern that always means the same, with its text: a literal, or the name of a state or of flags.
  private func constant(_ pattern: MatchPattern) -> (String, Expression)? {
    switch pattern {
    case .value(let value): return value.isPlainLiteral ? (context.code(value.span), value) : nil
    case .name(let name):
      switch context.resolutions[name.id] {
      case .state, .flags: return (name.text, Expression(id: name.id, span: name.span, kind: .name(name.text)))
      default: return nil
      }
    default: return nil
    }
  }

  private func check(_ pattern: MatchPattern, _ subject: ValueType?, _ items: [Expression]) {
    switch pattern {
    case .wildcard: break
    case .name(let name):
      if context.patternBindings.contains(name.id) {
        if let symbol = context.symbol(name.id) { give(symbol, subject) }
      }
    case .tuple(let parts, let span):
      if !items.isEmpty, items.count != parts.count {
        report(
          .armNeverMatches, "\(items.count) values are matched, and this has \(counted(parts.count, "part"))", at: span)
      }
      for (place, part) in parts.enumerated() {
        let type: ValueType? =
          if place < items.count {
            context.types[items[place].id]
          } else if case .list(let element)? = subject {
            element
          } else {
            .unknown
          }
        check(part, type, [])
      }
    case .value(let value):
      if case .string(_, isRaw: true) = value.kind { checkPattern(value) }
      guard let type = infer(value), let subject, !canMatch(value, type, TypeLattice.stripped(subject)) else { return }
      report(
        .armNeverMatches, "\(type.described) never matches \(subject.described)", at: value.span,
        label: "what is matched is \(subject.described)")
    }
  }

  /// Whether an arm is `else`, `_` or a single new name.
  private func takesEverything(_ arm: MatchArm) -> Bool {
    switch arm.patterns.first {
    case nil, .wildcard?: true
    // A new name that nothing uses is reported as such.
    case .name(let name)?:
      context.patternBindings.contains(name.id)
        && (context.symbol(name.id).map { context.symbols[$0].isRead } ?? false)
    default: false
    }
  }

  /// Whether a pattern of a type can match a subject of a type (language reference, section 6).
  private func canMatch(_ value: Expression, _ pattern: ValueType, _ subject: ValueType) -> Bool {
    if subject == .unknown || pattern == .unknown { return true }
    if case .string(_, isRaw: true) = value.kind { return subject == .string }
    switch pattern {
    case .range, .network, .addressRange, .targets, .ports, .list:
      return OperatorTable.contains(pattern, subject) != false || TypeLattice.areComparable(pattern, subject)
    default: return TypeLattice.areComparable(pattern, subject)
    }
  }
}

extension Expression {
  /// A literal whose text is its value.
  fileprivate var isPlainLiteral: Bool {
    switch kind {
    case .int, .bool, .address, .network, .addressRange, .port, .range, .none: true
    case .string: literalText != nil
    default: false
    }
  }
}
