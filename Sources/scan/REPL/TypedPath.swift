// SPDX-License-Identifier: GPL-3.0-or-later

/// A path as it is typed behind a command: it may have quotes around it, and begin with `~`.
enum TypedPath {
  /// Without the quotes around it.
  static func unquoted(_ text: String) -> String {
    text.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"") ? String(text.dropFirst().dropLast()) : text
  }

  /// `~` stands for the home folder, as in shells.
  static func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = Environment.value("HOME") else { return path }
    return home + path.dropFirst()
  }
}
