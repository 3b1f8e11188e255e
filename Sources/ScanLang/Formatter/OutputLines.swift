// SPDX-License-Identifier: GPL-3.0-or-later

/// The lines that a layout is written to, and the comments at their ends.
struct OutputLines {
  /// A comment at the end of a line, placed when all lines are known.
  private struct Ending {
    let comment: PlacedComment
    /// Where in the bytes it goes.
    let offset: Int
    /// The columns before it.
    let codeWidth: Int
    let line: Int
  }

  private let source: SourceFile
  private var bytes: [UInt8] = []
  private var endings: [Ending] = []
  /// The comment that will end this line.
  private var pending: PlacedComment?
  private var line = 0
  private var isAtStart = true
  /// Whether what follows must begin a new line: a comment stands on this one.
  private var needsLine = false
  /// Whether the line before is empty.
  private var isBehindBlank = false
  private var waitingBlanks = 0
  /// Columns written on this line.
  private(set) var written = 0
  /// Where the line at hand begins.
  private var lineIndentation = 0
  /// Where lines begin that follow.
  var indentation = 0

  init(source: SourceFile) {
    self.source = source
    bytes.reserveCapacity(source.bytes.count + source.bytes.count / 8)
  }

  /// Where the next text goes.
  var column: Int {
    if needsLine { return indentation }
    return isAtStart ? lineIndentation : written + waitingBlanks
  }

  /// Whether a comment will end this line.
  var hasTrailingComment: Bool { pending != nil }

  // MARK: Writing

  /// Bytes of the source.
  mutating func text(_ piece: LayoutPiece) {
    begin()
    let part = source.bytes[Int(piece.a)..<Int(piece.b)]
    guard piece.width < 0 else {
      bytes.append(contentsOf: part)
      written += Int(piece.width)
      return
    }
    severalLines(part)
  }

  /// A text of several lines, whose line ends are line feeds whatever they are in the source.
  private mutating func severalLines(_ part: ArraySlice<UInt8>) {
    for index in part.indices {
      let byte = part[index]
      let isReturn = byte == UInt8(ascii: "\r") && index + 1 < part.endIndex && part[index + 1] == UInt8(ascii: "\n")
      if !isReturn { bytes.append(byte) }
      if byte == UInt8(ascii: "\n") {
        line += 1
        written = 0
      } else if byte & 0xC0 != 0x80 {
        written += 1
      }
    }
  }

  /// A sign that the formatter adds.
  mutating func sign(_ sign: StaticString) {
    begin()
    for offset in 0..<sign.utf8CodeUnitCount { bytes.append(sign.utf8Start[offset]) }
    written += sign.utf8CodeUnitCount
  }

  mutating func blanks(_ count: Int) {
    if !isAtStart { waitingBlanks += count }
  }

  /// Ends the line if there is anything on it; an empty one follows if `isBlank`.
  mutating func end(isBlank: Bool) {
    guard !bytes.isEmpty else { return }
    if !isAtStart { endLine() }
    if isBlank, !isBehindBlank {
      bytes.append(UInt8(ascii: "\n"))
      line += 1
      isBehindBlank = true
    }
    lineIndentation = indentation
  }

  private mutating func endLine() {
    if let pending {
      endings.append(Ending(comment: pending, offset: bytes.count, codeWidth: written, line: line))
    }
    pending = nil
    bytes.append(UInt8(ascii: "\n"))
    line += 1
    (isAtStart, needsLine, isBehindBlank, waitingBlanks, written) = (true, false, false, 0, 0)
  }

  private mutating func begin() {
    if needsLine { end(isBlank: false) }
    let count = isAtStart ? lineIndentation : waitingBlanks
    for _ in 0..<count { bytes.append(UInt8(ascii: " ")) }
    written += count
    (isAtStart, waitingBlanks) = (false, 0)
  }

  // MARK: Comments

  /// A comment that goes to the end of this line; the next line if one stands there already. Documentation stays on
  /// the line of its declaration, so that the other one gives way.
  mutating func trailing(_ comment: PlacedComment) {
    guard !isAtStart, !needsLine else { return own(comment, isBlank: false) }
    guard let other = pending else { return pending = comment }
    let movesOther = comment.kind == .documentation && other.kind != .documentation
    if movesOther { pending = comment }
    own(movesOther ? other : comment, isBlank: false)
  }

  /// A comment on a line of its own.
  mutating func own(_ comment: PlacedComment, isBlank: Bool) {
    if !isAtStart { end(isBlank: isBlank) }
    begin()
    bytes.append(contentsOf: source.bytes[Int(comment.span.start)..<Int(comment.span.end)])
    needsLine = true
  }

  /// What follows begins a line.
  mutating func fresh(isBlank: Bool) {
    if needsLine { end(isBlank: isBlank) }
  }

  // MARK: Columns of comments

  /// The file: every line ended, comments at line ends in columns.
  consuming func finished() -> [UInt8] {
    if !isAtStart { end(isBlank: false) }
    guard !endings.isEmpty else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + endings.count * 40)
    var written = 0
    var index = 0
    while index < endings.count {
      var last = index
      while last + 1 < endings.count, endings[last + 1].line == endings[last].line + 1 { last += 1 }
      let column = column(of: endings[index...last])
      for ending in endings[index...last] {
        result += bytes[written..<ending.offset]
        result += repeatElement(UInt8(ascii: " "), count: column - ending.codeWidth)
        result += source.bytes[Int(ending.comment.span.start)..<Int(ending.comment.span.end)]
        written = ending.offset
      }
      index = last + 1
    }
    return result + bytes[written...]
  }

  /// Comments on adjacent lines share a column: where the first stands in the source if all have room there, else two blanks
  /// behind the longest line.
  private func column(of run: ArraySlice<Ending>) -> Int {
    let needed = (run.map(\.codeWidth).max() ?? 0) + 2
    let wanted = run.first.map { sourceColumn(of: $0.comment) } ?? 0
    guard wanted > needed else { return needed }
    let leavesLine = run.contains { ending in
      let end = columns(of: ending.comment) - 1
      return needed + end < TreeLayout.lineWidth && wanted + end >= TreeLayout.lineWidth
    }
    return leavesLine ? needed : wanted
  }

  private func columns(of comment: PlacedComment) -> Int {
    source.bytes[Int(comment.span.start)..<Int(comment.span.end)].count { $0 & 0xC0 != 0x80 }
  }

  private func sourceColumn(of comment: PlacedComment) -> Int {
    var start = Int(comment.span.start)
    var count = 0
    while start > 0, source.bytes[start - 1] != UInt8(ascii: "\n") {
      start -= 1
      if source.bytes[start] & 0xC0 != 0x80 { count += 1 }
    }
    return count
  }
}
