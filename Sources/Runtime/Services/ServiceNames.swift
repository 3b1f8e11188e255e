// SPDX-License-Identifier: GPL-3.0-or-later

import NetworkTypes

/// Service names to ports and back, from `ServiceTable`.
enum ServiceNames {
  /// The ports that a service name or alias stands for, each pinned to the protocols the service uses in practice;
  /// nil for a name the table does not have. Case does not matter.
  ///
  /// `https` is `443/tcp` although IANA registers `443/udp` too: a script that names a TCP service does not mean to
  /// scan UDP. `domain` is `53/tcp` and `53/udp`, `ntp` is `123/udp`, and `quic` is `443/udp`.
  static func ports(named name: String) -> PortSet? {
    portsByName[name.lowercased()].map { PortSet($0) }
  }

  /// The usual name of a port's service; nil when it has none.
  static func name(of port: UInt16, _ transport: TransportProtocol) -> String? {
    nameByPort[Port(port, transport)]
  }

  /// Every name that `ports` knows, in lower case.
  static let all = Set(portsByName.keys)

  private static let portsByName: [String: [Port]] = {
    var ports: [String: [Port]] = [:]
    for service in ServiceTable.named + ServiceTable.aliases {
      ports[service.name, default: []] += service.ports
    }
    return ports
  }()

  private static let nameByPort: [Port: String] = {
    let named = (ServiceTable.named + ServiceTable.secondary).flatMap { service in
      service.ports.map { ($0, service.name) }
    }
    return Dictionary(named, uniquingKeysWith: { first, _ in first })
  }()
}
