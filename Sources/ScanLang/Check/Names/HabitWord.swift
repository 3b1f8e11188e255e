// SPDX-License-Identifier: GPL-3.0-or-later

/// Words of other languages, and what they are called here.
enum HabitWord {
  /// The word of this language that another language's word stands for.
  static func meant(by word: String) -> String? { table[word] }

  private static let table: [String: String] = [
    "nil": "none", "null": "none", "None": "none", "NULL": "none", "undefined": "none",
    "True": "true", "TRUE": "true", "False": "false", "FALSE": "false",
    "elif": "else if", "elsif": "else if", "const": "let", "def": "fn", "function": "fn", "func": "fn",
  ]
}
