// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// Reports a run as JSON lines, one object a line (command line reference, "JSON lines").
public final class JSONReporter: Reporter {
  private let output: OutputWriter
  private let allPorts: Bool
  private var writer = JSONWriter()

  /// Writes to `output`; with `allPorts` plain closed and filtered ports have lines of their own instead of counts.
  public init(output: OutputWriter, allPorts: Bool = false) {
    self.output = output
    self.allPorts = allPorts
  }

  /// Writes the event's line, if it has one.
  public func report(_ event: RunEvent) throws(OutputClosed) {
    guard concerns(event) else { return }
    writer.removeAll()
    JSONLine.write(event, to: &writer)
    writer.endLine()
    try output.write(writer.bytes)
    if case .summary = event { try output.flush() }
  }

  private func concerns(_ event: RunEvent) -> Bool {
    switch event {
    case .port(let record): allPorts || record.isNews
    case .counts: !allPorts
    default: true
    }
  }
}
