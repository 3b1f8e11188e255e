// SPDX-License-Identifier: GPL-3.0-or-later

/// Lays out a syntax tree: walks it in the order of its source and says for each token what stands before it.
///
/// The walk takes every token itself (`token`), so that none can be lost; comments come along with the tokens that
/// they stand before. How wide anything is in one line is summed up on the way, which makes groups and aligned columns
/// cost nothing more.
final class TreeLayout {
  /// The most columns of a line, comments at its end left out.
  static let lineWidth = 100
  /// How far the inside of brackets and blocks stands to the right.
  static let step = 2
  /// How far the second line of a header stands to the right, so that it is told from the body.
  static let headerStep = 4

  let source: SourceFile
  let tokens: [Token]
  let comments: [PlacedComment]
  /// For each token, whether an empty line stands directly before it.
  let blanks: [Bool]

  var pieces: [LayoutPiece] = []
  /// Index of the token that comes next.
  var cursor = 0
  /// Index of the comment that comes next.
  var nextComment = 0
  /// Whether the walk wanted more tokens than there are.
  var isLost = false
  /// The width of everything so far in one line.
  var width = 0
  /// How many line ends so far cannot be left out.
  var breaks = 0
  /// Where lines begin here.
  var indentation = 0
  /// How far the operands of an operator chain stand to the right when it is broken.
  var chainStep = TreeLayout.step
  /// The runs of adjacent lines whose columns are aligned, one for each open brace.
  var runs: [RowRun] = []
  /// How many comments so far stand where no line ends, and wait for the end of the line that is being laid out.
  var waitingComments = 0
  /// Documentation within the declaration at hand.
  var headerDocumentation: HeaderDocumentation?

  init(_ tree: SyntaxTree) {
    source = tree.source
    tokens = tree.tokens
    (comments, blanks) = PlacedComment.all(in: tree)
    pieces.reserveCapacity(tree.tokens.count * 2)
  }

  // MARK: Tokens

  /// What comes next.
  var kind: TokenKind { tokens[cursor].kind }

  /// Places the next token, with the comments before it.
  func token() {
    placeComments()
    guard kind != .endOfFile else { return isLost = true }
    let token = tokens[cursor]
    place(from: token.start, to: token.end)
    cursor += 1
  }

  /// Places a comma or another sign that belongs to what stands before it: a comment between both goes behind it.
  func sign() {
    guard kind != .endOfFile else { return isLost = true }
    place(from: tokens[cursor].start, to: tokens[cursor].end)
    cursor += 1
  }

  /// Leaves the next token out, but not the comments before it.
  func drop(_ unwanted: TokenKind) {
    if kind == unwanted { cursor += 1 }
  }

  /// Places tokens with nothing between them up to an offset.
  func tight(until end: UInt32) {
    while cursor < tokens.count - 1, tokens[cursor].start < end { token() }
  }

  /// Whether a line end stands before the next token.
  var isAfterLineEnd: Bool { tokens[cursor].flags.contains(.newlineBefore) }

  func place(from start: UInt32, to end: UInt32) {
    var columns = 0
    var hasLines = false
    for byte in source.bytes[Int(start)..<Int(end)] {
      if byte == UInt8(ascii: "\n") {
        hasLines = true
        break
      }
      // Continuation bytes of UTF-8 are 10xxxxxx and begin no scalar.
      if byte & 0xC0 != 0x80 { columns += 1 }
    }
    pieces.append(
      LayoutPiece(
        kind: .text, a: Int32(bitPattern: start), b: Int32(bitPattern: end),
        width: hasLines ? -Int32(columns) : Int32(columns)))
    width += columns
  }

  // MARK: Blanks and line ends

  func space() {
    pieces.append(LayoutPiece(kind: .space))
    width += 1
  }

  /// A place where the group at hand may be broken; an empty line of the source is kept there if `keepsBlank`.
  func line(_ kind: LayoutPiece.Kind = .line, keepsBlank: Bool = false) {
    placeEndingComment(endsStatement: kind != .line && kind != .softLine)
    pieces.append(LayoutPiece(kind: kind, a: keepsBlank && isBlankAhead ? 1 : 0))
    switch kind {
    case .line: width += 1
    case .separator: width += 3
    case .commaSeparator: width += 2
    case .hardLine: breaks += 1
    default: break
    }
    placeOwnComments()
  }

  /// Lines in it end all together or not at all.
  func group(_ contents: () -> Void) {
    let opener = pieces.count
    pieces.append(LayoutPiece(kind: .open))
    let start = extent
    contents()
    measure(opener, from: start)
    pieces.append(LayoutPiece(kind: .close))
  }

  /// What has been laid out so far.
  var extent: LayoutExtent { LayoutExtent(width: width, breaks: breaks, waitingComments: waitingComments) }

  /// Gives a piece the width, in one line, of what was laid out since `start`, and how many comments wait in it.
  ///
  /// One line has room for one comment at its end. Whether one from before still waits there is known only when the
  /// lines are written, as it depends on what was broken in between.
  func measure(_ piece: Int, from start: LayoutExtent) {
    let isEndless = hasSeveralLines(since: start)
    pieces[piece].width = isEndless ? LayoutPiece.endless : Int32(clamping: width - start.width)
    pieces[piece].b = Int32(clamping: waitingComments - start.waitingComments)
  }

  /// Whether what was laid out since `start` cannot stand on one line.
  func hasSeveralLines(since start: LayoutExtent) -> Bool {
    breaks > start.breaks || waitingComments > start.waitingComments + 1
  }

  /// Lines that begin in it stand further right.
  func nest(_ columns: Int = TreeLayout.step, _ contents: () -> Void) {
    pieces.append(LayoutPiece(kind: .indent, a: Int32(columns)))
    indentation += columns
    contents()
    indentation -= columns
    pieces.append(LayoutPiece(kind: .indent, a: -Int32(columns)))
  }

  /// Whether the bytes between two offsets lie on one line.
  func isOnOneLine(_ start: UInt32, _ end: UInt32) -> Bool {
    lineNumber(of: start) == lineNumber(of: end)
  }

  private func lineNumber(of offset: UInt32) -> Int {
    var low = 0
    var high = source.lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if source.lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
