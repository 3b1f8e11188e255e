// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang
import ScanRuntime

/// Sends results to standard output and what went wrong to standard error.
final class CommandReporter: Reporter {
  private let results: any Reporter
  private let output: OutputWriter
  private let console: Console
  private let messages: MessageRenderer
  private var scopeNote: String?

  /// `scopeNote` is said once, before the first scan sends anything.
  init(
    results: any Reporter, output: OutputWriter, console: Console, messages: MessageRenderer, scopeNote: String?
  ) {
    self.results = results
    self.output = output
    self.console = console
    self.messages = messages
    self.scopeNote = scopeNote
  }

  /// Tells the event where it belongs.
  func report(_ event: RunEvent) throws(OutputClosed) {
    switch event {
    case .scan:
      if let note = scopeNote { console.write(note) }
      scopeNote = nil
    case .error(let record):
      // What was said before on the other stream comes first on a terminal too.
      try output.flush()
      console.write(messages.text(record))
    case .summary: console.draw(nil)
    default: break
    }
    try results.report(event)
  }
}
