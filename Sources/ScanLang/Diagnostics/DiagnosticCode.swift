// SPDX-License-Identifier: GPL-3.0-or-later

/// A row of the table of diagnostics: a stable code with its explanation.
///
/// Rows are static properties of `DiagnosticCode`, grouped by file: `LexerDiagnostics` (S01xx), `ParserDiagnostics`
/// (S02xx), `NameDiagnostics` (S03xx), `TypeDiagnostics` (S04xx), `DomainDiagnostics` (S05xx), run time (S06xx).
public struct DiagnosticCode: Sendable, Hashable {
  /// Four digits; printed as `S0112`. Never changed, never reused.
  public let number: Int
  /// Whether it keeps a script from running.
  public let severity: Severity
  /// What went wrong in general, one line.
  public let title: String
  /// What `scan explain` prints: why it is so and what to do, with an example. Its code is tested: empty lines part it
  /// into examples; a line with the remark `# error` or `# warning` gives this diagnostic, nothing else is wrong.
  public let explanation: String
  /// What must stand around each example to make a playbook.
  public let frame: ExampleFrame

  /// Makes a row.
  public init(
    _ number: Int, _ severity: Severity, _ title: String, in frame: ExampleFrame = .bare, _ explanation: String
  ) {
    self.number = number
    self.severity = severity
    self.title = title
    self.explanation = explanation
    self.frame = frame
  }

  /// `S0112`
  public var text: String {
    let digits = String(number)
    return "S" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Codes are the same when their numbers are.
  public static func == (left: DiagnosticCode, right: DiagnosticCode) -> Bool { left.number == right.number }

  /// Hashes the number.
  public func hash(into hasher: inout Hasher) { hasher.combine(number) }
}
