// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang
import ScanRuntime

/// A checkup as aligned lines: level, what, and under it what to do.
struct CheckupText {
  private let checkup: Checkup
  private let width: Int
  private let style: TerminalStyle
  private static let indent = 19

  init(_ checkup: Checkup, width: Int, isColored: Bool) {
    self.checkup = checkup
    self.width = max(50, width)
    style = TerminalStyle(isColored: isColored)
  }

  /// With its last line end.
  var text: String {
    checkup.findings.flatMap(lines).joined(separator: "\n") + "\n"
  }

  private func lines(_ finding: Checkup.Finding) -> [String] {
    let blanks = String(repeating: " ", count: Self.indent)
    let level = finding.level.rawValue
    let head = coloured(level, finding.level) + String(repeating: " ", count: 6 - level.count)
    let name = finding.name + String(repeating: " ", count: max(1, Self.indent - 6 - finding.name.count))
    let safe = TerminalText.sanitized(finding.text)
    var lines = wrapped(safe).enumerated().map { ($0 == 0 ? head + name : blanks) + $1 }
    if let advice = finding.advice {
      lines += wrapped("-> " + TerminalText.sanitized(advice)).map { blanks + $0 }
    }
    return lines
  }

  private func wrapped(_ text: String) -> [String] { TextWrapping.lines(text, width: width - Self.indent) }

  private func coloured(_ text: String, _ level: Checkup.Level) -> String {
    switch level {
    case .ok: style.paint(text, .passed)
    case .warn: style.paint(text, .unsure)
    case .fail: style.paint(text, .failed)
    }
  }
}
