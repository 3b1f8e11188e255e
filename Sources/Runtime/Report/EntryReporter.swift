// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Reports one entry of a session: what it prints and shows when it comes; its records, findings and expectations and one
/// line on its scans when it is over. Ports and hosts stay in the results, to be shown when they are asked for.
public final class EntryReporter: Reporter {
  private let output: @Sendable (String, Piece) -> Void
  private let errors: @Sendable (ErrorRecord) -> Void
  private let display: ValueDisplay
  /// Whether a scan without complaint is not summed up.
  private let isTerse: Bool
  private var account = RunAccount()
  private var hasScanned = false

  /// What is handed out at a time.
  public enum Piece: Hashable, Sendable {
    /// A few lines of many.
    case lines
    /// Something to be read as a whole: a table, or what is told when an entry is over.
    case whole
  }

  /// Hands lines, with their ends, to `output`, and what went wrong to `errors`. When `isTerse`, a scan about which there is
  /// nothing to say is not summed up.
  public init(
    _ display: ValueDisplay, isTerse: Bool = false, output: @escaping @Sendable (String, Piece) -> Void,
    errors: @escaping @Sendable (ErrorRecord) -> Void
  ) {
    self.display = display
    self.isTerse = isTerse
    self.output = output
    self.errors = errors
  }

  /// Shows the event, or keeps it for the end.
  public func report(_ event: RunEvent) throws(OutputClosed) {
    switch event {
    case .text(let text): write([TerminalText.sanitized(text, keepingLines: true)], .lines)
    case .table(let table): write(TableRenderer(display).lines(table), .whole)
    case .error(let record): errors(record)
    case .scan: hasScanned = true
    case .emit, .finding, .expect: account.add(event)
    case .summary(let summary):
      if isTerse, summary.outcome == .pass, account.hasOnlyScans { break }
      let report = TextReport(account: account, summary: summary, width: display.width ?? 80, style: display.style)
      write(report.entryLines(hasScanned: hasScanned), .whole)
    case .run, .port, .counts, .host, .silence: break
    }
  }

  private func write(_ lines: [String], _ piece: Piece) {
    guard !lines.isEmpty else { return }
    output(lines.joined(separator: "\n") + "\n", piece)
  }
}
