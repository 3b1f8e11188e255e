// SPDX-License-Identifier: GPL-3.0-or-later
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
}
