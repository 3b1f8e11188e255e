// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Turns mistakes in the choice of commands and options into usage errors.
enum CommandLineMessage {
  /// The first word is no command.
  static func unknownCommand(_ word: String) -> UsageError {
    let nearest = otherNames[word] ?? Spelling.nearest(to: word, in: ScanCommand.commandNames)
    let isFile = word.hasSuffix(".scan") || word.contains("/")
    let hint = isFile ? "to run a playbook: scan run \(word)" : nearest.map { "did you mean scan \($0)?" }
    return UsageError("unknown command \(word)", hint: hint ?? "scan --help lists the commands")
  }

  /// What the same is called by other programs.
  private static let otherNames = [
    "format": "fmt", "validate": "check", "lint": "check", "apply": "run", "exec": "run", "show": "explain",
  ]

  /// What the argument parser has to say, as one line; `help` is the command that tells more.
  static func usageError(_ message: String, help: String) -> UsageError {
    // Usage follows on further lines; `--help` shows it.
    let first = message.split(separator: "\n").first.map { String($0) } ?? "the arguments cannot be read"
    let text = first.hasPrefix("Error: ") ? String(first.dropFirst("Error: ".count)) : first
    return UsageError(text.prefix(1).lowercased() + text.dropFirst(), hint: help)
  }
}
