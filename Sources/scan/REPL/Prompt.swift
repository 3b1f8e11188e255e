// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang
import ScanRuntime

/// What stands before the line that is typed.
struct Prompt {
  /// Name of the operator's scope, and its rate; `nil` for the usual scope.
  var scope: (name: String, rate: Rate?)?

  /// A scope's name is not made shorter than this, but left out.
  private static let leastName = 4
  private static let bare = "scan> "

  /// Before the first line of an entry: `scan> `, `scan(acme-q3 ≤300/s)> `. At most half a line of the terminal is
  /// taken: of the scope's name the beginning stays, then the rate is left out, then the scope.
  func first(columns: Int) -> String {
    let room = columns / 2
    guard Self.bare.count <= room else { return Self.short(columns) }
    guard let scope else { return Self.bare }
    let name = TerminalText.sanitized(scope.name)
    for rate in [scope.rate.map { (name.isEmpty ? "≤" : " ≤") + "\($0)" } ?? "", ""] {
      if name.isEmpty, rate.isEmpty { break }
      let space = room - TerminalText.width("scan(\(rate))> ")
      guard space >= min(Self.leastName, TerminalText.width(name)) else { continue }
      return "scan(\(TextWrapping.cut(name, to: space))\(rate))> "
    }
    return Self.bare
  }

  /// Before its further lines.
  static func continuation(columns: Int) -> String { bare.count <= columns / 2 ? "...> " : short(columns) }

  /// On a terminal that has hardly room for what is typed.
  private static func short(_ columns: Int) -> String { columns < 4 ? ">" : "> " }

  /// What was typed behind a prompt on a line copied from a screen; `nil` for a line without one.
  static func entered(on line: Substring) -> Substring? {
    for prompt in [bare, "...> "] where line.hasPrefix(prompt) { return line.dropFirst(prompt.count) }
    if line == "scan>" || line == "...>" { return "" }
    guard line.hasPrefix("scan("), let end = line.firstRange(of: ")> ") else { return nil }
    return line[end.upperBound...]
  }
}
