// SPDX-License-Identifier: GPL-3.0-or-later

/// Gives a source its one canonical layout (decision 0011).
///
/// Only blanks, line ends, commas at the end of lists and `;` change; every token and comment stays, in order, and the
/// syntax tree remains the same. Formatting twice gives what formatting once gave. Time grows with the length alone.
public enum Formatter {
  /// Why a source was not formatted.
  public enum Failure: Error, Sendable {
    /// It has errors: what a broken source was meant to be is not guessed.
    case errors([Diagnostic])
    /// The formatter did not understand the source although the parser did. Nothing is written then.
    case misunderstood
  }

  /// The layout of a source that parses without errors.
  public static func format(_ source: SourceFile) throws(Failure) -> [UInt8] {
    try format(Parser.parse(source))
  }

  /// The same, for a source that has been parsed.
  public static func format(_ tree: SyntaxTree) throws(Failure) -> [UInt8] {
    let errors = tree.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else { throw .errors(errors) }
    let layout = TreeLayout(tree)
    layout.file(tree.statements)
    guard layout.isComplete else { throw .misunderstood }
    return LayoutPrinter.print(layout)
  }
}

extension TreeLayout {
  /// Whether every token and comment has been placed.
  var isComplete: Bool { !isLost && kind == .endOfFile && nextComment == comments.count }
}
