// SPDX-License-Identifier: GPL-3.0-or-later

/// Comments: each goes where it stood, at the end of a line or on one of its own.
extension TreeLayout {
  /// Whether a comment stands directly before the next token.
  var isCommentAhead: Bool { nextComment < comments.count && comments[nextComment].token <= cursor }

  /// Whether an empty line stands before the next comment or token.
  var isBlankAhead: Bool { isCommentAhead ? comments[nextComment].hasBlankBefore : blanks[cursor] }

  /// Everything before the next token, where no line ends: a comment at a line's end then waits for the end of the line
  /// that is being laid out.
  func placeComments() {
    guard isCommentAhead else { return }
    while isTrailingAhead, placeTrailingComment(endsStatement: false) {
      waitingComments += 1
    }
    placeOwnComments()
  }

  private var isTrailingAhead: Bool { isCommentAhead && comments[nextComment].isTrailing }

  /// The comment at the end of the line on which the last token stands, directly before a line end of the layout.
  func placeEndingComment(endsStatement: Bool) {
    while isTrailingAhead, placeTrailingComment(endsStatement: endsStatement) {
      breaks += 1
    }
  }

  /// Whether the comment goes to the end of the line.
  ///
  /// Documentation that belongs to no declaration gets a line of its own within a statement: at the end of a line that
  /// is laid out otherwise, it could come to belong to one.
  private func placeTrailingComment(endsStatement: Bool) -> Bool {
    let comment = comments[nextComment]
    if let header = headerDocumentation, header.comment == nextComment {
      pieces[header.piece] = LayoutPiece(kind: .ownComment, a: Int32(nextComment))
      nextComment += 1
      return false
    }
    if comment.kind == .documentation, !endsStatement, !isBehindBrace { return false }
    pieces.append(LayoutPiece(kind: .trailingComment, a: Int32(nextComment)))
    nextComment += 1
    return true
  }

  private var isBehindBrace: Bool { cursor > 0 && tokens[cursor - 1].kind == .leftBrace }

  /// Comments on lines of their own before the next token, which then begins a line.
  func placeOwnComments() {
    guard isCommentAhead else { return }
    placeCommentLines()
    pieces.append(LayoutPiece(kind: .freshLine, a: blanks[cursor] ? 1 : 0))
  }

  /// Comments before the bracket that ends a list or block: they stand as far right as its entries.
  func placeLastComments() {
    placeEndingComment(endsStatement: true)
    guard isCommentAhead else { return }
    pieces.append(LayoutPiece(kind: .hardLine, a: isBlankAhead ? 1 : 0))
    placeCommentLines()
  }

  private func placeCommentLines() {
    var isFirst = true
    while isCommentAhead {
      let isBlank = !isFirst && comments[nextComment].hasBlankBefore
      pieces.append(LayoutPiece(kind: .ownComment, a: Int32(nextComment), b: isBlank ? 1 : 0))
      isFirst = false
      nextComment += 1
    }
    breaks += 1
  }
}
