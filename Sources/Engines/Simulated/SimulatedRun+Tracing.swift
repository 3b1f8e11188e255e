// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes

/// Tells whoever watches a probe what would have left and arrived: as much of a packet as a simulation knows.
extension SimulatedRun {
  /// A probe left.
  func traceSent(_ job: ProbeJob, tries: UInt8, now: MonotonicTime) {
    guard let trace = work.trace else { return }
    let technique = work.techniques[Int(job.technique)]
    let options = technique.options
    let event: ExchangeTrace.Event =
      technique.send == .connect
      ? .connecting(tries: Int(tries))
      : .sent(
        TracedPacket(
          target: job.target, ttl: options.ttl ?? work.ttl ?? 64,
          body: Self.body(of: technique, job)), tries: Int(tries))
    trace.add(event, at: now.nanoseconds)
  }

  private static func body(of technique: Technique, _ job: ProbeJob) -> TracedPacket.Body {
    let payload = TracedPacket.Payload(technique.options.payload ?? [])
    switch technique.send {
    case .flags(let flags):
      var segment = TracedPacket.Segment()
      (segment.sourcePort, segment.targetPort) = (technique.options.sourcePort, job.port)
      (segment.flags, segment.window, segment.payload) = (flags, technique.options.window, payload)
      return .segment(segment)
    case .payload:
      return .datagram(
        TracedPacket.Datagram(sourcePort: technique.options.sourcePort, targetPort: job.port, payload: payload))
    case .echo:
      var message = TracedPacket.Message(isV6: job.target.isV6)
      (message.type, message.code) = (job.target.isV6 ? 128 : 8, 0)
      return .message(message, quoted: nil)
    case .connect, .neighbour: return .neighbour(isReply: false, about: job.target, hardware: nil)
    }
  }

  /// An answer arrived and was read.
  func trace(
    _ answer: SimulatedAnswer, to job: ProbeJob, _ technique: Technique, _ reading: SimulatedReading, now: MonotonicTime
  ) {
    guard let trace = work.trace else { return }
    trace.add(event(answer, job, technique), at: now.nanoseconds)
    trace.conclude(reading.answer, reading.state, reading.reason)
  }

  private func event(_ answer: SimulatedAnswer, _ job: ProbeJob, _ technique: Technique) -> ExchangeTrace.Event {
    let packet = packet(answer, job, technique)
    guard technique.send == .connect else { return .answer(packet) }
    switch answer {
    case .segment(let flags, _):
      let isAccepted = flags.contains(.syn)
      return .connected(
        code: isAccepted ? 0 : ECONNREFUSED, words: isAccepted ? "" : SystemCall.message(for: ECONNREFUSED), error: nil)
    default: return .connected(code: EHOSTUNREACH, words: SystemCall.message(for: EHOSTUNREACH), error: packet)
    }
  }

  private func packet(_ answer: SimulatedAnswer, _ job: ProbeJob, _ technique: Technique) -> TracedPacket {
    let isV6 = job.target.isV6
    let ttl = SimulatedHost.ttl
    switch answer {
    case .segment(let flags, let window):
      var segment = TracedPacket.Segment()
      (segment.sourcePort, segment.targetPort) = (job.port, technique.options.sourcePort)
      (segment.flags, segment.window) = (flags, window)
      if flags.contains(.syn) { segment.options = ["mss \(ProbeTemplate.segmentSize(job.target.family))"] }
      return TracedPacket(source: job.target, ttl: ttl, body: .segment(segment))
    case .datagram(let bytes):
      let datagram = TracedPacket.Datagram(
        sourcePort: job.port, targetPort: technique.options.sourcePort, payload: TracedPacket.Payload(bytes))
      return TracedPacket(source: job.target, ttl: ttl, body: .datagram(datagram))
    case .unreachable(_, let reason):
      var message = TracedPacket.Message(isV6: isV6)
      message.reason = reason
      let asked = TracedPacket(target: job.target, body: Self.body(of: technique, job))
      return TracedPacket(
        source: answer.isFromTarget ? job.target : nil, ttl: ttl, body: .message(message, quoted: asked))
    case .echo:
      var message = TracedPacket.Message(isV6: isV6)
      (message.type, message.code) = (isV6 ? 129 : 0, 0)
      return TracedPacket(source: job.target, ttl: ttl, body: .message(message, quoted: nil))
    case .neighbour:
      return TracedPacket(source: job.target, body: .neighbour(isReply: true, about: job.target, hardware: nil))
    }
  }
}
