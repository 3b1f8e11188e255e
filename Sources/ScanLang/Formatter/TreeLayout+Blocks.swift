// SPDX-License-Identifier: GPL-3.0-or-later

/// Files, blocks, and everything else in braces that holds entries.
extension TreeLayout {
  /// The whole file.
  func file(_ statements: [Statement]) {
    if !statements.isEmpty { placeComments() }
    beginRows()
    for (index, statement) in statements.enumerated() {
      dropSemicolons()
      if index > 0 { line(.hardLine, keepsBlank: true) }
      row { self.statement(statement) }
    }
    endRows()
    dropSemicolons()
    placeLastComments()
  }

  /// `{ statements }`
  func block(_ block: Block) {
    braces(of: block.span, count: block.statements.count) { self.statement(block.statements[$0]) }
  }

  /// The same within a group of several blocks that share their layout.
  func openBlock(_ block: Block) {
    openBraces(count: block.statements.count) { self.statement(block.statements[$0]) }
  }

  /// `{ entries }` at the end of what `span` covers: on one line where it was written so and fits, else a line each.
  func braces(
    of span: SourceSpan, count: Int, separator: LayoutPiece.Kind = .separator, leastWidth: Int = 0,
    _ entry: (Int) -> Void
  ) {
    group {
      if !isOnOneLine(tokens[cursor].start, span.end) { breaks += 1 }
      openBraces(count: count, separator: separator, leastWidth: leastWidth, entry)
    }
  }

  private func openBraces(
    count: Int, separator: LayoutPiece.Kind = .separator, leastWidth: Int = 0, _ entry: (Int) -> Void
  ) {
    token()
    dropSemicolons()
    if count == 0, !isCommentAhead { return token() }
    nest {
      if count > 0 { line() }
      beginRows(leastWidth: leastWidth)
      for index in 0..<count {
        if index > 0 { line(separator, keepsBlank: true) }
        row { entry(index) }
        if separator == .commaSeparator { drop(.comma) }
        dropSemicolons()
      }
      endRows()
      placeLastComments()
    }
    line()
    token()
  }

  private func dropSemicolons() {
    while kind == .semicolon { drop(.semicolon) }
  }
}
