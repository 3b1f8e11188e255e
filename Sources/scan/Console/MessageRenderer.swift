// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang
import ScanRuntime

/// Diagnostics and run-time errors as standard error shows them.
struct MessageRenderer {
  private let renderer: DiagnosticRenderer
  private let format: DiagnosticRenderer.Format

  /// Prepares for diagnostics of these sources.
  init(sources: [SourceFile], format: DiagnosticRenderer.Format, isColored: Bool) {
    renderer = DiagnosticRenderer(sources: sources, format: format, isColored: isColored)
    self.format = format
  }

  /// Diagnostics in source order.
  func text(_ diagnostics: [Diagnostic]) -> String { renderer.render(diagnostics) }

  /// One error of a run, however often it happened.
  func text(_ record: ErrorRecord) -> String {
    if let diagnostic = record.aggregated { return renderer.render([diagnostic]) }
    guard format == .json else { return record.plainText }
    var writer = JSONWriter()
    writer.beginObject()
    for (name, value) in [("code", record.code), ("severity", "error"), ("headline", record.text)] {
      writer.key(name)
      writer.string(value)
    }
    writer.endObject()
    writer.endLine()
    return writer.text
  }
}
