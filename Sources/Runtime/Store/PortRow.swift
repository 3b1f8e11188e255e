// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes

/// What one technique found out about a port.
struct Evidence {
  /// Microseconds; -1 without an answer.
  var rtt: Int32
  /// What `Observation.window` says.
  var window: UInt16
  /// Index into the scan's techniques.
  var technique: UInt8
  var state: PortState
  var reason: Reason
  /// 0 where the engine cannot see it.
  var ttl: UInt8
  var tries: UInt8
  var flags: TCPFlags
  var options: TCPOptions
  var isTrusted: Bool
  /// Whether the target itself answered.
  var isFromTarget: Bool

  /// The port that seems to have answered for a silent one.
  var answeredFrom: UInt16? { reason == .otherPort && window > 0 ? window : nil }

  init(_ observation: Observation) {
    rtt = observation.rtt
    window = observation.window
    technique = observation.technique
    state = observation.state
    reason = observation.reason
    ttl = observation.ttl
    tries = observation.tries
    flags = observation.flags
    options = observation.options
    isTrusted = observation.trusted
    isFromTarget = observation.isFromTarget
  }
}

/// A port with the evidence of its primary technique; second opinions stand beside.
struct PortRow {
  var host: Address
  var port: UInt16
  var transport: TransportProtocol
  var primary: Evidence

  init(host: Address, port: UInt16, transport: TransportProtocol, _ primary: Evidence) {
    self.host = host
    self.port = port
    self.transport = transport
    self.primary = primary
  }

  /// The order of reports: address, port, protocol.
  func precedes(_ other: PortRow) -> Bool {
    if host != other.host { return host < other.host }
    if port != other.port { return port < other.port }
    return transport.rawValue < other.transport.rawValue
  }
}

/// Where a port of a host is looked up.
struct PortKey: Hashable {
  var host: Address
  var port: UInt16
  var transport: TransportProtocol
}
