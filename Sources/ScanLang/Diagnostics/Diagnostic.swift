// SPDX-License-Identifier: GPL-3.0-or-later

/// How much a diagnostic weighs: errors keep a script from running, warnings do not.
public enum Severity: String, Sendable {
  case error
  case warning
}

/// One thing wrong with a script, as data; its renderings are made elsewhere.
public struct Diagnostic: Sendable, Hashable {
  /// The row of the table of diagnostics that this is an instance of.
  public var code: DiagnosticCode
  /// The sentence a user reads first, with the concrete names and values in it.
  public var headline: String
  /// The smallest wrong part of the source.
  public var span: SourceSpan
  /// A few words under the underlined part, or empty.
  public var label: String
  /// Other places that explain why: a declaration, an opening brace, a scope line.
  public var related: [RelatedSpan]
  /// Remarks that stand below the excerpt.
  public var notes: [String]
  /// Concrete repairs, the likeliest first.
  public var fixes: [Repair]

  /// Collects what is known of one mistake.
  public init(
    _ code: DiagnosticCode, _ headline: String, at span: SourceSpan, label: String = "",
    related: [RelatedSpan] = [], notes: [String] = [], fixes: [Repair] = []
  ) {
    self.code = code
    self.headline = headline
    self.span = span
    self.label = label
    self.related = related
    self.notes = notes
    self.fixes = fixes
  }

  /// Whether this keeps the script from running.
  public var severity: Severity { code.severity }
}

/// A second place that a diagnostic points to.
public struct RelatedSpan: Sendable, Hashable {
  /// Where to look.
  public var span: SourceSpan
  /// What is to be seen there.
  public var label: String

  /// Names a place and what is to be seen there.
  public init(_ span: SourceSpan, _ label: String) {
    self.span = span
    self.label = label
  }
}

/// One concrete repair: replace a part of the source by other text.
public struct Repair: Sendable, Hashable {
  /// The part to be replaced; empty to insert.
  public var span: SourceSpan
  /// What stands there afterwards.
  public var replacement: String
  /// Why this one, in a few words: `all 256 addresses`.
  public var explanation: String
  /// Whether `check --fix` may apply it without asking.
  public var isSafe: Bool

  /// Describes one edit.
  public init(replace span: SourceSpan, with replacement: String, _ explanation: String = "", isSafe: Bool = false) {
    self.span = span
    self.replacement = replacement
    self.explanation = explanation
    self.isSafe = isSafe
  }
}
