// SPDX-License-Identifier: GPL-3.0-or-later

/// Prints what the lexer made of a file, one line a token or piece between tokens: for `scan inspect --tokens`.
///
/// Every byte of the source is in exactly one line; blanks and line ends alone are left out.
public struct TokenPrinter: Sendable {
  /// A printer.
  public init() {}

  /// `line:column  kind  text`, in source order.
  public func print(_ tree: SyntaxTree) -> String {
    var lines: [(offset: UInt32, text: String)] = tree.tokens.map { token in
      (token.start, line("\(token.kind)", token.span, tree.source))
    }
    for piece in tree.trivia {
      switch piece.kind {
      case .blank, .newline: break
      default: lines.append((piece.span.start, line("\(piece.kind)", piece.span, tree.source)))
      }
    }
    // Pieces and tokens never begin at the same byte, but for the end of the file, which is the last.
    let ordered = lines.enumerated().sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
    return ordered.map(\.element.text).joined(separator: "\n")
  }

  private func line(_ kind: String, _ span: SourceSpan, _ source: SourceFile) -> String {
    let position = source.position(of: span.start)
    let place = "\(position.line):\(position.column)"
    let text = span.start == span.end ? "" : "  " + SExpression.quote(source.text(span))
    return Self.padded(place, 8) + "  " + (text.isEmpty ? kind : Self.padded(kind, 18) + text)
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.utf8.count))
  }
}
