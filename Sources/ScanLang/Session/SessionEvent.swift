// SPDX-License-Identifier: GPL-3.0-or-later

/// Something that happened in a session and belongs into the script that it is saved as.
public enum SessionEvent: Sendable {
  /// An entry ended, and is worth keeping.
  case entry(EndedEntry)
  /// Something that a script cannot do, such as `:rate 500/s`: it becomes a comment.
  case remark(String)
}

/// An entry that is over.
public struct EndedEntry: Sendable {
  /// How it ended.
  public enum Ending: Sendable {
    /// It ran to its end.
    case finished
    /// It was interrupted, and what its scan knew was kept.
    case interrupted
  }

  /// What became of its value.
  public enum Shown: Sendable {
    /// There was none, or it was not shown; a report told of it as it would have for a script.
    case nothing
    /// Its literal, or its fields.
    case literal
    /// A table.
    case table
  }

  /// What was checked.
  public let entry: CheckedEntry
  /// How it ended.
  public let ending: Ending
  /// What was shown.
  public let shown: Shown
  /// N of the name `_N` of its value.
  public let number: Int?
  /// Whether it ran beside what was typed next.
  public let isBackground: Bool
  /// Whether it was one of the rounds of something that is entered again and again: only the last is kept.
  public let isRound: Bool

  /// An entry that is over.
  public init(
    _ entry: CheckedEntry, _ ending: Ending, shown: Shown, number: Int?, isBackground: Bool, isRound: Bool = false
  ) {
    self.entry = entry
    self.ending = ending
    self.shown = shown
    self.number = number
    self.isBackground = isBackground
    self.isRound = isRound
  }
}
