// SPDX-License-Identifier: GPL-3.0-or-later

extension NameResolver {
  /// Reports a part of the language that this version does not run.
  func reportPlanned(_ kind: PlannedFeature.Kind, at span: SourceSpan, fixes: [Repair] = []) {
    let row = PlannedFeature.row(kind)
    context.report(
      .featureNotYet, row.headline, at: span, label: "planned", notes: [row.instead], fixes: fixes)
  }
}

/// The ways to find hosts that `discover` knows.
enum DiscoveryWords {
  /// Words that stand alone.
  static let plain = ["icmp", "arp"]
  /// Words that ask ports: `syn(443)`.
  static let withPorts = ["syn", "ack", "udp", "connect"]
}
