// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Makes techniques, the data that engines work with, of their declarations.
struct TechniqueReader {
  /// What a condition may read of an answer.
  static let answerFields = Set(Condition.Field.allCases.map(\.rawValue))

  let context: CheckContext

  init(_ context: CheckContext) { self.context = context }

  /// Reads all declarations; the prelude's first.
  func readAll() {
    for declaration in context.techniqueDeclarations[context.base.techniques...] {
      let technique = Technique(
        name: declaration.name.text, send: declaration.send?.kind ?? .connect, options: options(declaration),
        arms: declaration.arms.map(arm))
      context.techniques.append(CheckedTechnique(technique: technique, name: declaration.name))
      check(technique, declaration)
    }
  }

  private func arm(_ syntax: TechniqueArm) -> Technique.Arm {
    Technique.Arm(
      answer: syntax.answer, condition: syntax.condition.map(condition), state: StateWords.state(syntax.state) ?? [])
  }

  // MARK: Options

  private func options(_ declaration: TechniqueDeclaration) -> Technique.Options {
    var options = Technique.Options()
    for (name, value) in declaration.options {
      switch name.text {
      case "ttl": options.ttl = number(name, value, 1...255).map { UInt8($0) }
      case "window": options.window = number(name, value, 0...65_535).map { UInt16($0) }
      case "source_port": options.sourcePort = number(name, value, 1...65_535).map { UInt16($0) }
      case "payload": options.payload = payload(value)
      default: break
      }
      if name.text == "window", declaration.send.map({ !$0.kind.isFlags }) ?? false {
        context.report(
          .techniqueOption, "`window` belongs to a TCP segment, and this technique sends none", at: name.span)
      } else if name.text == "payload", declaration.send.map({ $0.kind == .connect }) ?? false {
        context.report(.techniqueOption, "`connect` sends no payload of its own", at: name.span)
      }
    }
    return options
  }

  private func number(_ name: Name, _ value: Expression, _ range: ClosedRange<Int64>) -> Int64? {
    if case .int(let number)? = constant(value)?.kind, range.contains(number) { return number }
    if case .missing = value.kind { return nil }
    context.report(
      .techniqueOption, "`\(name.text)` is a number from \(range.lowerBound) to \(range.upperBound)", at: value.span,
      notes: ["a technique is fixed before the run: constants alone"])
    return nil
  }

  private func payload(_ value: Expression) -> [UInt8]? {
    let literal = constant(value)
    if case .bytes(let bytes)? = literal?.kind { return bytes }
    if let text = literal?.literalText { return Array(text.utf8) }
    if case .missing = value.kind { return nil }
    context.report(.techniqueOption, "a payload is bytes such as b\"\\x00\\x01\"", at: value.span)
    return nil
  }

  private func constant(_ value: Expression) -> Expression? { Constants(context).literal(value) }

  // MARK: Conditions

  private func condition(_ expression: Expression) -> Condition {
    switch expression.kind {
    case .missing: return .constant(true)
    case .bool(let truth): return .constant(truth)
    case .paren(let inner): return condition(inner)
    case .unary(.not, let inner): return .not(condition(inner))
    case .binary(.and, let left, let right, _): return .and(condition(left), condition(right))
    case .binary(.or, let left, let right, _): return .or(condition(left), condition(right))
    case .binary(.has, let left, let right, _):
      guard let first = operand(left), let second = operand(right) else { break }
      guard first.isFlags, second.isFlags else { break }
      return .has(first, second)
    case .binary(let operation, let left, let right, _):
      guard let comparison = Condition.Comparison(rawValue: operation.rawValue), let first = operand(left),
        let second = operand(right), first.isFlags == second.isFlags
      else { break }
      if first.isFlags, comparison != .equal, comparison != .notEqual { break }
      return .compare(first, comparison, second)
    default: break
    }
    report(condition: expression)
    return .constant(false)
  }

  private func report(condition: Expression) {
    // One cause, one report: a name that has no value yet was reported where it stands.
    let errors = context.diagnostics.prefix(100)
    if errors.contains(where: { $0.severity == .error && $0.span.lies(in: condition.span) }) { return }
    let notes = ["compare `window`, `ttl` or `length` with numbers, `flags` with flags, or ask `flags has SYN|ACK`"]
    guard let (name, span) = unknownName(condition) else {
      return context.report(
        .techniqueCondition, "this cannot be asked of an answer", at: condition.span, notes: notes)
    }
    context.report(
      .techniqueCondition, "an answer has no `\(name)`", at: span, label: "not known of an answer", notes: notes,
      fixes: context.didYouMean(name, at: span, Self.answerFields.sorted()))
  }

  /// The first operand that is a name without meaning.
  private func unknownName(_ expression: Expression) -> (String, SourceSpan)? {
    switch expression.kind {
    case .paren(let inner), .unary(_, let inner): return unknownName(inner)
    case .binary(_, let left, let right, _): return unknownName(left) ?? unknownName(right)
    case .name(let text):
      let isKnown = Self.answerFields.contains(text) || context.resolutions[expression.id] != .unresolved
      return isKnown || text.isEmpty ? nil : (text, expression.span)
    default: return nil
    }
  }

  private func operand(_ expression: Expression) -> Condition.Operand? {
    switch expression.kind {
    case .paren(let inner): return operand(inner)
    case .name(let text):
      if let field = Condition.Field(rawValue: text) { return .field(field) }
      if case .flags(let flags) = context.resolutions[expression.id] { return .flags(flags) }
    case .binary(.union, let left, let right, _):
      guard case .flags(let first)? = operand(left), case .flags(let second)? = operand(right) else { return nil }
      return .flags(first.union(second))
    default: break
    }
    if case .int(let number)? = constant(expression)?.kind { return .integer(number) }
    return nil
  }
}

extension SourceSpan {
  /// Whether this is a part of another span.
  fileprivate func lies(in outer: SourceSpan) -> Bool {
    file == outer.file && start >= outer.start && end <= outer.end
  }
}

extension Condition.Operand {
  /// Whether it is flags, not a number.
  fileprivate var isFlags: Bool {
    switch self {
    case .flags, .field(.flags): true
    default: false
    }
  }
}

extension Technique.Send {
  /// Whether a TCP segment is sent raw.
  var isFlags: Bool {
    if case .flags = self { return true }
    return false
  }
}
