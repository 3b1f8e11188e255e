// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes a layout as lines, in one pass over its pieces.
///
/// Groups that fit stay on their line; what follows one up to the next place where a line may end has to fit too.
struct LayoutPrinter {
  private let source: SourceFile
  private let pieces: [LayoutPiece]
  private let comments: [PlacedComment]
  private var lines: OutputLines
  /// For each open group, whether it stays on its line.
  private var modes: [Bool] = [false]

  /// Writes what a walk through a tree laid out.
  static func print(_ layout: TreeLayout) -> [UInt8] {
    var printer = LayoutPrinter(layout)
    printer.run()
    return printer.lines.finished()
  }

  private init(_ layout: TreeLayout) {
    source = layout.source
    pieces = layout.pieces
    comments = layout.comments
    lines = OutputLines(source: layout.source)
  }

  private var isFlat: Bool { modes[modes.count - 1] }

  private mutating func run() {
    var index = 0
    while index < pieces.count {
      let piece = pieces[index]
      switch piece.kind {
      case .text: lines.text(piece)
      case .comma: lines.sign(",")
      case .commaIfBroken: if !isFlat { lines.sign(",") }
      case .space: lines.blanks(1)
      case .line, .softLine, .separator, .commaSeparator: lineEnd(piece)
      case .fillLine: fill(piece, at: index)
      case .hardLine: lines.end(isBlank: piece.a == 1)
      case .open: modes.append(isFlat || fits(piece, from: index))
      case .close: modes.removeLast()
      case .indent: lines.indentation += Int(piece.a)
      case .pad: if !isFlat { lines.blanks(Int(piece.width)) }
      case .trailingComment: lines.trailing(comments[Int(piece.a)])
      case .ownComment: lines.own(comments[Int(piece.a)], isBlank: piece.b == 1)
      case .freshLine: lines.fresh(isBlank: piece.a == 1)
      case .nothing: break
      }
      index += 1
    }
  }

  private mutating func lineEnd(_ piece: LayoutPiece) {
    guard isFlat else { return lines.end(isBlank: piece.a == 1) }
    switch piece.kind {
    case .separator:
      lines.sign(";")
      lines.blanks(2)
    case .commaSeparator:
      lines.sign(",")
      lines.blanks(1)
    case .line: lines.blanks(1)
    default: break
    }
  }

  private mutating func fill(_ piece: LayoutPiece, at index: Int) {
    guard !isFlat else { return lines.blanks(1) }
    let needed = lines.column + 1 + Int(piece.width)
    let fits =
      hasRoomForComments(of: piece) && needed <= TreeLayout.lineWidth
      && (piece.a == 0 || needed + rest(behindFill: index) <= TreeLayout.lineWidth)
    if fits { lines.blanks(1) } else { lines.end(isBlank: false) }
  }

  // MARK: What fits

  /// Whether a group, and what must stand on its last line, fits on the line.
  private func fits(_ group: LayoutPiece, from opener: Int) -> Bool {
    let free = TreeLayout.lineWidth - lines.column - Int(group.width)
    guard free >= 0, hasRoomForComments(of: group) else { return false }
    var index = opener + 1
    var depth = 1
    // A group that fits has few pieces, so that going through them costs no more than printing them.
    while depth > 0 {
      if pieces[index].kind == .open { depth += 1 }
      if pieces[index].kind == .close { depth -= 1 }
      index += 1
    }
    return rest(from: index, atMost: free) <= free
  }

  /// Whether the line can end with the comments in what follows: it ends with one only.
  private func hasRoomForComments(of piece: LayoutPiece) -> Bool { piece.b == 0 || !lines.hasTrailingComment }

  /// Width of what stands behind the last item of a list that is filled into lines.
  private func rest(behindFill start: Int) -> Int {
    var index = start + 1
    var left = Int(pieces[start].width)
    while index < pieces.count, left > 0 {
      left -= flatWidth(of: pieces[index])
      index += 1
    }
    return rest(from: index, atMost: TreeLayout.lineWidth)
  }

  private func flatWidth(of piece: LayoutPiece) -> Int {
    switch piece.kind {
    case .text: Int(abs(piece.width))
    case .comma, .space, .line, .fillLine: 1
    case .separator: 3
    case .commaSeparator: 2
    default: 0
    }
  }

  /// Width from a piece to the next place where a line may end; looks no further than `limit` columns.
  private func rest(from start: Int, atMost limit: Int) -> Int {
    var index = start
    var sum = 0
    while index < pieces.count, !pieces[index].mayBreak, sum <= limit {
      let piece = pieces[index]
      if piece.kind == .text {
        sum += Int(abs(piece.width))
        if piece.width < 0 { break }
      } else if piece.kind == .pad {
        sum += Int(piece.width)
      } else if piece.kind == .space || piece.kind == .comma || piece.kind == .commaIfBroken {
        sum += 1
      }
      index += 1
    }
    return sum
  }
}
