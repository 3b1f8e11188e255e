// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// An entry that stands in a file or comes through a pipe.
struct ScriptEntry: Hashable {
  let text: String
  /// The line on which it begins, counted from 1.
  let line: Int

  /// In an entry of more lines only those that are not indented are looked at for its end, so that a long one takes no
  /// time for each of its lines.
  private static let patience = 200

  private static func isIndented(_ line: Substring) -> Bool { line.isEmpty || line.first == " " || line.first == "\t" }

  /// Takes a text apart into entries. What never becomes complete is an entry too, so that it is said what is missing.
  static func all(in text: String) -> [ScriptEntry] {
    var entries: [ScriptEntry] = []
    var lines: [Substring] = []
    let all = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in all.enumerated() {
      if lines.isEmpty, ReplInput.isOneLine(String(line)) {
        entries.append(ScriptEntry(text: String(line), line: number + 1))
        continue
      }
      lines.append(line)
      if lines.count > Self.patience, Self.isIndented(line) { continue }
      let entry = lines.joined(separator: "\n")
      switch EntryForm(of: entry) {
      case .empty:
        // Remarks belong to what follows, blank lines to nothing.
        if entry.allSatisfy(\.isWhitespace) { lines = [] }
      case .incomplete: continue
      case .complete:
        let next = all[(number + 1)...].first { EntryForm(of: String($0)) != .empty }
        if let next, EntryForm.continuesEntry(String(next)) { continue }
        entries.append(ScriptEntry(text: entry, line: number + 2 - lines.count))
        lines = []
      }
    }
    let rest = lines.joined(separator: "\n")
    if EntryForm(of: rest) != .empty { entries.append(ScriptEntry(text: rest, line: all.count + 1 - lines.count)) }
    return entries
  }
}
