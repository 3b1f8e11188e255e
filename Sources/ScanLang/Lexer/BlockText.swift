// SPDX-License-Identifier: GPL-3.0-or-later

/// The layout of a raw text or bytes literal between three quotes each.
struct BlockText {
  /// Where a layout is wrong.
  enum Fault {
    /// Text on the line of the opening or closing quotes, of a literal with several lines.
    case textOnQuoteLine(Int, Int)
    /// A line with less indentation than the closing quotes.
    case indentation(Int, Int)
  }

  /// The parts that make the text, indentation and the outermost line ends left out.
  var parts: [Range<Int>] = []
  /// The first thing wrong with it.
  var fault: Fault?

  /// Takes apart what stands between the quotes.
  init(_ bytes: [UInt8], _ start: Int, _ end: Int) {
    let first = BlockText.lineEnd(bytes, start, end)
    guard first < end else {
      parts = [start..<end]
      return
    }
    guard BlockText.isBlank(bytes, start, first) else {
      fault = .textOnQuoteLine(start, first)
      parts = [start..<end]
      return
    }
    var closing = end
    while closing > start, bytes[closing - 1].isBlank { closing -= 1 }
    guard bytes[closing - 1] == UInt8(ascii: "\n") else {
      fault = .textOnQuoteLine(end, end + 3)
      parts = [(first + 1)..<end]
      return
    }
    split(bytes, first + 1, closing, indentation: closing..<end)
  }

  private mutating func split(_ bytes: [UInt8], _ start: Int, _ closing: Int, indentation: Range<Int>) {
    var line = start
    while line < closing {
      let end = BlockText.lineEnd(bytes, line, closing)
      var text = line
      while text < end, text - line < indentation.count, bytes[text] == bytes[indentation.lowerBound + text - line] {
        text += 1
      }
      if text - line < indentation.count, !BlockText.isBlank(bytes, text, end), fault == nil {
        fault = .indentation(line, max(text, line + 1))
      }
      parts.append(text..<min(end + 1, closing))
      line = end + 1
    }
    dropLastLineEnd(bytes)
  }

  private mutating func dropLastLineEnd(_ bytes: [UInt8]) {
    guard let last = parts.popLast() else { return }
    var end = last.upperBound
    if end > last.lowerBound, bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    if end > last.lowerBound, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    parts.append(last.lowerBound..<end)
  }

  private static func lineEnd(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end, bytes[index] != UInt8(ascii: "\n") { index += 1 }
    return index
  }

  private static func isBlank(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
    bytes[start..<end].allSatisfy { $0.isBlank || $0 == UInt8(ascii: "\r") }
  }
}
