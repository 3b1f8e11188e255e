// SPDX-License-Identifier: GPL-3.0-or-later

/// A part of the language that the parser reads and this version does not run: the checker says so, so that nothing
/// is passed over in silence. Functions that are planned stand in `BuiltinTable.planned`.
public struct PlannedFeature: Sendable {
  /// Which part.
  public enum Kind: String, CaseIterable, Sendable {
    case packetCapture
  }

  /// Which part.
  public let kind: Kind
  /// The sentence a user reads.
  public let headline: String
  /// What to write meanwhile.
  public let instead: String

  /// Every part that is planned, one row each. A row goes when the part comes.
  public static let rows: [PlannedFeature] = [
    PlannedFeature(
      kind: .packetCapture, headline: "`save … as pcapng` is not in this version yet",
      instead: "packets are seen by the raw engine alone, which is not there yet; `as json` keeps what is known of them"
    )
  ]

  /// The row of a part.
  public static func row(_ kind: Kind) -> PlannedFeature {
    guard let row = rows.first(where: { $0.kind == kind }) else { preconditionFailure("no row for \(kind)") }
    return row
  }
}
