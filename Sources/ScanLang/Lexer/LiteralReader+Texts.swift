// SPDX-License-Identifier: GPL-3.0-or-later

extension LiteralReader {
  /// A piece of a text with its escapes replaced; line ends are line feeds.
  public static func stringSegment(_ token: Token, _ source: SourceFile) -> String {
    let text = LiteralText(token, source)
    var result: [UInt8] = []
    append(text.bytes, text.index..<text.end, isBytes: false, to: &result)
    return String(decoding: result, as: UTF8.self)
  }

  /// `r"…"`, `r"""…"""`: nothing is replaced; the indentation of the closing quotes is removed.
  public static func rawString(_ token: Token, _ source: SourceFile) -> String {
    let text = LiteralText(token, source)
    var result: [UInt8] = []
    for part in content(text) {
      var pending = part.lowerBound
      for index in part where isLineEndReturn(text.bytes, index, part.upperBound) {
        result += text.bytes[pending..<index]
        pending = index + 1
      }
      result += text.bytes[pending..<part.upperBound]
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// `b"…"`: escapes replaced, `\xNN` by one byte; other characters are their UTF-8.
  public static func bytes(_ token: Token, _ source: SourceFile) -> [UInt8] {
    let text = LiteralText(token, source)
    var result: [UInt8] = []
    for part in content(text) { append(text.bytes, part, isBytes: true, to: &result) }
    return result
  }

  /// What stands between the quotes of a whole `r` or `b` literal; the closing ones may be missing.
  private static func content(_ text: LiteralText) -> [Range<Int>] {
    let bytes = text.bytes
    let start = text.index + 1
    let quote = UInt8(ascii: "\"")
    let count =
      text.end - start >= 3 && bytes[start] == quote && bytes[start + 1] == quote && bytes[start + 2] == quote ? 3 : 1
    let open = min(start + count, text.end)
    var close = text.end
    while close > open, text.end - close < count, bytes[close - 1] == quote { close -= 1 }
    if text.end - close < count { close = text.end }
    return count == 3 ? BlockText(bytes, open, close).parts : [open..<close]
  }

  private static func append(_ bytes: [UInt8], _ part: Range<Int>, isBytes: Bool, to result: inout [UInt8]) {
    var index = part.lowerBound
    while index < part.upperBound {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\") {
        let (outcome, length) = EscapeReader.read(bytes, at: index, limit: part.upperBound, isBytes: isBytes)
        switch outcome {
        case .scalar(let scalar): result += Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        case .byte(let value): result.append(value)
        case .unknown, .badCode: result += bytes[index..<(index + length)]
        }
        index += length
        continue
      }
      if !isLineEndReturn(bytes, index, part.upperBound) { result.append(byte) }
      index += 1
    }
  }

  /// Whether the byte is the carriage return of a carriage return and line feed.
  private static func isLineEndReturn(_ bytes: [UInt8], _ index: Int, _ end: Int) -> Bool {
    bytes[index] == UInt8(ascii: "\r") && index + 1 < end && bytes[index + 1] == UInt8(ascii: "\n")
  }
}
