// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Where probes come from. Each of the first tries has a port of its own, which tells the answers apart; a port that the
/// scan or its technique fixes is that of all tries, and then only the answer to a first try measures a round trip.
extension RawRun {
  /// The port of a try.
  @inline(__always)
  func sourcePort(_ tries: UInt8, _ job: ProbeJob, _ ports: borrowing SourcePorts) -> UInt16 {
    fixedPort(of: Int(job.technique)) ?? ports.port(ofTry: tries)
  }

  /// Whether a packet to `port` may answer a technique's probes.
  @inline(__always)
  func awaits(_ port: UInt16, technique: Int, _ ports: borrowing SourcePorts) -> Bool {
    if let fixed = fixedPort(of: technique) { return port == fixed }
    return ports.contains(port)
  }

  /// Whether an answer to `port` answers this very try of a technique.
  func answersTry(_ tries: UInt8, port: UInt16, technique: Int, _ ports: borrowing SourcePorts) -> Bool {
    if fixedPort(of: technique) != nil { return tries == 1 }
    return ports.port(ofTry: tries) == port
  }

  /// Octets that a technique's segments carry.
  @inline(__always)
  func payloadLength(_ technique: Int) -> Int { work.techniques[technique].options.payload?.count ?? 0 }

  /// Whether any of its techniques fixes a port.
  var fixesPort: Bool { work.techniques.indices.contains { fixedPort(of: $0) != nil } }

  @inline(__always)
  private func fixedPort(of technique: Int) -> UInt16? { work.techniques[technique].options.sourcePort ?? fixedPort }
}
