// SPDX-License-Identifier: GPL-3.0-or-later

import NetworkTypes

/// One row of the service table: a name, the port it stands for, and the protocols it is spoken over.
struct Service: Hashable, Sendable {
  /// The protocols a service uses in practice.
  enum Transports: UInt8, Sendable {
    case tcp, udp, both

    /// The protocols, TCP first.
    var protocols: [TransportProtocol] {
      switch self {
      case .tcp: [.tcp]
      case .udp: [.udp]
      case .both: [.tcp, .udp]
      }
    }
  }

  /// The name in lower case; RFC 6335 section 5.1 has names compared without regard to case.
  let name: String
  /// The port number.
  let number: UInt16
  /// What the service is spoken over.
  let transports: Transports

  init(_ name: String, _ number: UInt16, _ transports: Transports) {
    self.name = name
    self.number = number
    self.transports = transports
  }

  /// The row's ports, pinned to their protocols.
  var ports: [Port] { transports.protocols.map { Port(number, $0) } }
}

/// The services that matter in practice.
///
/// The registry's names and numbers are facts of the IANA Service Name and Port Number Registry
/// (RFC 6335; CC0). No scanner's data file was used. Two things differ from the registry on purpose:
///
/// - IANA lists most services under TCP and UDP whatever they speak. A row here has only what is spoken in practice, so
///   that the ports named `https` are `443/tcp` and those named `ntp` are `123/udp`. The other protocol's name is
///   in `secondary` where it is in use.
/// - Many ports carry a service other than the one registered: 9200 is `elasticsearch` to everybody and `wap-wsp` to
///   IANA. `platforms` and `applications` hold those, each with IANA's name in a comment.
enum ServiceTable {
  /// Every row that names a port. No two rows claim the same port and protocol.
  static let named: [Service] = system + registered + platforms + applications

  /// Names for ports seen open under the protocol that their service seldom uses. They name a port; a script
  /// that writes the name does not get them.
  static let secondary: [Service] = [
    Service("ssh", 22, .udp),
    Service("http", 80, .udp),
    Service("snmp", 161, .tcp),
    Service("ldap", 389, .udp),
    Service("https", 443, .udp),  // HTTP/3
    Service("microsoft-ds", 445, .udp),
    Service("isakmp", 500, .tcp),
    Service("ipp", 631, .udp),
    Service("radius", 1812, .tcp),
    Service("radius-acct", 1813, .tcp),
    Service("ms-wbt-server", 3389, .udp),  // RDP's UDP transport
    Service("ipsec-nat-t", 4500, .tcp),  // RFC 9329
    Service("sips", 5061, .udp),
    Service("mdns", 5353, .tcp),
    Service("coap", 5683, .tcp),  // RFC 8323
    Service("coaps", 5684, .tcp),  // RFC 8323
    Service("x11", 6000, .udp),
    Service("sflow", 6343, .tcp),
    Service("https-alt", 8443, .udp),  // HTTP/3
    Service("bacnet", 47_808, .tcp),
  ]
}
