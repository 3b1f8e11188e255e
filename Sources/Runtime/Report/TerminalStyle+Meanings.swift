// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// What states, levels and outcomes mean.
extension TerminalStyle {
  /// `text` in the colour of a port state: mixtures are as doubtful as filtered.
  func state(_ state: PortState, _ text: String) -> String {
    switch state {
    case .open: paint(text, .open)
    case .closed: paint(text, .closed)
    case .unfiltered: paint(text, .unfiltered)
    default: paint(text, .doubtful)
    }
  }

  /// `text` in the colour of a level.
  func level(_ level: FindingLevel, _ text: String) -> String {
    switch level {
    case .info: text
    case .low: paint(text, .low)
    case .medium: paint(text, .medium)
    case .high: paint(text, .high)
    case .critical: paint(text, .critical)
    }
  }

  /// `text` in the colour of an outcome.
  func outcome(_ outcome: RunOutcome, _ text: String) -> String {
    switch outcome {
    case .pass: paint(text, .passed)
    case .fail, .refused: paint(text, .failed)
    case .inconclusive, .interrupted: paint(text, .unsure)
    }
  }
}
