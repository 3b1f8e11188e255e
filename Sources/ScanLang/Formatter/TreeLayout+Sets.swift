// SPDX-License-Identifier: GPL-3.0-or-later

/// Comma lists without brackets: as many items on a line as fit. A line ends only behind a comma.
extension TreeLayout {
  /// `a, b except c`; where one operand alone is allowed, a comma behind it is not the set's.
  func set(_ set: SetSyntax, isSingle: Bool = false) {
    operands(set.items, isSingle: isSingle)
    guard !set.except.isEmpty else { return }
    space()
    token()
    space()
    operands(set.except, isSingle: isSingle)
  }

  /// Operands; a comma behind the last is left out.
  func operands(_ items: [Expression], isSingle: Bool = false) {
    fill(count: items.count, dropsComma: !isSingle || items.count > 1) { expression(items[$0]) }
  }

  /// Items that fill lines.
  func fill(count: Int, dropsComma: Bool = true, _ item: (Int) -> Void) {
    var last: (piece: Int, start: LayoutExtent)?
    for index in 0..<count {
      if index > 0 {
        sign()
        measure(last)
        last = fillLine()
      }
      item(index)
    }
    if dropsComma { drop(.comma) }
    measure(last)
    if let last, pieces[last.piece].kind == .fillLine { pieces[last.piece].a = 1 }
  }

  /// A place where a line ends when the next item does not fit.
  func fillLine() -> (piece: Int, start: LayoutExtent) {
    let before = breaks
    placeEndingComment(endsStatement: false)
    let mustBreak = breaks > before || isCommentAhead
    let piece = pieces.count
    pieces.append(LayoutPiece(kind: mustBreak ? .hardLine : .fillLine))
    width += 1
    placeOwnComments()
    return (piece, extent)
  }

  /// Gives a place the width of what stands between it and the next.
  func measure(_ place: (piece: Int, start: LayoutExtent)?) {
    guard let place, pieces[place.piece].kind == .fillLine else { return }
    measure(place.piece, from: place.start)
  }
}
