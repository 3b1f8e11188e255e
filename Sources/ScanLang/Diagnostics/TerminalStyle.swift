// SPDX-License-Identifier: GPL-3.0-or-later

/// Colours of diagnostics on a terminal (ECMA-48, select graphic rendition); the caller decides whether to use them.
struct TerminalStyle: Sendable {
  /// Whether escape sequences are written at all.
  let isColored: Bool

  /// What a part of the rendering is.
  enum Role: String, Sendable {
    case error = "1;31"
    case warning = "1;33"
    case headline = "1"
    case gutter = "1;34"
    case related = "36"
    case note = "1;36"
    case fix = "1;32"
  }

  /// The text in the colour of its role.
  func paint(_ text: String, _ role: Role) -> String {
    isColored && !text.isEmpty ? "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m" : text
  }
}
