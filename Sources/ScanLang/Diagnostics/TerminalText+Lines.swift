// SPDX-License-Identifier: GPL-3.0-or-later

extension TerminalText {
  /// The same as `sanitized`, with `keepingLines` for a text of several lines: line feeds and tabs stay. Escapes hold
  /// nothing that would be escaped again, so doing it twice changes nothing.
  public static func sanitized(_ text: String, keepingLines: Bool) -> String {
    guard keepingLines, text.utf8.contains(where: { $0 == 0x0A || $0 == 0x09 }) else { return sanitized(text) }
    // By scalars: "\r\n" is one character, and its carriage return must not stay.
    return text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in
        line.split(separator: "\t", omittingEmptySubsequences: false).map { sanitized(String($0)) }
          .joined(separator: "\t")
      }.joined(separator: "\n")
  }

  /// Bytes as text: valid UTF-8 as above, every byte that belongs to none as `\xNN`.
  public static func sanitized(bytes: some Sequence<UInt8>, keepingLines: Bool = false) -> String {
    let bytes = Array(bytes)
    var remaining = bytes[...]
    var iterator = bytes.makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    var result = ""
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded):
        remaining.removeFirst(encoded.count)
        result += sanitized(String(Unicode.UTF8.decode(encoded)), keepingLines: keepingLines)
      case .error(let length):
        for byte in remaining.prefix(length) { result += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16) }
        remaining.removeFirst(length)
      case .emptyInput:
        return result
      }
    }
  }
}
