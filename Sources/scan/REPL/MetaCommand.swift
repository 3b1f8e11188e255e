// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// A command of the session itself, `:name`: one row each, from which help, completion and did-you-mean are made.
struct MetaCommand: Sendable {
  /// What it is called without the colon.
  let name: String
  /// Shorter names.
  var aliases: [String] = []
  /// What stands behind the name: `N|all`.
  var usage = ""
  /// The forms that `usage` stands for, where there are several: `color on|off`.
  var forms: [String] = []
  /// What words of these forms mean.
  var meanings: [String: String] = [:]
  /// One line.
  let summary: String
  /// What else there is to know.
  var details = ""
  /// What its words may be, as lines for `:help`.
  var listing = ""
  /// The same for the reference.
  var facts: [ReferenceEntry.Fact] = []
  /// Does it; the arguments come without blanks around them.
  let run: @Sendable (ReplSession, String) throws(ReplFailure) -> ReplSession.Step

  /// All its names.
  var names: [String] { [name] + aliases }

  /// `:cancel N|all`
  var form: String { ":\(name)" + (usage.isEmpty ? "" : " \(usage)") }

  /// All commands in the order of help.
  static let all: [MetaCommand] = helpRows + runRows + probeRows + jobRows + tableRows + saveRows + sessionRows

  /// The command of a name, or the one that begins like it when there is only one.
  static func named(_ name: String) -> MetaCommand? {
    if let exact = all.first(where: { $0.names.contains(name) }) { return exact }
    let candidates = beginning(with: name)
    return candidates.count == 1 ? candidates[0] : nil
  }

  /// What is said of a name that names no command, or not one alone.
  static func unknown(_ name: String) -> ReplFailure {
    let several = beginning(with: name).map { ":\($0.name)" }
    let shown = TerminalText.sanitized(name)
    if several.count > 1 {
      return ReplFailure(
        ":\(shown) may be \(several.joined(separator: ", "))", hint: "one letter more tells them apart")
    }
    let nearest = Spelling.nearest(to: name, in: all.flatMap(\.names))
    return ReplFailure(
      "there is no command :\(shown)", hint: nearest.map { "did you mean :\($0)?" } ?? ":help lists the commands")
  }

  /// The commands whose names begin so.
  static func beginning(with letters: String) -> [MetaCommand] { all.filter { $0.name.hasPrefix(letters) } }
}
