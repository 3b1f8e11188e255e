// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes

/// A scan by connections: its sockets between two probes, and how its techniques read what a connection comes to.
final class ConnectRun: ScanRun {
  let readings: [AnswerReadings]
  let options: SocketOptions
  /// Sockets between two probes, IPv4 and IPv6.
  var idle: (v4: [UInt32], v6: [UInt32]) = ([], [])
  /// Whether a descriptor is what the scan waits for.
  var isStarved = false
  /// Whether answers arrive before `connect` returns, as they do on the machine itself.
  var answersAtOnce = true

  /// The loop sleeps a millisecond where it waits to send.
  private static let burstTime: UInt64 = 2_000_000

  /// Throws what keeps the scan from beginning.
  init(_ order: ScanOrder, now: MonotonicTime, isLinear: Bool) throws(EngineError) {
    if let obstacle = order.work.obstacle(serves: ConnectEngine.canSend) { throw obstacle }
    readings = order.work.techniques.map(AnswerReadings.init)
    options = SocketOptions(
      ttl: order.work.ttl, sourcePort: order.work.sourcePort, interface: order.work.interface)
    let resends = KernelResends(timeout: order.work.timeout, isLinear: isLinear)
    super.init(
      id: order.id, work: order.work, gate: order.gate, sink: order.sink, now: now,
      wait: ScanDuration(microseconds: Int64(resends.wait / 1_000)), resendLimits: resends.limits,
      steering: RateSteering(burstTime: Self.burstTime), publish: order.handle.publish)
  }

  /// Tells whoever watches what `connect` came to.
  func trace(_ result: Int32, _ queued: QueuedError?, at now: MonotonicTime) {
    guard let trace = work.trace else { return }
    let code = result == 0 || result == -EISCONN ? 0 : -result
    trace.add(
      .connected(
        code: code, words: code == 0 ? "" : SystemCall.message(for: code), error: queued.map(TracedPacket.init)),
      at: now.nanoseconds)
  }

  /// Tells whoever watches how that is read.
  func traceReading(_ outcome: ConnectOutcome, _ reading: AnswerReadings) {
    guard let trace = work.trace else { return }
    switch outcome {
    case .accepted: trace.conclude(.accepted, reading.accepted, .synAck)
    case .refused: trace.conclude(.refused, reading.refused, .connRefused)
    case .unreachable(let kind, let reason): trace.conclude(.unreachable(kind), reading.unreachable(kind), reason)
    case .pending, .lost, .noDescriptor, .notNow, .impossible: break
    }
  }
}

extension TracedPacket {
  /// An ICMP error as the kernel keeps it for a socket: without what it quotes.
  fileprivate init(_ error: QueuedError) {
    var message = Message(isV6: error.isV6)
    (message.type, message.code) = (error.type, error.code)
    message.reason = error.meaning?.reason
    self.init(source: error.offender, body: .message(message, quoted: nil))
  }
}
