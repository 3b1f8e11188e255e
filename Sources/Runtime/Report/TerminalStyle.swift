// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Colours for terminals, or none at all.
public struct TerminalStyle: Sendable {
  /// Whether anything is coloured.
  public let isColored: Bool

  /// A style with or without colour.
  public init(isColored: Bool) {
    self.isColored = isColored
  }

  /// Text without any colour.
  public static let plain = TerminalStyle(isColored: false)

  /// The 16-colour attributes in use (ECMA-48, Select Graphic Rendition).
  public enum Attribute: String {
    /// Bold text.
    case bold = "1"
    /// Faint text.
    case dim = "2"
    /// Something is wrong, or closed.
    case red = "31"
    /// Something is right, or open.
    case green = "32"
    /// Something is in doubt.
    case yellow = "33"
    /// Something is worth a look.
    case cyan = "36"
    /// The worst.
    case alarm = "1;31"
  }

  /// `text` with an attribute, switched off behind it.
  public func apply(_ attribute: Attribute, to text: String) -> String {
    isColored && !text.isEmpty ? "\u{1B}[\(attribute.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// `text` in the colour of a port state: mixtures are as doubtful as filtered.
  func state(_ state: PortState, _ text: String) -> String {
    switch state {
    case .open: apply(.green, to: text)
    case .closed: apply(.red, to: text)
    case .unfiltered: apply(.cyan, to: text)
    default: apply(.yellow, to: text)
    }
  }

  /// `text` in the colour of a level.
  func level(_ level: FindingLevel, _ text: String) -> String {
    switch level {
    case .info: text
    case .low: apply(.cyan, to: text)
    case .medium: apply(.yellow, to: text)
    case .high: apply(.red, to: text)
    case .critical: apply(.alarm, to: text)
    }
  }

  /// `text` in the colour of an outcome.
  func outcome(_ outcome: RunOutcome, _ text: String) -> String {
    switch outcome {
    case .pass: apply(.green, to: text)
    case .fail, .refused: apply(.alarm, to: text)
    case .inconclusive, .interrupted: apply(.yellow, to: text)
    }
  }
}
