// SPDX-License-Identifier: GPL-3.0-or-later

/// Text that was pasted, made ready for a line: other line ends and control characters out, prompts off.
enum PastedText {
  /// The bytes as text that can be put in. Only tabs and line ends are left of what controls a terminal.
  static func cleaned(_ bytes: [UInt8]) -> String {
    var text = String(decoding: bytes, as: UTF8.self)
    text = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    text.unicodeScalars.removeAll { $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t" }
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }

  /// A session that was copied from a screen, without its prompts and without what was printed between them. Text whose
  /// first line has no prompt stays as it is.
  static func withoutPrompts(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.first, Prompt.entered(on: first) != nil else { return text }
    return lines.compactMap { Prompt.entered(on: $0) }.joined(separator: "\n")
  }
}
