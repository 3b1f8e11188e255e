// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// `ping` and `traceroute`: echo requests to one host, through the gate like every probe.
extension Session {
  /// Begins `ping` or `traceroute`.
  func echo(_ builtin: Builtin, _ arguments: [Value], _ task: Task, _ context: CallContext) throws(Trap) {
    let host = try hostAlone(arguments[0], context)
    guard gate.permits(host) else { throw refusal(host, context.node) }
    try checkScope(.echo, context.node)
    guard serves(.echo) else {
      let text =
        "\(builtin.rawValue) sends ICMP echo requests: it needs raw packets (CAP_NET_RAW), which this run may not send"
      throw context.frame.trap(.privilege, context.node, text)
    }
    let timeout = try duration(arguments[2], 1_000_000, context)
    if builtin == .ping {
      let tries = try number(arguments[1], standard: 3, in: 1...100, "tries: is 1 to 100", context)
      return start(echoWork(host, [.echo], retries: tries - 1, timeout), for: task, kind: .ping)
    }
    let hops = try number(arguments[1], standard: 30, in: 1...255, "hops: is 1 to 255", context)
    let path = TracedPath(to: host, mostHops: hops, timeout: timeout)
    start(echoWork(host, path.nextTechniques, retries: TracedPath.retries, timeout), for: task, kind: .traceroute(path))
  }

  private func number(
    _ value: Value, standard: Int, in range: ClosedRange<Int>, _ complaint: String, _ context: CallContext
  ) throws(Trap) -> Int {
    guard case .int(let given) = value else { return standard }
    guard range.contains(given) else { throw context.bad(complaint) }
    return given
  }

  private func echoWork(_ host: Address, _ techniques: [Technique], retries: Int, _ timeout: ScanDuration) -> ScanWork {
    let probes = techniques.indices.map { PortProbe(port: 0, technique: UInt8($0)) }
    let space = JobSpace(targets: TargetSet(host), probes: probes, order: .sequential)
    var work = ScanWork(space: space, techniques: techniques, retries: retries, timeout: timeout)
    work.keepsErrorSenders = true
    return work
  }

  private func hostAlone(_ value: Value, _ context: CallContext) throws(Trap) -> Address {
    if case .portResult(let handle) = value { return stores.row(handle).host }
    guard let set = try frame.targets(value, context.node), set.isPlain, set.set.count == 1 else {
      throw context.wrong(value, "a host or address")
    }
    return set.set.address(at: 0)
  }

  /// What the echo requests of a `ping` brought.
  func pinged(_ observation: Observation) -> Resumption {
    guard observation.reason == .echoReply else {
      let tries = observation.tries == 1 ? "an echo request" : "\(observation.tries) echo requests"
      return .trap(.network, "\(observation.target) does not answer \(tries) (\(observation.reason))")
    }
    let fields: [FieldName: Value] = [
      .address: .address(observation.target), .rtt: .duration(Int64(max(0, observation.rtt))),
      .ttl: observation.ttl == 0 ? .none : .int(Int(observation.ttl)), .tries: .int(Int(observation.tries)),
    ]
    return .value(.object(RecordObject(.ping, fields)))
  }

  /// Takes in what the routers of some hops said; nil where further hops are asked now.
  func traced(_ path: TracedPath, _ end: EngineEnd, _ task: Task) -> Resumption? {
    path.take(senders: end.errorSenders)
    if let obstacle = path.obstacle { return .trap(.network, "there is no way to \(path.target) (\(obstacle))") }
    guard path.isOver else {
      // What the follow-up asks for goes through the gate of the task's own scan.
      let running = current
      current = task
      defer { current = running }
      let work = echoWork(path.target, path.nextTechniques, retries: TracedPath.retries, path.timeout)
      start(work, for: task, kind: .traceroute(path))
      return nil
    }
    let hops = path.hops.enumerated().map { place, hop in
      Value.object(
        RecordObject(
          .hop,
          [
            .ttl: .int(place + 1), .address: hop.map { .address($0.address) } ?? .none,
            .rtt: hop.map { .duration($0.rtt) } ?? .none,
          ]))
    }
    return .value(
      .object(
        RecordObject(
          .traceroute, [.address: .address(path.target), .reached: .bool(path.isReached), .hops: .list(hops)])))
  }
}
