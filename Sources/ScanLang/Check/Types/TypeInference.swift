// SPDX-License-Identifier: GPL-3.0-or-later

/// Second pass: the type of every expression as far as it can be known, and what cannot work whatever happens.
///
/// Variables and functions start with nothing known and grow: every round joins what they are given, until a round
/// changes nothing. The round after that reports.
final class TypeInference {
  let context: CheckContext
  /// Whether this round reports what is wrong.
  private(set) var isReporting = false
  private var hasChanged = false
  /// After so many rounds everything that still grows becomes unknown.
  private static let patience = 8
  private var isImpatient = false

  /// What conditions say about expressions at the moment.
  var narrowing = Narrowing()
  /// The function whose body is looked at.
  var function: Int?
  /// Whether a `break` was met, for each loop around the current statement.
  var breaks: [Bool] = []

  init(_ context: CheckContext) { self.context = context }

  /// Infers, then reports.
  func run() {
    fixDeclaredTypes()
    var round = 0
    repeat {
      hasChanged = false
      isImpatient = round >= Self.patience
      walkProgram(backwards: round % 2 == 1)
      round += 1
    } while hasChanged && round < 2 * Self.patience
    settle(isStable: !hasChanged)
    isReporting = true
    walkProgram(backwards: false)
    for number in context.symbols.indices {
      context.types[context.symbols[number].name.id] = context.symbols[number].type ?? .unknown
    }
  }

  /// Functions are walked in turns from the first and from the last, so that chains of calls settle at once.
  private func walkProgram(backwards: Bool) {
    for module in context.modules[context.newModules] { _ = walk(module.tree.statements) }
    _ = walk(context.tree.statements)
    let functions = Array(context.newFunctions)
    for number in backwards ? functions.reversed() : functions { walkFunction(number) }
    for statement in context.statements {
      if case .test(let test) = statement.kind { _ = walk(test.body.statements) }
    }
  }

  /// Before reporting: what nothing is known of could be anything. Where inference did not end, nothing is believed
  /// that was not written.
  private func settle(isStable: Bool) {
    for number in context.symbols.indices where !context.symbols[number].hasFixedType {
      if !isStable || context.symbols[number].type == nil { context.symbols[number].type = .unknown }
    }
    for number in context.functions.indices where !context.functions[number].hasAnnotation {
      if !isStable || context.functions[number].returnType == nil { context.functions[number].returnType = .unknown }
    }
  }

  // MARK: Symbols

  /// Joins what a variable is given into its type.
  func give(_ number: Int, _ type: ValueType?) {
    guard !isReporting, !context.symbols[number].hasFixedType else { return }
    let old = context.symbols[number].type
    let new = TypeLattice.join(old, type)
    guard new != old else { return }
    hasChanged = true
    context.symbols[number].type = isImpatient ? .unknown : new
  }

  /// Joins what a function returns into its type.
  func returns(_ type: ValueType?) {
    guard let function, !isReporting, !context.functions[function].hasAnnotation else { return }
    let old = context.functions[function].returnType
    let new = TypeLattice.join(old, type)
    guard new != old else { return }
    hasChanged = true
    context.functions[function].returnType = isImpatient ? .unknown : new
  }

  /// Reports in the last round alone.
  func report(
    _ code: DiagnosticCode, _ headline: @autoclosure () -> String, at span: SourceSpan, label: String = "",
    related: [RelatedSpan] = [], notes: [String] = [], fixes: @autoclosure () -> [Repair] = []
  ) {
    guard isReporting else { return }
    context.report(code, headline(), at: span, label: label, related: related, notes: notes, fixes: fixes())
  }

  // MARK: Functions

  private func walkFunction(_ number: Int) {
    function = number
    defer { function = nil }
    let declaration = context.functions[number].declaration
    for (parameter, symbol) in zip(declaration.parameters, context.functions[number].parameters) {
      checkDefault(of: parameter, symbol)
    }
    let completes = walk(declaration.body).completes
    guard completes else { return }
    let end = SourceSpan(
      start: max(declaration.body.span.end, 1) - 1, end: declaration.body.span.end, file: declaration.body.span.file)
    if let wanted = annotatedReturn(number), !TypeLattice.accepts(wanted, .none) {
      report(
        .endsWithoutReturn, "`\(declaration.name.text)` may end without giving back a value of type \(wanted.name)",
        at: end, label: "it gives none here",
        related: declaration.returnType.map { [RelatedSpan($0.span, "promised here")] } ?? [])
    }
    returns(ValueType.none)
  }

  /// What a function's declaration says it returns.
  func annotatedReturn(_ number: Int) -> ValueType? {
    context.functions[number].hasAnnotation ? context.functions[number].returnType : nil
  }

  private func checkDefault(of parameter: Parameter, _ symbol: Int) {
    guard let value = parameter.defaultValue else { return }
    if case .set(let set) = value.kind { return checkSet(set, context.symbols[symbol].type ?? .unknown) }
    guard let type = infer(value) else { return }
    guard context.symbols[symbol].hasFixedType, let wanted = context.symbols[symbol].type else { return }
    if !TypeLattice.accepts(wanted, type) {
      report(
        .wrongDefault, "the default of `\(parameter.name.text)` is \(type.described), not \(wanted.described)",
        at: value.span, related: parameter.type.map { [RelatedSpan($0.span, "the type is given here")] } ?? [])
    }
  }
}
