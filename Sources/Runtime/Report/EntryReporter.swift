// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Reports one entry of a session: what it prints and shows when it comes; its records, findings and expectations and one
/// line on its scans when it is over. Ports and hosts stay in the results, to be shown when they are asked for.
public final class EntryReporter: Reporter {
  private let output: @Sendable (String) -> Void
  private let errors: @Sendable (ErrorRecord) -> Void
  private let width: Int
  private let style: TerminalStyle
  /// Whether a scan without complaint is not summed up.
  private let isTerse: Bool
  private var account = RunAccount()
  private var hasScanned = false

  /// Hands lines, with their ends, to `output`, and what went wrong to `errors`. When `isTerse`, a scan about which there is
  /// nothing to say is not summed up.
  public init(
    width: Int, style: TerminalStyle, isTerse: Bool = false, output: @escaping @Sendable (String) -> Void,
    errors: @escaping @Sendable (ErrorRecord) -> Void
  ) {
    self.width = width
    self.style = style
    self.isTerse = isTerse
    self.output = output
    self.errors = errors
  }

  /// Shows the event, or keeps it for the end.
  public func report(_ event: RunEvent) throws(OutputClosed) {
    switch event {
    case .text(let text): write([TerminalText.sanitized(text, keepingLines: true)])
    case .table(let table): write(TableRenderer(width: width, style: style).lines(table))
    case .error(let record): errors(record)
    case .scan: hasScanned = true
    case .emit, .finding, .expect: account.add(event)
    case .summary(let summary):
      if isTerse, summary.outcome == .pass, account.hasOnlyScans { break }
      let report = TextReport(account: account, summary: summary, width: width, style: style)
      write(report.entryLines(hasScanned: hasScanned))
    case .run, .port, .counts, .host, .silence: break
    }
  }

  private func write(_ lines: [String]) {
    guard !lines.isEmpty else { return }
    output(lines.joined(separator: "\n") + "\n")
  }
}
