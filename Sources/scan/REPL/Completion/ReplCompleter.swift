// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Completes what is typed at the prompt: a command, a question, or an entry.
struct ReplCompleter {
  let session: ReplSession

  /// What can stand at the end of `line`, the line up to the cursor, in place of the word that was begun there; `earlier`
  /// are the entry's lines before it. The completion's place counts from the start of the line.
  func completion(of line: String, after earlier: [String]) -> Completion {
    let surroundings = SessionSurroundings(session)
    let entries = EntryCompleter(session.checker, surroundings)
    if earlier.isEmpty {
      let commands = CommandCompletion(session: session, entries: entries, surroundings: surroundings)
      let typed = line.drop(while: \.isWhitespace)
      if typed.hasPrefix("?") { return commands.question(line) }
      if typed.first == ":", typed.dropFirst().first.map(\.isLetter) ?? true { return commands.completion(of: line) }
    }
    let before = earlier.map { $0 + "\n" }.joined()
    let found = entries.completion(of: before + line)
    let start = found.start - before.utf8.count
    return start < 0 ? .none : found.moved(by: -before.utf8.count)
  }
}
