// SPDX-License-Identifier: GPL-3.0-or-later

/// What kind of thing was entered.
enum ReplInput: Hashable {
  case nothing
  /// `:name arguments`
  case command(name: String, arguments: String)
  /// `?name`, `name?`
  case help(String)
  /// `??name`
  case source(String)
  case code

  /// Looks at an entry. `::1` is an address: behind the colon of a command stands a letter.
  init(_ text: String) {
    let text = Self.trimmed(text)
    guard let first = text.first else {
      self = .nothing
      return
    }
    if first == ":", let next = text.dropFirst().first, next.isASCII, next.isLetter {
      let parts = text.dropFirst().split(maxSplits: 1, whereSeparator: \.isWhitespace)
      self = .command(name: String(parts[0]), arguments: parts.count > 1 ? Self.trimmed(String(parts[1])) : "")
    } else if text.hasPrefix("??") {
      self = .source(Self.trimmed(String(text.dropFirst(2))))
    } else if first == "?" {
      self = .help(Self.trimmed(String(text.dropFirst())))
    } else if text.hasSuffix("?"), !text.contains(where: { $0.isWhitespace || $0 == "\"" || $0 == "#" }) {
      self = .help(String(text.dropLast(text.hasSuffix("??") ? 2 : 1)))
    } else {
      self = .code
    }
  }

  /// What other prompts take for leaving and for help, and which command does it here; a name that was declared is meant
  /// itself.
  static func habit(_ text: String, isDeclared: (String) -> Bool) -> String? {
    let word = trimmed(text)
    guard !isDeclared(String(word.prefix(while: \.isLetter))) else { return nil }
    return switch word {
    case "exit", "exit()", "quit", "quit()", "\\q": "quit"
    case "help", "help()", "\\?", "\\h", ":?": "help"
    default: nil
    }
  }

  private static func trimmed(_ text: String) -> String {
    let start = text.drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }

  /// Whether a line is an entry by itself, however it ends.
  static func isOneLine(_ text: String) -> Bool { ![.code, .nothing].contains(ReplInput(text)) }
}
