// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Parameters of type `targets` and `ports` that are read from a file (`@FILE`) or from standard input (`-`).
enum ParameterFile {
  /// The largest list that is read, in bytes.
  static let sizeLimit = 64 << 20

  /// What was given for a parameter.
  struct Input {
    /// The text of its value.
    let text: String
    /// The items it was put together from, each with its file and line; none where it was typed.
    var items: [(place: String, text: String)] = []
  }

  /// The text of a parameter with `@FILE` and `-` replaced by the items found there, one a line.
  static func expanded(_ text: String, for parameter: ParameterShape) throws(UsageError) -> Input {
    guard parameter.isSet, text == "-" || text.hasPrefix("@") else { return Input(text: text) }
    let name = text == "-" ? "standard input" : String(text.dropFirst())
    let bytes: [UInt8]
    do throws(FileBytes.Failure) {
      bytes =
        text == "-"
        ? try FileBytes.read(descriptor: 0, limit: sizeLimit) : try FileBytes.read(path: name, limit: sizeLimit)
    } catch {
      throw UsageError("--\(parameter.option): \(error.text(name))")
    }
    guard let content = String(validating: bytes, as: UTF8.self) else {
      throw UsageError("--\(parameter.option): \(name) is no UTF-8 text")
    }
    let items = items(in: content)
    guard !items.isEmpty else { throw UsageError("--\(parameter.option): \(name) holds no items") }
    return Input(
      text: items.map(\.text).joined(separator: "\n"), items: items.map { ("\(name):\($0.line)", $0.text) })
  }

  /// One item a line, with the number of its line; `#` begins a comment, blanks around items do not count.
  static func items(in content: String) -> [(line: Int, text: String)] {
    let lines = content.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return lines.enumerated().compactMap { number, line in
      let item = line.prefix { $0 != "#" }.drop(while: \.isWhitespace)
      guard let last = item.lastIndex(where: { !$0.isWhitespace }) else { return nil }
      return (number + 1, String(item[...last]))
    }
  }
}
