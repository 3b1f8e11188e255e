// SPDX-License-Identifier: GPL-3.0-or-later

/// What a person typed as one entry of a session, taken apart before it is parsed.
public struct EntryText: Hashable, Sendable {
  /// What is to be parsed: the same bytes, the sign at the end blanked.
  public let code: String
  /// What stands at its end.
  public let ending: Ending

  /// The sign behind an entry that says what becomes of it. One is taken off; it is no part of the language.
  public enum Ending: Hashable, Sendable {
    /// Nothing: the entry runs, and its value is shown.
    case plain
    /// `;`: its value is not shown.
    case quiet
    /// `&`: it runs beside what is typed next.
    case background
  }

  /// Takes an entry apart.
  public init(_ text: String) {
    let source = SourceFile(name: "", text: text)
    let lexed = Lexer.lex(source)
    let last = lexed.tokens.dropLast().last
    // In a file the sign at a line's end is a habit of other languages, and no token.
    let habit = lexed.diagnostics.last { $0.code == .semicolonAtLineEnd && $0.span.start >= last?.end ?? 0 }
    let sign: SourceSpan
    if let habit {
      (ending, sign) = (.quiet, habit.span)
    } else if let last, last.kind == .semicolon || last.kind == .ampersand {
      (ending, sign) = (last.kind == .semicolon ? .quiet : .background, last.span)
    } else {
      (ending, code) = (.plain, text)
      return
    }
    var bytes = source.bytes
    for index in Int(sign.start)..<Int(sign.end) { bytes[index] = UInt8(ascii: " ") }
    code = String(decoding: bytes, as: UTF8.self)
  }
}
