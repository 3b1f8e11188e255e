// SPDX-License-Identifier: GPL-3.0-or-later

/// The ways to find hosts that `discover` knows.
enum DiscoveryWords {
  /// Words that stand alone.
  static let plain = ["icmp", "arp"]
  /// Words that ask ports: `syn(443)`.
  static let withPorts = ["syn", "ack", "udp", "connect"]
}
