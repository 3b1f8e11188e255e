// SPDX-License-Identifier: GPL-3.0-or-later

/// A comment and where it stands among the tokens.
struct PlacedComment {
  /// Index of the token that follows it.
  let token: Int
  /// Whether it follows a token on its line.
  let isTrailing: Bool
  /// Whether an empty line stands before it.
  let hasBlankBefore: Bool
  let kind: Trivia.Kind
  /// Its text in the source, without blanks at its end.
  let span: SourceSpan

  /// What it says, without its marks.
  func documentation(in source: SourceFile) -> String {
    let line = Substring(source.text(span)).drop { $0 == "#" }
    return String(line.first == " " ? line.dropFirst() : line)
  }

  /// The comments of a file in order, and for each token whether an empty line stands directly before it.
  static func all(in tree: SyntaxTree) -> (comments: [PlacedComment], blanks: [Bool]) {
    var comments: [PlacedComment] = []
    var blanks = [Bool](repeating: false, count: tree.tokens.count)
    var lineEnds = 0
    var token = -1
    for piece in tree.trivia {
      if Int(piece.tokenIndex) != token {
        token = Int(piece.tokenIndex)
        lineEnds = 0
      }
      switch piece.kind {
      case .newline:
        lineEnds += 1
        if lineEnds > 1, token < blanks.count { blanks[token] = true }
      case .comment, .documentation, .shebang:
        comments.append(
          PlacedComment(
            token: token, isTrailing: lineEnds == 0 && token > 0 && comments.last?.token != token,
            hasBlankBefore: lineEnds > 1, kind: piece.kind, span: withoutBlanks(piece.span, tree.source)))
        lineEnds = 0
        blanks[token] = false
      default: break
      }
    }
    return (comments, blanks)
  }

  private static func withoutBlanks(_ span: SourceSpan, _ source: SourceFile) -> SourceSpan {
    var end = span.end
    while end > span.start, source.bytes[Int(end) - 1].isBlank || source.bytes[Int(end) - 1] == UInt8(ascii: "\r") {
      end -= 1
    }
    return SourceSpan(start: span.start, end: end, file: span.file)
  }
}
