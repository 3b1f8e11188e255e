// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes

/// Stations on a link: asking where they are, and letting go what waited for the answer.
extension RawLoop {
  /// Sends a probe that is itself a question to a neighbour; a target that is not on a link of Ethernet cannot be asked so,
  /// and this machine itself need not be.
  func askNeighbour(
    _ candidate: ProbeScheduler.Candidate, _ job: ProbeJob, _ target: Address, _ route: Route, _ run: RawRun,
    cookie: UInt32, _ now: MonotonicTime
  ) {
    if route.isLocal { return run.answeredAtHome(candidate, job) }
    guard case .frames(let own) = route.exit, route.gateway == nil else {
      return run.unsendable(job, candidate, code: EINVAL)
    }
    let id = run.began(candidate, job: job, cookie: cookie, now: now)
    writeQuestion(NextHop(interface: route.interface, address: target), route, own)
    note(.frames, run, id, interface: route.interface)
  }

  /// Has a probe wait for its next hop: it counts as on its way, and as not sent until it is.
  func park(_ id: AttemptID, _ run: RawRun, hop: NextHop) {
    run.scheduler.park(id)
    let probe = WaitingProbe(run: run.id, attempt: id, serial: run.scheduler.attempt(id).serial)
    neighbours.wait(probe, for: hop) { scan(of: $0.attempt, serial: $0.serial, in: $0.run) != nil }
  }

  /// Asks a station where it is. That goes to the link alone, as the kernel's own questions do.
  func ask(_ hop: NextHop, _ route: Route, _ own: HardwareAddress, _ now: MonotonicTime) {
    neighbours.asked(hop, now: now)
    writeQuestion(hop, route, own)
    outgoing[.frames, default: []].append(OutgoingProbe(run: nil, attempt: AttemptID(slot: 0), serial: 0))
  }

  private func writeQuestion(_ hop: NextHop, _ route: Route, _ own: HardwareAddress) {
    if frames.isFull { flush(.frames) }
    if let target = hop.address.v4, let source = route.source.v4 {
      let count = NeighbourMessage.writeRequest(for: target, from: source, hardware: own, to: frames.place)
      frames.add(
        bytes: count, interface: route.interface, high: EthernetKind.arp, low: HardwareAddress.broadcast.value)
    } else {
      let group = NeighbourMessage.hardware(ofMulticast: NeighbourMessage.solicitedNode(of: hop.address))
      let count = NeighbourMessage.writeSolicitation(
        for: hop.address, from: route.source.withoutZone, hardware: own, to: frames.place)
      frames.add(bytes: count, interface: route.interface, high: EthernetKind.ipv6, low: group.value)
    }
  }

  /// A station has said where it is: the probes that waited for it go ahead of all others.
  func neighbourAnswered(_ hop: NextHop, _ hardware: HardwareAddress, at moment: MonotonicTime) {
    takeNeighbour(hop, at: moment)
    for waiting in neighbours.answered(hop, hardware) {
      guard let run = scan(of: waiting.attempt, serial: waiting.serial, in: waiting.run) else { continue }
      let attempt = run.ended(waiting.attempt)
      run.scheduler.giveBack(attempt.candidate)
      run.waitUntil = nil
    }
  }
}
