// SPDX-License-Identifier: GPL-3.0-or-later

/// What the lexer made of one file: every byte lies in exactly one token or one piece of trivia.
public struct LexedSource: Sendable {
  /// Where it came from.
  public let source: SourceFile
  /// In source order; the last is the end of the file.
  public let tokens: [Token]
  /// Comments, blanks, line ends and skipped bytes, in source order.
  public let trivia: [Trivia]
  /// What is wrong, in source order.
  public let diagnostics: [Diagnostic]

  /// Collects the outcome of lexing.
  public init(source: SourceFile, tokens: [Token], trivia: [Trivia], diagnostics: [Diagnostic]) {
    self.source = source
    self.tokens = tokens
    self.trivia = trivia
    self.diagnostics = diagnostics
  }
}
