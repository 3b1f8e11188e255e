// SPDX-License-Identifier: GPL-3.0-or-later

/// What the parser made of one file: statements, and every token and comment for the formatter.
///
/// A tree always comes back, however broken the source; `diagnostics` then says what is wrong.
public struct SyntaxTree: Sendable {
  /// Where it came from.
  public let source: SourceFile
  /// Every token in order; the last is the end of the file.
  public let tokens: [Token]
  /// Comments, blank lines and other bytes between tokens, in order.
  public let trivia: [Trivia]
  /// The playbook's own documentation: its first `##` block when a blank line ends it.
  public let documentation: String?
  /// At the top level, in order.
  public let statements: [Statement]
  /// The first node number that is free: the size that side tables need, and where the next file of the program begins.
  public let nodeCount: Int
  /// What is wrong, in source order.
  public let diagnostics: [Diagnostic]

  /// Collects the outcome of a parse.
  public init(
    source: SourceFile, tokens: [Token], trivia: [Trivia], documentation: String?, statements: [Statement],
    nodeCount: Int, diagnostics: [Diagnostic]
  ) {
    self.source = source
    self.tokens = tokens
    self.trivia = trivia
    self.documentation = documentation
    self.statements = statements
    self.nodeCount = nodeCount
    self.diagnostics = diagnostics
  }
}
