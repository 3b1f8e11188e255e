// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// A technique's table, read once for the answers that a connection attempt can bring.
struct AnswerReadings: Sendable {
  /// State of an accepted connection; `nil` when no arm takes it.
  let accepted: PortState?
  /// State of a refused connection.
  let refused: PortState?
  private let technique: Technique

  /// Reads the table of `technique`.
  init(_ technique: Technique) {
    self.technique = technique
    accepted = technique.state(for: .accepted)
    refused = technique.state(for: .refused)
  }

  /// State of a target reported unreachable.
  func unreachable(_ kind: UnreachableKind) -> PortState? {
    technique.state(for: .unreachable(kind))
  }
}
