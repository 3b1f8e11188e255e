// SPDX-License-Identifier: GPL-3.0-or-later

/// The bytes of one script together with the name under which diagnostics speak of it.
///
/// Any bytes are accepted: that the text is UTF-8 is the lexer's to judge, so that invalid bytes become
/// diagnostics with a position.
public final class SourceFile: Sendable {
  /// Name as the user wrote it: a path, `<command line>` or `<standard input>`.
  public let name: String
  /// The whole text.
  public let bytes: [UInt8]
  /// Number of the file in its program, the same as in its spans.
  public let file: UInt16
  /// Offset of the first byte of every line; the first entry is 0.
  let lineStarts: [UInt32]

  /// The largest source that is read, in bytes.
  public static let sizeLimit = 1 << 20

  /// Takes over the bytes of a script; `file` numbers it within its program.
  public init(name: String, bytes: [UInt8], file: UInt16 = 0) {
    self.name = name
    self.bytes = bytes
    self.file = file
    var starts: [UInt32] = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(UInt32(truncatingIfNeeded: offset + 1))
    }
    self.lineStarts = starts
  }

  /// Makes a file from text, mostly for tests.
  public convenience init(name: String, text: String, file: UInt16 = 0) {
    self.init(name: name, bytes: Array(text.utf8), file: file)
  }

  /// How many lines there are; an empty file has one.
  public var lineCount: Int { lineStarts.count }

  /// Line and column of a byte, both counted from 1; the column counts Unicode scalars.
  public func position(of offset: UInt32) -> (line: Int, column: Int) {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    let end = min(Int(offset), bytes.count)
    // Continuation bytes of UTF-8 are 10xxxxxx and begin no scalar.
    let column = bytes[min(Int(lineStarts[low]), end)..<end].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    return (low + 1, column + 1)
  }

  /// The text of a line counted from 1, without its line end; invalid UTF-8 is repaired for display.
  public func line(_ number: Int) -> String {
    guard number >= 1, number <= lineStarts.count else { return "" }
    let start = Int(lineStarts[number - 1])
    var end = number < lineStarts.count ? Int(lineStarts[number]) - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
  }

  /// The text that a span covers; invalid UTF-8 is repaired for display.
  public func text(_ span: SourceSpan) -> String {
    let end = min(Int(span.end), bytes.count)
    let start = min(Int(span.start), end)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The same on one line and shortened, for messages.
  public func excerpt(_ span: SourceSpan) -> String {
    let words = text(span).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.count > 60 ? String(words.prefix(59)) + "…" : words
  }
}
