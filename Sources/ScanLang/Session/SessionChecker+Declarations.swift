// SPDX-License-Identifier: GPL-3.0-or-later

/// What is known of a name, for whoever asks.
public struct NameDescription: Sendable {
  /// What it is, in a word or two.
  public let kind: String
  /// How a function is called and what it gives: `fn reachable(h: host, port: int = 22) -> bool`.
  public let signature: String?
  /// The documentation above its declaration.
  public let documentation: String?
  /// Its declaration as it was typed.
  public let source: String
}

extension SessionChecker {
  /// What is known of a name or technique; `nil` for what is not declared.
  public func description(of name: String) -> NameDescription? {
    guard let (statement, tree) = statement(declaring: name) else { return nil }
    return NameDescription(
      kind: kind(of: name) ?? "technique", signature: signature(of: name, statement, tree),
      documentation: statement.documentation, source: tree.source.text(statement.span))
  }

  /// A name in a word or two, a function by how it is called.
  public func summary(of name: String) -> String {
    guard let description = description(of: name) else { return kind(of: name) ?? "declared in this session" }
    return description.signature ?? description.kind
  }

  /// The source of the declaration of a name or technique, as it was typed; `nil` for what is not declared.
  public func declaration(of name: String) -> String? { description(of: name)?.source }

  private func statement(declaring name: String) -> (Statement, SyntaxTree)? {
    let technique = context.techniqueNumbers[name].map { context.techniqueDeclarations[$0].name.span }
    guard let place = visible[name].map({ context.symbols[$0].name.span }) ?? technique,
      let tree = trees[place.file]
    else { return nil }
    return tree.statements.first { $0.span.start <= place.start && place.end <= $0.span.end }.map { ($0, tree) }
  }

  /// The head of a function's declaration; what it gives is told also where that was not declared.
  private func signature(of name: String, _ statement: Statement, _ tree: SyntaxTree) -> String? {
    guard case .function(let function) = statement.kind,
      case .function(let number)? = visible[name].map({ context.symbols[$0].kind })
    else { return nil }
    let head = SourceSpan(
      start: statement.span.start, end: function.body.span.start, file: statement.span.file)
    let words = tree.source.text(head).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      .replacing("( ", with: "(").replacing(" )", with: ")")
    let type = context.functions[number].returnType ?? .unknown
    return function.returnType == nil && type != .unknown ? "\(words) -> \(type.name)" : words
  }
}
