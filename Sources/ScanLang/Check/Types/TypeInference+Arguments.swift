// SPDX-License-Identifier: GPL-3.0-or-later

/// What is called, for messages.
struct Called {
  let call: Expression
  let span: SourceSpan
  let name: String
  let example: String?
  let declared: SourceSpan?

  init(_ call: Expression, _ span: SourceSpan, _ name: String, _ example: String?, declared: SourceSpan? = nil) {
    self.call = call
    self.span = span
    self.name = name
    self.example = example
    self.declared = declared
  }

  var related: [RelatedSpan] { declared.map { [RelatedSpan($0, "declared here")] } ?? [] }
  var notes: [String] { example.map { ["as in `\($0)`"] } ?? [] }
}

extension TypeInference {
  /// In the last round: keeps where parameters get their values, and reports what does not fit.
  func check(
    _ match: ArgumentMatch, _ signature: [CallParameter], _ arguments: [Argument], _ types: [ValueType?],
    of called: Called
  ) {
    guard isReporting else { return }
    context.arguments[called.call.id] = match.sources
    // One report for a call: what follows from a wrong count says nothing new.
    if let mistake = match.mistakes.first {
      return report(mistake, signature, arguments, called)
    }
    for (place, parameter) in match.parameters.enumerated() {
      guard let parameter, let type = types[place] else { continue }
      check(type, signature[parameter], arguments[place].value, called)
      if signature[parameter].takesPorts { checkPortNumbers(arguments[place].value) }
    }
  }

  private func check(_ type: ValueType, _ parameter: CallParameter, _ value: Expression, _ called: Called) {
    guard !parameter.types.isEmpty, !parameter.types.contains(where: { TypeLattice.accepts($0, type) }) else { return }
    // Left out by giving none, where that is the default.
    if type == .none, parameter.isOptional { return }
    if case .optional(let inner) = type {
      if parameter.isOptional, parameter.types.contains(where: { TypeLattice.accepts($0, inner) }) { return }
      if parameter.types.contains(where: { TypeLattice.accepts($0, inner) }) { return reportMaybeNone(value, type) }
    }
    let wanted = parameter.types.map(\.described)
    let list =
      wanted.count > 1
      ? wanted.dropLast().joined(separator: ", ") + " or " + (wanted.last ?? "") : wanted.first ?? ""
    report(
      .wrongArgument, "`\(parameter.name)` of \(called.name) takes \(list), not \(type.described)", at: value.span,
      label: "this is \(type.described)", related: called.related, notes: called.notes)
  }

  private func report(
    _ mistake: ArgumentMatch.Mistake, _ signature: [CallParameter], _ arguments: [Argument], _ called: Called
  ) {
    switch mistake {
    case .tooMany(let place):
      report(
        .wrongCount, "\(called.name) takes \(counted(signature.count, "value")), and here are \(arguments.count)",
        at: arguments[place].value.span, label: "one too many", related: called.related, notes: called.notes)
    case .missing(let parameter):
      report(
        .wrongCount, "\(called.name) needs a value for `\(signature[parameter].name)`", at: called.span,
        related: called.related, notes: called.notes)
    case .unknownName(let place):
      guard let name = arguments[place].name else { return }
      let names = signature.filter { !$0.isVariadic }.map(\.name)
      report(
        .unknownArgument, "\(called.name) has no parameter `\(name.text)`", at: name.span, related: called.related,
        notes: names.isEmpty ? [] : ["it has: \(names.joined(separator: ", "))"],
        fixes: context.didYouMean(name.text, at: name.span, names))
    case .givenTwice(let place, let parameter):
      report(
        .wrongCount, "`\(signature[parameter].name)` of \(called.name) is given twice",
        at: arguments[place].name?.span ?? arguments[place].value.span, related: called.related)
    case .positionalAfterNamed(let place):
      report(
        .wrongCount, "values without a name come before those with one", at: arguments[place].value.span,
        label: "say which parameter this is for", related: called.related)
    }
  }
}
