// SPDX-License-Identifier: GPL-3.0-or-later

/// The program's colours on a terminal, or none at all: what a piece of text means decides how it looks, and this is the
/// one place where that is written.
///
/// Whoever reads on a light or a dark background must be able to read everything (decision 0027). So only attributes of
/// `Code` are used: of the terminal's own palette neither yellow, which is pale on white, nor blue, which is dark on
/// black, nor black or white themselves; and bold only with colours that remain readable when a terminal makes bright
/// ones of them.
public struct TerminalStyle: Sendable {
  /// Whether escape sequences are written at all; the caller decides.
  public let isColored: Bool

  /// A style with or without colour.
  public init(isColored: Bool) {
    self.isColored = isColored
  }

  /// Text without any colour.
  public static let plain = TerminalStyle(isColored: false)

  /// What a piece of text means.
  public enum Meaning: CaseIterable, Hashable, Sendable {
    /// Headings of reports and tables, names that are explained.
    case heading
    /// What is there beside the thing itself: names of fields, rules of tables.
    case faint
    /// An error, a warning, a remark on one, a repair.
    case error, warning, note, fix
    /// Line numbers and arrows of a source excerpt; a second place in it.
    case gutter, related
    /// Port states: open, closed, unfiltered, and all in which something is in doubt.
    case open, closed, unfiltered, doubtful
    /// Levels of findings from `low` on; `info` has no colour.
    case low, medium, high, critical
    /// Outcomes: it held, it did not, nobody knows.
    case passed, failed, unsure
  }

  /// The attributes in use (ECMA-48, select graphic rendition).
  enum Code: Int {
    case bold = 1
    case faint = 2
    case red = 31
    case green = 32
    case magenta = 35
    case cyan = 36
  }

  /// Meanings and how they look.
  static func codes(of meaning: Meaning) -> [Code] {
    switch meaning {
    case .heading, .note: [.bold]
    case .faint: [.faint]
    case .error, .critical, .failed: [.bold, .red]
    case .warning: [.bold, .magenta]
    case .doubtful, .medium, .unsure: [.magenta]
    case .closed, .high: [.red]
    case .open, .passed, .fix: [.green]
    case .unfiltered, .low, .gutter, .related: [.cyan]
    }
  }

  /// The text as its meaning looks, switched off behind it.
  public func paint(_ text: String, _ meaning: Meaning) -> String {
    guard isColored, !text.isEmpty else { return text }
    let codes = Self.codes(of: meaning).map { String($0.rawValue) }.joined(separator: ";")
    return "\u{1B}[\(codes)m\(text)\u{1B}[0m"
  }
}
