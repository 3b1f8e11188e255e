// SPDX-License-Identifier: GPL-3.0-or-later

/// Prints diagnostics: for people, for editors that read one line each, or as JSON.
///
/// Whatever bytes a source holds, no control character of it is printed as it is.
public struct DiagnosticRenderer: Sendable {
  /// A way to print.
  public enum Format: String, Sendable, CaseIterable {
    /// With the source, underlined and explained.
    case text
    /// `file:line:column: error[S0112]: headline`
    case short
    /// One JSON object a line.
    case json
  }

  let sources: [UInt16: SourceFile]
  let format: Format
  let style: TerminalStyle
  let limit: Int

  /// Prepares for diagnostics of these sources. `limit` is how many errors, and how many warnings, are shown before
  /// the rest is only counted; JSON is never cut.
  public init(sources: [SourceFile], format: Format = .text, isColored: Bool = false, limit: Int = 20) {
    self.sources = Dictionary(sources.map { ($0.file, $0) }, uniquingKeysWith: { first, _ in first })
    self.format = format
    self.style = TerminalStyle(isColored: isColored && format == .text)
    self.limit = limit
  }

  /// Everything that is to be printed, ending in a line end unless there is nothing.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    let ordered = DiagnosticRenderer.ordered(diagnostics)
    if format == .json { return json(ordered) }
    var shown: [Severity: Int] = [:]
    var hidden: [Severity: Int] = [:]
    var pieces: [String] = []
    for diagnostic in ordered {
      guard shown[diagnostic.severity, default: 0] < limit else {
        hidden[diagnostic.severity, default: 0] += 1
        continue
      }
      shown[diagnostic.severity, default: 0] += 1
      pieces.append(format == .short ? short(diagnostic) : text(diagnostic))
    }
    for severity in [Severity.error, .warning] {
      if let count = hidden[severity] {
        pieces.append("and \(count) more \(severity.rawValue)\(count == 1 ? "" : "s")\n")
      }
    }
    return pieces.joined(separator: format == .text ? "\n" : "")
  }

  /// Source order; of several errors, or several warnings, at the same place only the first remains.
  public static func ordered(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    struct Place: Hashable {
      let span: SourceSpan
      let severity: Severity
    }
    let sorted = diagnostics.enumerated().sorted {
      ($0.element.span.file, $0.element.span.start, $0.offset)
        < ($1.element.span.file, $1.element.span.start, $1.offset)
    }
    var seen: Set<Place> = []
    return sorted.map(\.element).filter { seen.insert(Place(span: $0.span, severity: $0.severity)).inserted }
  }

  /// `file:line:column`
  func place(_ span: SourceSpan) -> String {
    guard let source = sources[span.file] else { return "<unknown>" }
    let (line, column) = source.position(of: span.start)
    return "\(TerminalText.sanitized(source.name)):\(line):\(column)"
  }

  private func short(_ diagnostic: Diagnostic) -> String {
    let headline = TerminalText.sanitized(diagnostic.headline)
    return "\(place(diagnostic.span)): \(diagnostic.severity.rawValue)[\(diagnostic.code.text)]: \(headline)\n"
  }
}
