// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang
import ScanRuntime

/// Candidates as they are listed below the line: each with what it is where the terminal has room for that, else in
/// columns, and never more than the screen holds.
struct CompletionList {
  let candidates: [CompletionCandidate]
  /// Columns and rows of the terminal.
  let columns: Int
  let rows: Int
  let style: TerminalStyle

  /// Narrower terminals have no room for what candidates are.
  private static let describedWidth = 40
  /// In narrower ones nothing can be read.
  private static let leastWidth = 5

  /// The lines, none wider than the terminal.
  var lines: [String] {
    // The line that is typed stays in sight.
    let room = max(1, rows - 2)
    if columns < Self.leastWidth { return [cut("… \(candidates.count)", columns - 1).text] }
    if columns >= Self.describedWidth, candidates.count <= room { return described }
    // Of thousands only those are measured that the screen could hold if all were as short as the first.
    let names = names(room * layout(of: names(room)).perLine)
    let (width, perLine) = layout(of: names)
    if candidates.count <= room * perLine { return inColumns(names, width, perLine) }
    let shown = inColumns(Array(names.prefix((room - 1) * perLine)), width, perLine)
    return shown + [cut("… \(candidates.count) in all; type more of the word", columns - 1).text]
  }

  private func names(_ count: Int) -> [(text: String, width: Int)] {
    candidates.prefix(count).map { cut(TerminalText.sanitized($0.text), columns - 1) }
  }

  /// How wide a column is, and how many stand side by side.
  private func layout(of names: [(text: String, width: Int)]) -> (width: Int, perLine: Int) {
    let width = (names.map(\.width).max() ?? 0) + 2
    return (width, max(1, (columns - 1) / width))
  }

  private var described: [String] {
    let widest = candidates.map { TerminalText.width($0.text) }.max() ?? 0
    let column = min(widest, columns / 2) + 2
    return candidates.map { candidate in
      let (name, width) = cut(TerminalText.sanitized(candidate.text), columns - 1)
      let room = columns - 1 - max(column, width + 2)
      guard !candidate.summary.isEmpty, room > 8 else { return name }
      let summary = cut(TerminalText.sanitized(candidate.summary), room).text
      return name + String(repeating: " ", count: max(2, column - width)) + style.paint(summary, .faint)
    }
  }

  private func inColumns(_ names: [(text: String, width: Int)], _ width: Int, _ perLine: Int) -> [String] {
    let count = (names.count + perLine - 1) / perLine
    return (0..<count).map { row in
      // Below each other, as `ls` does.
      var line = ""
      var pending = 0
      for place in stride(from: row, to: names.count, by: max(1, count)) {
        line += String(repeating: " ", count: pending) + names[place].text
        pending = width - names[place].width
      }
      return line
    }
  }

  private func cut(_ text: String, _ room: Int) -> (text: String, width: Int) {
    let width = TerminalText.width(text)
    if width <= room { return (text, width) }
    var (short, taken) = ("", 0)
    for character in text {
      let next = TerminalText.width(String(character))
      if taken + next + 1 > room { break }
      short.append(character)
      taken += next
    }
    return (short + "…", taken + 1)
  }
}
