// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// What the passes of the checker share: side tables by node, symbols, units, and what was found wrong.
final class CheckContext {
  let tree: SyntaxTree
  let prelude: SyntaxTree
  /// Whether the source could not be read whole: then missing names and unused ones say nothing.
  let isIncomplete: Bool

  private(set) var diagnostics: [Diagnostic] = []
  var symbols: [Symbol] = []
  var symbolOf: [Int32]
  var resolutions: [Resolution]
  var types: [ValueType]
  var waits: [Bool]
  var unitNumbers: [NodeID: Int] = [:]
  var arguments: [NodeID: [ArgumentSource]] = [:]
  var patternBindings: Set<NodeID> = []
  /// Handlers that may look at second opinions.
  var opinionHandlers: Set<NodeID> = []
  /// `break`, `continue` and `return` with nothing to leave: reported, and passed over by what follows.
  var misplacedJumps: Set<NodeID> = []
  /// Sets that names stand for, by symbol, once they were worked out: a set of sets of sets costs no more than its text.
  var knownPorts: [Int: PortSet?] = [:]
  var knownTargets: [Int: TargetSet?] = [:]
  /// Names that imports bind without saying so.
  var importedNames: Set<String> = []
  var units: [UnitBuilder] = [UnitBuilder(kind: .main, name: "main", parent: -1)]
  var globalCount = 0
  var functions: [FunctionState] = []
  var techniques: [CheckedTechnique] = []
  /// Declared techniques by name, those of the prelude too.
  var techniqueNumbers: [String: Int] = [:]
  var techniqueDeclarations: [TechniqueDeclaration] = []
  var parameters: [(declaration: ParameterDeclaration, help: String?, symbol: Int)] = []

  /// Prepares tables for a playbook and the prelude.
  init(tree: SyntaxTree, prelude: SyntaxTree) {
    self.tree = tree
    self.prelude = prelude
    isIncomplete = tree.diagnostics.contains { $0.severity == .error }
    let size = max(tree.nodeCount, prelude.nodeCount)
    symbolOf = Array(repeating: -1, count: size)
    resolutions = Array(repeating: .unresolved, count: size)
    types = Array(repeating: .unknown, count: size)
    waits = Array(repeating: false, count: size)
  }

  /// Keeps a diagnostic.
  func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Keeps a diagnostic made of its parts.
  func report(
    _ code: DiagnosticCode, _ headline: String, at span: SourceSpan, label: String = "",
    related: [RelatedSpan] = [], notes: [String] = [], fixes: [Repair] = []
  ) {
    report(Diagnostic(code, headline, at: span, label: label, related: related, notes: notes, fixes: fixes))
  }

  /// Whether something keeps the script from running.
  var hasErrors: Bool { isIncomplete || diagnostics.contains { $0.severity == .error } }

  /// The symbol that a node names, `nil` for none.
  func symbol(_ node: NodeID) -> Int? {
    let number = symbolOf[node]
    return number < 0 ? nil : Int(number)
  }

  /// The symbol that an expression names, parentheses aside.
  func symbol(named expression: Expression) -> Int? {
    if case .name = expression.kind { return symbol(expression.id) }
    return nil
  }

  /// The text of a piece of source, shortened to one line.
  func text(_ span: SourceSpan) -> String {
    let whole = span.file == tree.source.file ? tree.source.text(span) : prelude.source.text(span)
    let words = whole.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.count > 60 ? String(words.prefix(59)) + "…" : words
  }

  /// A repair that puts the nearest word in place, or none.
  func didYouMean(
    _ word: String, at span: SourceSpan, _ candidates: @autoclosure () -> [String]
  ) -> [Repair] {
    // Suggestions cost time for every candidate; nobody reads the hundredth.
    guard diagnostics.count < 100, let nearest = Spelling.nearest(to: word, in: candidates()) else { return [] }
    return [Repair(replace: span, with: nearest, "did you mean `\(nearest)`?")]
  }
}
