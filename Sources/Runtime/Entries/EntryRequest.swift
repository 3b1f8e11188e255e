// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// What is asked of a session about one entry.
public struct EntryRequest: Sendable {
  /// The entry.
  public let entry: CheckedEntry
  /// Through which it is interrupted and watched.
  public let control: RunControl
  /// How its value is shown; `nil` shows nothing.
  public let display: ValueDisplay?
  /// Whether what its value says is wanted as facts, to hold it against that of another round.
  public let isWatched: Bool
  /// Makes what it reports to, on the interpreter's thread.
  public let makeReporter: @Sendable () -> any Reporter

  /// Asks for a run.
  public init(
    _ entry: CheckedEntry, control: RunControl, display: ValueDisplay?, isWatched: Bool = false,
    makeReporter: @escaping @Sendable () -> any Reporter
  ) {
    self.entry = entry
    self.control = control
    self.display = display
    self.isWatched = isWatched
    self.makeReporter = makeReporter
  }
}

/// How an entry ended.
public struct EntryEnd: Sendable {
  /// What a playbook would have ended with.
  public let outcome: RunOutcome
  /// The exit status of such a playbook.
  public let exit: Int32
  /// Whether it ran to its end; if not, it changed nothing.
  public let isFinished: Bool
  /// What is to be kept of it as `_`.
  public let kept: SessionChecker.KeptValue?
  /// What is kept, as lines; the first belongs behind its name. An exchange is shown also where nothing is kept.
  public let shown: [String]
  /// How it is shown.
  public let shownAs: EndedEntry.Shown
  /// What it says, where that was asked for.
  public let facts: WatchedFacts?
  /// How long it took, in microseconds.
  public let elapsed: Int64
  /// What it declared, kept or assigned, by global slot.
  public let values: [Int: LiveValue]
}
