// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// Reports a run to people: what the script prints and shows when it comes, the report when the run is over.
public final class TextReporter: Reporter {
  private let output: OutputWriter
  private let width: Int
  private let style: TerminalStyle
  private let isVerbose: Bool
  private var account: RunAccount
  private var hasPrinted = false

  /// Writes to `output` lines of at most `width` columns; `print` is not wrapped.
  public init(
    output: OutputWriter, width: Int = 80, style: TerminalStyle = .plain, allPorts: Bool = false,
    isVerbose: Bool = false
  ) {
    self.output = output
    self.width = width
    self.style = style
    self.isVerbose = isVerbose
    account = RunAccount(allPorts: allPorts)
  }

  /// Shows the event, or keeps it for the report.
  public func report(_ event: RunEvent) throws(OutputClosed) {
    switch event {
    case .text(let text):
      try write([TerminalText.sanitized(text, keepingLines: true)])
    case .table(let table):
      try write(TableRenderer(width: width, style: style).lines(table))
    case .summary(let summary):
      let report = TextReport(account: account, summary: summary, width: width, style: style, isVerbose: isVerbose)
      let lines = report.lines()
      if !lines.isEmpty, hasPrinted { try write([""]) }
      try write(lines)
      try output.flush()
    default:
      account.add(event)
    }
  }

  private func write(_ lines: [String]) throws(OutputClosed) {
    guard !lines.isEmpty else { return }
    hasPrinted = true
    try output.write((lines.joined(separator: "\n") + "\n").utf8)
  }
}
