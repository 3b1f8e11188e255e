// SPDX-License-Identifier: GPL-3.0-or-later

extension NameResolver {
  /// Reports a part of the language that this version does not run.
  func reportPlanned(_ kind: PlannedFeature.Kind, at span: SourceSpan, fixes: [Repair] = []) {
    guard !isWithinPlanned else { return }
    let row = PlannedFeature.row(kind)
    context.report(
      .featureNotYet, row.headline, at: span, label: "planned", notes: [row.instead], fixes: fixes)
  }

  /// Reports a statement by its first word, and goes through what is in it: that is checked as ever, only that other
  /// parts of it are planned as well is not said.
  func planned(_ kind: PlannedFeature.Kind, _ statement: Statement, word: String, _ step: () -> Void) {
    reportPlanned(kind, at: statement.span.first(UInt32(word.utf8.count)))
    withinPlanned(step)
  }

  /// Runs a step within a statement that was reported as planned.
  func withinPlanned(_ step: () -> Void) {
    let outer = isWithinPlanned
    isWithinPlanned = true
    step()
    isWithinPlanned = outer
  }
}

/// The ways to find hosts that `discover` knows.
enum DiscoveryWords {
  /// Words that stand alone.
  static let plain = ["icmp", "arp"]
  /// Words that ask ports: `syn(443)`.
  static let withPorts = ["syn", "ack", "udp", "connect"]
}
