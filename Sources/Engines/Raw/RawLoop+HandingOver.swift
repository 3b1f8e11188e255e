// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes

/// A packet that was written and has not been handed to the kernel yet.
struct OutgoingProbe {
  /// The scan; nil for a question to a neighbour.
  var run: UInt64?
  var attempt: AttemptID
  var serial: UInt64
  /// The kernel's number of the interface that it leaves through.
  var interface: UInt32 = 0
}

/// Handing over: what was written goes to the kernel many packets at a time, and what it refuses comes back.
extension RawLoop {
  /// Notes what the packet is that was written last.
  func note(_ way: PacketSender.Way, _ run: RawRun, _ id: AttemptID, interface: UInt32) {
    outgoing[way, default: []].append(
      OutgoingProbe(
        run: run.id, attempt: id, serial: run.scheduler.attempt(id).serial, interface: interface))
  }

  /// The scan of a probe that is still on its way; nil when the probe is over.
  func scan(of id: AttemptID, serial: UInt64, in number: UInt64?) -> RawRun? {
    guard let run = runs.lazy.compactMap({ $0 }).first(where: { $0.id == number }),
      run.scheduler.attempt(id).serial == serial
    else { return nil }
    return run
  }

  /// Hands everything that was written to the kernel.
  func flush() {
    if frames.count > 0 { flush(.frames) }
    if ipv4.count > 0 { flush(.ipv4) }
    if ipv6?.count ?? 0 > 0 { flush(.ipv6) }
  }

  /// Hands over what was written for one way out.
  func flush(_ way: PacketSender.Way) {
    var refused: [(place: Int, code: Int32)] = []
    // An answer may be there before the call is over.
    let moment = isCapturing ? cnet_real_nanoseconds() : 0
    switch way {
    case .frames: frames.flush { refused.append(($0, $1)) }
    case .ipv4: ipv4.flush { refused.append(($0, $1)) }
    case .ipv6: ipv6?.flush { refused.append(($0, $1)) }
    }
    if isCapturing { keep(way, except: Set(refused.map(\.place)), at: moment) }
    for failure in refused {
      if let probe = outgoing[way]?[failure.place] { refuse(probe, code: failure.code) }
    }
    outgoing[way]?.removeAll(keepingCapacity: true)
  }

  /// Keeps the packets that left, for the scans that want them.
  private func keep(_ way: PacketSender.Way, except refused: Set<Int>, at moment: UInt64) {
    for (place, probe) in (outgoing[way] ?? []).enumerated() where !refused.contains(place) {
      guard let packet = packet(place, way) else { continue }
      guard let run = runs.lazy.compactMap({ $0 }).first(where: { $0.id == probe.run }) else {
        if isTracing { traceQuestion(packet.bytes, packet.protocol, at: moment) }
        continue
      }
      run.work.capture?.sent(packet.bytes, protocol: packet.protocol, interface: probe.interface, at: moment)
      if isTracing { traceProbe(probe, of: run, packet.bytes, packet.protocol, at: moment) }
    }
  }

  private func packet(_ place: Int, _ way: PacketSender.Way) -> (bytes: UnsafeRawBufferPointer, protocol: UInt16)? {
    switch way {
    case .frames: frames.packet(place)
    case .ipv4: ipv4.packet(place)
    case .ipv6: ipv6?.packet(place)
    }
  }

  /// Takes in that the system did not send a packet.
  private func refuse(_ probe: OutgoingProbe, code: Int32) {
    guard let run = scan(of: probe.attempt, serial: probe.serial, in: probe.run) else { return }
    let attempt = run.ended(probe.attempt)
    if code == ENETDOWN, run.waitsForLink(attempt.candidate, target: attempt.job.target, now: SystemClock.now) {
      return
    }
    run.unsendable(
      attempt.job, attempt.candidate, code: code)
  }
}
