// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Something wrong with the command line: one line that says what, one that says what to do.
struct UsageError: Error, Hashable {
  /// What is wrong.
  let message: String
  /// What to write instead.
  let hint: String?

  /// Makes an error; neither text needs to be safe for a terminal.
  init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }

  /// As standard error shows it.
  var text: String {
    "error: \(TerminalText.sanitized(message))\n" + (hint.map { "hint: \(TerminalText.sanitized($0))\n" } ?? "")
  }
}
