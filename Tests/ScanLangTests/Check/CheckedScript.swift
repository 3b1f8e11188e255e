// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

@testable import ScanLang

/// A script and what the checker says of it, for tests.
struct CheckedScript {
  let source: SourceFile
  let tree: SyntaxTree
  let program: LoadedProgram
  let result: CheckResult

  init(_ text: String, files: ModuleFiles = ModuleFiles()) {
    source = SourceFile(name: "test.scan", text: text)
    program = ProgramLoader.load(source, reader: files)
    tree = program.tree
    result = Checker.check(program, services: ["ssh", "https"])
  }

  /// Every diagnostic as `S0301 name`: its code and what it underlines.
  var findings: [String] { result.diagnostics.map { "\($0.code.text) \(text($0.span))" } }

  private func text(_ span: SourceSpan) -> String {
    program.sources.first { $0.file == span.file }?.text(span) ?? ""
  }

  /// Everything about the diagnostics, for failing tests.
  var report: String {
    result.diagnostics.map { diagnostic in
      "\(diagnostic.code.text) \(diagnostic.headline) [\(source.text(diagnostic.span))]"
    }.joined(separator: "\n")
  }

  /// The type of the first expression with this text.
  func type(of text: String) -> ValueType? {
    guard let program = result.program, let expression = expression(text) else { return nil }
    return program.types[expression.id]
  }

  /// Whether the first expression with this text may wait.
  func waits(_ text: String) -> Bool? {
    guard let program = result.program, let expression = expression(text) else { return nil }
    return program.waits[expression.id]
  }

  /// What the first name with this text, from an offset on, resolves to.
  func resolution(_ text: String) -> Resolution? {
    guard let program = result.program, let expression = expression(text) else { return nil }
    return program.resolutions[expression.id]
  }

  /// The unit of a kind, the first of it.
  func unit(_ kind: CodeUnit.Kind) -> CodeUnit? { result.program?.units.first { $0.kind == kind } }

  private func expression(_ text: String) -> Expression? {
    var finder = ExpressionFinder(source: source, text: text)
    for statement in tree.statements { finder.walk(statement) }
    return finder.found
  }
}

/// Imported files that are held in memory.
struct ModuleFiles: ModuleReader, ExpressibleByDictionaryLiteral {
  var texts: [String: String] = [
    "lib/tools.scan": "let limit = 1\nlet _secret = 2\nfn twice(n: int) -> int { return n * 2 }",
    "lib/acts.scan": "let n = 1\nprint(n)", "lib/param.scan": "param n: int = 1", "lib/2.scan": "let n = 2",
  ]

  init() {}
  init(dictionaryLiteral elements: (String, String)...) {
    texts = Dictionary(elements, uniquingKeysWith: { first, _ in first })
  }

  func read(_ path: String) throws(ModuleFailure) -> [UInt8] {
    switch path {
    case "lib": throw .notAFile
    case "large.scan": throw .tooLarge
    default:
      guard let text = texts[path] else { throw .missing }
      return Array(text.utf8)
    }
  }

  func names(in folder: String) -> [String] {
    texts.keys.filter { $0.hasPrefix(folder.isEmpty ? "" : folder + "/") }.map {
      String($0.dropFirst(folder.count + 1))
    }
  }
}

/// Finds the first expression with a text.
private struct ExpressionFinder {
  let source: SourceFile
  let text: String
  var found: Expression?

  mutating func walk(_ block: Block) {
    for statement in block.statements { walk(statement) }
  }

  mutating func walk(_ statement: Statement) {
    statement.expressions.forEach { walk($0) }
    switch statement.kind {
    case .whileLoop(let condition, let body):
      walk(condition)
      walk(body)
    case .forLoop(_, let sequence, let body):
      walk(sequence)
      walk(body)
    case .function(let function): walk(function.body)
    case .test(let test): walk(test.body)
    default: break
    }
  }

  mutating func walk(_ expression: Expression) {
    if found == nil, source.text(expression.span) == text { found = expression }
    switch expression.kind {
    case .string(let parts, _):
      for case .interpolation(let inner) in parts { walk(inner) }
    case .list(let items): items.forEach { walk($0) }
    case .map(let entries): entries.forEach { walk($0.value) }
    case .paren(let inner), .unary(_, let inner), .member(let inner, _, _), .lambda(_, let inner): walk(inner)
    case .binary(_, let left, let right, _), .index(let left, let right), .tryElse(let left, let right):
      walk(left)
      walk(right)
    case .call(let callee, let arguments):
      walk(callee)
      arguments.forEach { walk($0.value) }
    case .ifElse(let conditional):
      for branch in conditional.branches {
        walk(branch.condition)
        walk(branch.body)
      }
      if let otherwise = conditional.otherwise { walk(otherwise) }
    case .match(let match):
      walk(match.subject)
      for arm in match.arms { walk(arm.body) }
    case .scan(let scan):
      (scan.targets.items + scan.clauses.flatMap(\.expressions)).forEach { walk($0) }
      for handler in scan.handlers { walk(handler.body) }
    default: break
    }
  }
}
