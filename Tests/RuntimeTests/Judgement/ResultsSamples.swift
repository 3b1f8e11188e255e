// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes

@testable import ScanRuntime

/// Results made by hand, on the documentation network 192.0.2.0/24.
enum ResultsSamples {
  static let connect = Technique(name: "connect", send: .connect, arms: [])

  /// Results of `hosts` × `ports` without any answer yet.
  static func results(
    _ hosts: String = "192.0.2.1", ports: String = "22/tcp, 80/tcp", keepsAll: Bool = true,
    techniques: [Technique] = [connect]
  ) -> ScanResults {
    let results = ScanResults(
      number: 0, techniques: techniques, targets: TargetSet(hosts) ?? TargetSet(),
      askedPorts: PortSet(ports) ?? PortSet(), hostNames: [:], keepsAll: keepsAll)
    results.asked = UInt64(clamping: results.targets.count) * UInt64(results.askedPorts.count)
    results.end = EngineEnd(cause: .completed, undecided: 0)
    return results
  }

  /// `192.0.2.1 22/tcp open`, with `?` behind the state where the answer is not to be trusted.
  static func add(_ lines: String, to results: ScanResults) {
    for line in lines.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 3, let host = Address(words[0]), let port = Port(words[1]), let transport = port.proto,
        let state = PortState(words[2].filter { $0 != "?" })
      else { preconditionFailure("no sample: \(line)") }
      let isTrusted = !words[2].hasSuffix("?")
      let job = ProbeJob(index: 0, target: host, port: port.number, technique: 0)
      let observation = Observation(
        job: job, state: state, reason: reason(of: state), tries: 1, rtt: state.mayBe(.filtered) ? -1 : 90,
        trusted: isTrusted)
      _ = results.add(PortRow(host: host, port: port.number, transport: transport, Evidence(observation)))
      if isTrusted { results.trusted += 1 }
    }
  }

  private static func reason(of state: PortState) -> Reason {
    switch state {
    case .open: .synAck
    case .closed: .reset
    default: .noResponse
    }
  }

  /// A line of `expect`.
  static func expectation(
    _ kind: PortExpectation.Kind, _ states: [PortState], _ ports: String? = nil, on hosts: String? = nil
  ) -> PortExpectation {
    PortExpectation(
      kind: kind, states: states, ports: ports.flatMap { PortSet($0) },
      hosts: hosts.flatMap { TargetSet($0) }.map { HostOperand(set: $0, unknown: []) })
  }

  static func waiver(_ ports: String, on hosts: String? = nil) -> Waiver {
    Waiver(
      ports: PortSet(ports) ?? PortSet(),
      hosts: hosts.flatMap { TargetSet($0) }.map { HostOperand(set: $0, unknown: []) },
      until: CalendarDate(year: 2999, month: 12, day: 31) ?? Instant.epoch.date, reason: "test")
  }
}
