// SPDX-License-Identifier: GPL-3.0-or-later

/// The answer of a web server: status line, header fields, and what came of the body (RFC 9112).
public struct HTTPResponse: Hashable, Sendable {
  /// One header field as it was sent, blanks around its value taken off.
  public struct Field: Hashable, Sendable {
    /// The name as the server wrote it; names are compared without regard to case (RFC 9110, section 5.1).
    public let name: String
    /// The value.
    public let value: String
  }

  /// `1.1` of `HTTP/1.1`.
  public let version: String
  /// The status code, 100 to 999.
  public let status: Int
  /// The words behind the code; may be empty.
  public let reason: String
  /// The header fields in their order.
  public let fields: [Field]
  /// What came behind the empty line; may be cut.
  public let body: [UInt8]

  /// Reads an answer; `nil` for what is no HTTP. A header that is cut in the middle of a line loses that line.
  public init?(_ bytes: [UInt8]) {
    let (lines, bodyStart) = HTTPResponse.head(bytes)
    guard let first = lines.first, first.hasPrefix("HTTP/") else { return nil }
    let parts = first.dropFirst(5).split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count >= 2, !parts[0].isEmpty, parts[1].utf8.count == 3, let status = Int(parts[1]), status >= 100
    else { return nil }
    version = String(parts[0])
    self.status = status
    reason = parts.count > 2 ? String(parts[2]) : ""
    fields = lines.dropFirst().compactMap { HTTPResponse.field($0) }
    body = Array(bytes[bodyStart...])
  }

  /// The values of a field, joined by commas where it was sent several times (RFC 9110, section 5.2); `nil` without it.
  public func value(of name: String) -> String? {
    let found = fields.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    return found.isEmpty ? nil : found.joined(separator: ", ")
  }

  /// The lines before the empty one, and where the body begins.
  private static func head(_ bytes: [UInt8]) -> (lines: [String], bodyStart: Int) {
    var lines: [String] = []
    var start = 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      let isCRLF = end > start && bytes[end - 1] == UInt8(ascii: "\r")
      let line = bytes[start..<(isCRLF ? end - 1 : end)]
      start = end + 1
      if line.isEmpty { return (lines, start) }
      lines.append(String(decoding: line, as: UTF8.self))
    }
    // A status line alone may come without its end.
    if lines.isEmpty, start < bytes.count { lines.append(String(decoding: bytes[start...], as: UTF8.self)) }
    return (lines, bytes.count)
  }

  private static func field(_ line: String) -> Field? {
    guard let colon = line.firstIndex(of: ":"), colon != line.startIndex else { return nil }
    let value = line[line.index(after: colon)...]
    return Field(name: String(line[..<colon]), value: trimmed(value))
  }

  private static func trimmed(_ text: Substring) -> String {
    let blanks: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    let start = text.drop(while: blanks)
    let end = start.reversed().drop(while: blanks)
    return String(end.reversed())
  }
}
