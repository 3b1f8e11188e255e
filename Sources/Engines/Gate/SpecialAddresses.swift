// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Addresses that stand for many hosts at once, and the networks of the default scope.
enum SpecialAddresses {
  /// Multicast (RFC 5771, RFC 4291 §2.7) and the limited broadcast address (RFC 919).
  static let all = set("224.0.0.0/4", "255.255.255.255/32", "ff00::/8")

  /// IPv6 networks in which a zone means something: link-local and multicast (RFC 4007 §4).
  static let zoned = set("fe80::/10", "ff00::/8")

  /// Loopback (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3), link-local (RFC 3927, RFC 4291 §2.5.6), private use (RFC 1918) and
  /// unique local (RFC 4193).
  static let local = set(
    "127.0.0.0/8", "169.254.0.0/16", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fe80::/10",
    "fc00::/7")

  /// This machine itself.
  static let loopback = set("127.0.0.0/8", "::1/128")

  private static func set(_ networks: String...) -> TargetSet {
    networks.reduce(into: TargetSet()) { set, text in
      guard let network = Network(text) else { preconditionFailure("not a network: \(text)") }
      set = set.union(TargetSet(network))
    }
  }
}

extension Scope {
  /// The scope of a run without a scope file: loopback, link-local and private networks only.
  public static let local = Scope(allow: SpecialAddresses.local, name: "local")
}
