// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanRuntime

/// An entry that is entered again and again (`:watch`).
struct Watch {
  /// What is entered.
  let code: String
  /// The pause between two rounds.
  let interval: ScanDuration
  /// Whether a round that gives something else is the last.
  let endsWithChange: Bool
  /// When the next round begins; `nil` while one runs.
  private(set) var due: MonotonicTime?
  /// What the last round gave; `nil` before the first was over.
  private(set) var facts: WatchedFacts?

  init(_ code: String, every interval: ScanDuration, untilChanged: Bool) {
    self.code = code
    self.interval = interval
    endsWithChange = untilChanged
  }

  /// What is new in a round; `nil` for the first one.
  func changes(in round: WatchedFacts) -> [String]? { facts.map { round.changes(since: $0) } }

  /// The watch behind a round; `nil` when that was the last: it failed, was interrupted, or gave something new.
  func next(after end: EntryEnd, now: MonotonicTime = Clock.system.now()) -> Watch? {
    guard end.isFinished else { return nil }
    let round = end.facts ?? WatchedFacts([:])
    if endsWithChange, let facts, facts != round { return nil }
    var next = self
    next.facts = round
    next.due = now.advanced(by: interval)
    return next
  }

  /// The same while a round runs.
  var begun: Watch {
    var begun = self
    begun.due = nil
    return begun
  }

  /// Milliseconds until the next round; `nil` while one runs.
  func wait(now: MonotonicTime = Clock.system.now()) -> Int32? {
    guard let due else { return nil }
    guard now < due else { return 0 }
    return Int32(clamping: due.nanoseconds(since: now) / 1_000_000 + 1)
  }

  /// Reads `30s EXPR`, `30s EXPR until changed`.
  static func read(_ text: String) -> Watch? {
    let parts = text.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    guard parts.count == 2, let interval = ScanDuration(String(parts[0])), interval.microseconds > 0 else { return nil }
    let words = parts[1].split(whereSeparator: \.isWhitespace)
    guard words.suffix(2) == ["until", "changed"] else {
      return Watch(String(parts[1]), every: interval, untilChanged: false)
    }
    guard words.count > 2 else { return nil }
    return Watch(String(parts[1][..<words[words.count - 2].startIndex]), every: interval, untilChanged: true)
  }
}
