// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// What stands before the line that is typed.
struct Prompt {
  /// Name of the operator's scope, and its rate; `nil` for the usual scope.
  var scope: (name: String, rate: Rate?)?

  /// Before the first line of an entry: `scan> `, `scan(acme-q3 ≤300/s)> `.
  var first: String {
    guard let scope else { return "scan> " }
    return "scan(\(scope.name)" + (scope.rate.map { " ≤\($0)" } ?? "") + ")> "
  }

  /// Before its further lines.
  static let continuation = "...> "

  /// What was typed behind a prompt on a line copied from a screen; `nil` for a line without one.
  static func entered(on line: Substring) -> Substring? {
    for prompt in ["scan> ", continuation] where line.hasPrefix(prompt) { return line.dropFirst(prompt.count) }
    if line == "scan>" || line == "...>" { return "" }
    guard line.hasPrefix("scan("), let end = line.firstRange(of: ")> ") else { return nil }
    return line[end.upperBound...]
  }
}
