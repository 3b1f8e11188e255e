// SPDX-License-Identifier: GPL-3.0-or-later

/// The documentation of a declaration at the end of its first line, where the declaration goes on.
///
/// It moves above the declaration, since the first line may end in another place afterwards. (Behind the `{` of the
/// declaration's block it would stay.)
struct HeaderDocumentation {
  /// Index of the comment.
  let comment: Int
  /// The piece that the comment replaces when it moves.
  let piece: Int
}

extension TreeLayout {
  /// Looks for the documentation of a declaration that is about to be laid out: at the end of its first line it is the
  /// first comment in it.
  func noteHeaderDocumentation(of statement: Statement) {
    guard let documentation = statement.documentation, nextComment < comments.count else { return }
    let comment = comments[nextComment]
    guard comment.token > cursor, comment.span.start < statement.span.end, comment.isTrailing,
      comment.kind == .documentation, tokens[comment.token - 1].kind != .leftBrace,
      isOnOneLine(statement.span.start, comment.span.start), comment.documentation(in: source) == documentation
    else { return }
    headerDocumentation = HeaderDocumentation(comment: nextComment, piece: pieces.count)
    pieces.append(LayoutPiece(kind: .nothing))
  }
}
