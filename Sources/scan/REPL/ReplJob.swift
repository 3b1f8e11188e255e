// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import ScanLang
import ScanRuntime

/// An entry under way.
struct ReplJob {
  /// Its number: what waits for its end is 0, jobs in the background count from 1.
  let number: Int
  /// What was typed.
  let text: String
  /// What was checked.
  let entry: CheckedEntry
  /// Through which it is interrupted.
  let control: RunControl
  /// Whether the prompt is there meanwhile.
  let isBackground: Bool
  /// Whether its value is shown.
  let isShown: Bool
  /// Whether it is a round of `:watch`.
  var isRound = false
  /// How far it is, looked at now and then.
  var meter = ProgressMeter()

  /// Whether what it tells may go through a pager: nobody types meanwhile, and nothing comes after it by itself.
  var isPaged: Bool { !isBackground && !isRound }

  /// When it began.
  let begun = Clock.system.now()

  /// What was typed, on one line of at most so many columns.
  func excerpt(_ width: Int) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return TextWrapping.cut(TerminalText.sanitized(words), to: width)
  }
}
