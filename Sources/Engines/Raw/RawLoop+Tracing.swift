// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes

/// Tells whoever watches a probe what left, what arrived, and why some of that was not believed.
extension RawLoop {
  private var watched: [(run: RawRun, trace: ExchangeTrace, job: ProbeJob)] {
    runs.compactMap { run in
      guard let run, let trace = run.work.trace else { return nil }
      return (run, trace, run.work.space.job(at: 0))
    }
  }

  /// A probe left.
  func traceProbe(
    _ probe: OutgoingProbe, of run: RawRun, _ bytes: UnsafeRawBufferPointer, _ kind: UInt16, at moment: UInt64
  ) {
    guard let trace = run.work.trace else { return }
    let tries = run.scheduler.attempt(probe.attempt).tries
    trace.add(.sent(TracedPacket(PacketBytes(bytes), kind: kind), tries: Int(tries)), at: moment)
  }

  /// A question to a neighbour left.
  func traceQuestion(_ bytes: UnsafeRawBufferPointer, _ kind: UInt16, at moment: UInt64) {
    let packet = TracedPacket(PacketBytes(bytes), kind: kind)
    for (run, trace, job) in watched where isAbout(packet, run.hop(to: job)) {
      trace.add(.sent(packet, tries: 0), at: moment)
    }
  }

  /// The packet that is looked at answers a probe.
  func traceAnswer(to run: RawRun) {
    guard let trace = run.work.trace, let base = arrived.bytes else { return }
    let bytes = PacketBytes(UnsafeRawBufferPointer(start: base, count: Int(arrived.count)))
    let packet = TracedPacket(bytes, kind: arrived.protocol)
    let event: ExchangeTrace.Event =
      if case .datagram(let datagram) = packet.body, let port = datagram.sourcePort,
        port != run.work.space.job(at: 0).port
      {
        .doubted(packet, .port(port))
      } else if trace.isConcluded {
        .further(packet)
      } else {
        .answer(packet)
      }
    trace.add(event, at: arrived.nanoseconds)
  }

  /// A packet leaves that this machine's kernel sent: the reset to a segment that belongs to none of its connections.
  func traceOwn(_ bytes: PacketBytes) {
    let packet = TracedPacket(bytes, kind: arrived.protocol)
    guard case .segment(let segment) = packet.body, segment.flags?.contains(.rst) ?? false,
      let source = segment.sourcePort
    else { return }
    for (run, trace, job) in watched
    where packet.target == job.wireTarget.withoutZone && segment.targetPort == job.port
      && run.awaits(source, technique: 0, ports) && segment.sequence != run.pair(of: job).first
    {
      trace.add(.kernel(packet), at: arrived.nanoseconds)
    }
  }

  /// The packet that is looked at answers nothing: whoever watches its sender is told why.
  func traceStranger(_ bytes: PacketBytes) {
    let packet = TracedPacket(bytes, kind: arrived.protocol)
    for (run, trace, job) in watched {
      if isAbout(packet, run.hop(to: job)) {
        trace.add(.found(packet), at: arrived.nanoseconds)
      } else if let doubt = doubt(about: packet, run, job) {
        let isTrusted = arrived.checksum_open != 0 || arrived.checksum_good != 0
        let isBroken = !isTrusted && ReceivedPacket(bytes, isTrusted: false) == nil
        trace.add(.doubted(packet, isBroken ? .checksum : doubt), at: arrived.nanoseconds)
      }
    }
  }

  /// Whether a packet asks or tells where a station is.
  private func isAbout(_ packet: TracedPacket, _ station: Address?) -> Bool {
    switch packet.body {
    case .neighbour(_, let about, _): about != nil && about == station
    case .message(let message, _): message.neighbour != nil && message.neighbour == station
    default: false
    }
  }

  /// Why a packet that came from whom a probe asks, to where the probe came from, is no answer to it; nil for what has
  /// nothing to do with it.
  private func doubt(about packet: TracedPacket, _ run: RawRun, _ job: ProbeJob) -> ExchangeTrace.Doubt? {
    let target = job.wireTarget.withoutZone
    switch packet.body {
    case .segment(let segment):
      guard packet.source == target, isOurs(segment.targetPort, run) else { return nil }
      return run.doubt(about: segment, job)
    case .datagram(let datagram):
      guard packet.source == target, isOurs(datagram.targetPort, run), let port = datagram.sourcePort else {
        return nil
      }
      return port == job.port ? .content : .port(port)
    case .message(let message, let quoted?):
      guard message.reason != nil, quoted.target == target else { return nil }
      return isOurs(quoted.sourcePort, run) ? .quote : nil
    case .message(let message, nil):
      let isReply = message.type == (message.isV6 ? 129 : 0)
      return isReply && packet.source == target && isOurs(message.identifier, run) ? .content : nil
    default: return nil
    }
  }

  private func isOurs(_ port: UInt16?, _ run: RawRun) -> Bool {
    port.map { run.awaits($0, technique: 0, ports) } ?? false
  }
}

extension TracedPacket {
  /// Where a quoted probe came from.
  fileprivate var sourcePort: UInt16? {
    switch body {
    case .segment(let segment): segment.sourcePort
    case .datagram(let datagram): datagram.sourcePort
    case .message(let message, _): message.identifier
    default: nil
    }
  }
}

extension RawRun {
  /// The numbers of a job's probe.
  fileprivate func pair(of job: ProbeJob) -> ProbeCookies.Pair {
    cookies.pair(job.wireTarget.withoutZone, port: job.port, technique: job.technique)
  }

  /// The station that a job's probe is handed to.
  fileprivate func hop(to job: ProbeJob) -> Address? {
    guard case .success(let route) = routes.route(to: job.wireTarget) else { return nil }
    return (route.gateway ?? job.wireTarget).withoutZone
  }

  /// What is wrong with a segment that came back for a job (see `ProbeCookies.accepts`).
  fileprivate func doubt(about segment: TracedPacket.Segment, _ job: ProbeJob) -> ExchangeTrace.Doubt {
    guard let port = segment.sourcePort, port == job.port else { return .port(segment.sourcePort ?? 0) }
    guard case .flags(let flags) = work.techniques[Int(job.technique)].send else { return .unrelated }
    let (pair, reply) = (pair(of: job), segment.flags ?? [])
    if flags.contains(.ack), reply.contains(.rst), !reply.contains(.ack) { return .sequence(wanted: pair.second) }
    guard reply.contains(.ack) else { return .unrelated }
    let octets = payloadLength(Int(job.technique)) + (flags.contains(.syn) ? 1 : 0) + (flags.contains(.fin) ? 1 : 0)
    return .acknowledgment(wanted: pair.first &+ UInt32(octets))
  }
}
