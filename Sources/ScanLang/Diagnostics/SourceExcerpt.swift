// SPDX-License-Identifier: GPL-3.0-or-later

/// Lines of one source with parts of them underlined and labelled.
struct SourceExcerpt {
  /// A part to point at.
  struct Mark {
    let span: SourceSpan
    let label: String
    let isPrimary: Bool
  }

  /// Longer lines are cut around what is underlined.
  private static let widest = 100
  /// Columns kept in front of the underlined part of a cut line.
  private static let lead = 24
  /// Bytes of a line to each side of what is underlined that are looked at.
  private static let reach = 2000

  let source: SourceFile
  /// Ordered by line, the primary one first within its line.
  let marks: [(line: Int, mark: Mark)]

  /// Orders the marks of one file.
  init(source: SourceFile, marks: [Mark]) {
    self.source = source
    let located = marks.map { (line: source.position(of: $0.span.start).line, mark: $0) }
    self.marks = located.enumerated().sorted {
      ($0.element.line, $0.element.mark.isPrimary ? 0 : 1, $0.offset)
        < ($1.element.line, $1.element.mark.isPrimary ? 0 : 1, $1.offset)
    }.map(\.element)
  }

  /// The largest line number, for the width of the gutter.
  var lastLine: Int { marks.last?.line ?? 1 }

  /// The lines of the excerpt, each with its gutter.
  func lines(gutter: Int, style: TerminalStyle, primary: TerminalStyle.Meaning) -> [String] {
    let blank = String(repeating: " ", count: gutter)
    var lines = [style.paint("\(blank) |", .gutter)]
    var previous: Int?
    for (number, mark) in marks {
      if number != previous {
        if let previous, number > previous + 1 { lines.append(style.paint("...", .gutter)) }
        let digits = String(number)
        let margin = String(repeating: " ", count: gutter - digits.utf8.count) + digits + " |"
        let text = window(number).text
        lines.append(style.paint(margin, .gutter) + (text.isEmpty ? "" : " " + text))
        previous = number
      }
      lines.append(style.paint("\(blank) |", .gutter) + " " + underline(mark, number, style, primary))
    }
    return lines
  }

  private func underline(
    _ mark: Mark, _ number: Int, _ style: TerminalStyle, _ primary: TerminalStyle.Meaning
  ) -> String {
    let shown = window(number)
    let (start, width) = shown.columns(Int(mark.span.start), Int(mark.span.end))
    let line = String(repeating: mark.isPrimary ? "^" : "-", count: width)
    let label = mark.label.isEmpty ? "" : " " + TerminalText.sanitized(mark.label)
    let role = mark.isPrimary ? primary : .related
    return String(repeating: " ", count: start) + style.paint(line + label, role)
  }

  /// The visible part of a line, chosen by its first mark.
  private func window(_ number: Int) -> ExcerptLine {
    let focus = marks.first { $0.line == number }?.mark.span.start ?? 0
    let bounds = source.byteRange(ofLine: number)
    let near = bounds.clamped(to: nearby(Int(focus)))
    let cells = TerminalText.cells(source.bytes, near.lowerBound, near.upperBound)
    var line = ExcerptLine(cells: cells, end: near.upperBound)
      .cut(to: SourceExcerpt.widest, around: Int(focus), lead: SourceExcerpt.lead)
    line.isCutBefore = line.isCutBefore || near.lowerBound > bounds.lowerBound
    line.isCutBehind = line.isCutBehind || near.upperBound < bounds.upperBound
    return line
  }

  /// The bytes around an offset that are looked at: a line may be as long as a file.
  private func nearby(_ focus: Int) -> Range<Int> {
    var start = max(0, focus - Self.reach)
    var end = min(source.bytes.count, focus + Self.reach)
    // No character is cut into two.
    while start > 0, source.bytes[start] & 0xC0 == 0x80 { start -= 1 }
    while end < source.bytes.count, source.bytes[end] & 0xC0 == 0x80 { end += 1 }
    return start..<end
  }
}

/// The cells of a line that are shown.
struct ExcerptLine {
  let cells: [TerminalText.Cell]
  /// Offset behind the last byte that is shown.
  let end: Int
  var isCutBefore = false
  var isCutBehind = false

  private static let mark = "..."

  /// What is printed.
  var text: String {
    let body = cells.map(\.text).joined()
    return (isCutBefore ? ExcerptLine.mark : "") + body + (isCutBehind ? ExcerptLine.mark : "")
  }

  /// Column and width, at least 1, of the bytes `from..<to`; parts that are not shown count at the edge.
  func columns(_ from: Int, _ to: Int) -> (start: Int, width: Int) {
    var start = isCutBefore ? ExcerptLine.mark.utf8.count : 0
    var width = 0
    for cell in cells {
      if cell.offset < from { start += cell.width } else if cell.offset < to { width += cell.width }
    }
    return (start, max(1, width))
  }

  /// The part of a line that is too wide from `lead` columns before an offset on.
  func cut(to widest: Int, around focus: Int, lead: Int) -> ExcerptLine {
    guard cells.reduce(0, { $0 + $1.width }) > widest else { return self }
    var first = cells.firstIndex { $0.offset >= focus } ?? cells.count
    var room = lead
    while first > 0, room > 0 {
      first -= 1
      room -= max(1, cells[first].width)
    }
    var last = first
    var used = 0
    while last < cells.count, used + cells[last].width <= widest {
      used += cells[last].width
      last += 1
    }
    let end = last < cells.count ? cells[last].offset : end
    return ExcerptLine(
      cells: Array(cells[first..<last]), end: end, isCutBefore: first > 0, isCutBehind: last < cells.count)
  }
}

extension SourceFile {
  /// The bytes of a line counted from 1, without its line end.
  func byteRange(ofLine number: Int) -> Range<Int> {
    guard number >= 1, number <= lineStarts.count else { return bytes.count..<bytes.count }
    let start = Int(lineStarts[number - 1])
    var end = number < lineStarts.count ? Int(lineStarts[number]) - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<max(start, end)
  }
}
