// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes

/// Which ports of a scan are asked by which techniques.
extension ScanSettings {
  /// The ports with their protocols. A bare number is a TCP port if any technique speaks TCP (language reference,
  /// section 3); ports whose protocol no technique speaks are not among them.
  var askedPorts: [Port] {
    let spoken = Set(techniques.map(\.transport))
    return ports.resolved(bareAs: [spoken.contains(.tcp) ? .tcp : .udp]).filter { port in
      port.proto.map { spoken.contains($0) } ?? false
    }
  }

  /// Each of these ports with each technique of its protocol, primaries first.
  func probes(of ports: [Port]) -> [PortProbe] {
    let tcp = techniques.indices.filter { techniques[$0].transport == .tcp }
    let udp = techniques.indices.filter { techniques[$0].transport == .udp }
    return ports.flatMap { port in
      (port.proto == .udp ? udp : tcp).map { PortProbe(port: port.number, technique: UInt8($0)) }
    }
  }

  /// Why a scan without such ports cannot be made.
  var noPortsText: String { "no technique of this scan speaks the protocol of its ports (\(ports))" }
}
