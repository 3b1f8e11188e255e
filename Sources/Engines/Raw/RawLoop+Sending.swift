// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes

/// Sending: what the schedule offers, by the way that the kernel's routes name.
extension RawLoop {
  /// Moves a scan on; true when it has more to send at once.
  func advance(_ run: RawRun, number: UInt32, now: MonotonicTime) -> Bool {
    if let deadline = run.deadline, now >= deadline {
      end(run, number: number, .deadline)
      return false
    }
    expire(run, now: now)
    let hasMore = send(run, number: number, now: now)
    // Who watches is told when all was seen.
    if run.work.trace == nil { run.tell(now) }
    return hasMore
  }

  /// Ends the probes whose time is up. A probe that never left because its next hop is not there says so.
  private func expire(_ run: RawRun, now: MonotonicTime) {
    run.scheduler.expire(now, into: &expired)
    for entry in expired {
      run.forget(entry.attempt)
      run.ranOut(entry.attempt, now: now)
      guard entry.isBelieved else { continue }
      if entry.attempt.isParked {
        run.neighbourMissing(entry.attempt)
      } else if run.scheduler.isSample(entry.attempt.tries) {
        run.scheduler.sampled(isLost: true)
      } else {
        run.silent(
          entry.attempt.job, position: entry.attempt.position, tries: entry.attempt.tries,
          isTrusted: !run.mayHaveMissed(entry.attempt))
      }
    }
    expired.removeAll(keepingCapacity: true)
  }

  private func send(_ run: RawRun, number: UInt32, now: MonotonicTime) -> Bool {
    for _ in 0..<Self.probesPerTurn {
      if run.isPaused, run.ending == nil { return false }
      if let until = run.waitUntil, until > now { return false }
      run.waitUntil = nil
      if run.scheduler.inFlight >= Self.window { return false }
      switch run.scheduler.next(now) {
      case .finished:
        if run.lingers(now) { return false }
        end(run, number: number, run.ending ?? .completed)
        return false
      case .idle: return false
      case .probe(let candidate): offer(candidate, run, now)
      }
    }
    return true
  }

  /// Finds the way, asks the gate, writes the packet.
  private func offer(_ candidate: ProbeScheduler.Candidate, _ run: RawRun, _ now: MonotonicTime) {
    let job = run.work.space.job(at: candidate.position)
    if !run.skipped.isEmpty, run.skipped.contains(job.target) {
      run.leaveLine(candidate, job)
      return run.drop(tries: candidate.tries)
    }
    if !run.late.isEmpty, !run.scheduler.isSample(candidate.tries),
      let answer = run.late.take(LateAnswers.Question(job), tries: candidate.tries)
    {
      run.leaveLine(candidate, job)
      return run.settle(answer, job, candidate, roundTrip: 0, isMeasure: false)
    }
    if run.holdsBack(candidate, job, now: now) { return }
    let target = job.wireTarget
    switch run.admission(of: job.target, now: now) {
    case .send: break
    case .refused(.scope(let address)):
      run.leaveLine(candidate, job)
      return run.scheduler.isSample(candidate.tries) ? run.drop(tries: candidate.tries) : run.refuse(address)
    case .refused(.packetLimit): return run.halt(.packetLimit)
    case .refused(.closed): return run.halt(.stopped)
    case .wait(let until):
      run.scheduler.putBack(candidate)
      run.waitUntil = until
      return
    case .waitForHost(let until): return run.waitForHost(candidate, job, until: until)
    }
    run.sent(candidate, to: job, now: now)
    switch run.routes.route(to: target) {
    case .failure(let refusal):
      run.unsendable(job, candidate, code: refusal.code, isNobody: refusal.isNobody)
    case .success(let route): launch(candidate, job, target, route, run, now)
    }
  }

  private func launch(
    _ candidate: ProbeScheduler.Candidate, _ job: ProbeJob, _ target: Address, _ route: Route, _ run: RawRun,
    _ now: MonotonicTime
  ) {
    let pair = run.cookies.pair(target.withoutZone, port: job.port, technique: job.technique)
    if run.work.techniques[Int(job.technique)].send == .neighbour {
      return askNeighbour(candidate, job, target.withoutZone, route, run, cookie: pair.first, now)
    }
    let mark = ProbeMark(
      source: route.source, target: target.withoutZone, sourcePort: run.sourcePort(candidate.tries, job, ports),
      targetPort: job.port, cookie: pair.first, secondCookie: pair.second)
    let template = run.template(job, isV4: target.isV4)
    guard case .frames(let own) = route.exit else {
      let id = run.began(candidate, job: job, cookie: pair.first, now: now)
      let isBound = !target.zone.isNone || (run.routes.onlyInterface != 0 && !route.isLocal)
      return writePacket(template, mark, run, id, route, isBound: isBound)
    }
    let hop = NextHop(interface: route.interface, address: (route.gateway ?? target).withoutZone)
    let id = run.began(candidate, job: job, cookie: pair.first, now: now)
    switch neighbours.entry(of: hop) {
    case .known(let hardware):
      if frames.isFull { flush(.frames) }
      let count = template.write(mark, to: frames.place)
      frames.add(
        bytes: count, interface: route.interface, high: target.isV4 ? EthernetKind.ipv4 : EthernetKind.ipv6,
        low: hardware.value)
      note(.frames, run, id, interface: route.interface)
    case .asked(let moment) where now.nanoseconds(since: moment) < NeighbourBook.patience:
      run.unsent(candidate, target: job.target)
      park(id, run, hop: hop)
    case .asked, nil:
      run.exchanged(candidate, target: job.target)
      park(id, run, hop: hop)
      ask(hop, route, own, now)
    }
  }

  private func writePacket(
    _ template: ProbeTemplate, _ mark: ProbeMark, _ run: RawRun, _ id: AttemptID, _ route: Route, isBound: Bool
  ) {
    let interface = isBound ? route.interface : 0
    if mark.target.isV4 {
      if ipv4.isFull { flush(.ipv4) }
      let count = template.write(mark, to: ipv4.place)
      ipv4.add(bytes: count, interface: interface, low: UInt64(mark.target.v4 ?? 0))
      note(.ipv4, run, id, interface: route.interface)
    } else if ipv6 != nil {
      if ipv6?.isFull ?? false { flush(.ipv6) }
      guard let place = ipv6?.place else { return }
      let count = template.write(mark, to: place)
      ipv6?.add(bytes: count, interface: interface, high: mark.target.high, low: mark.target.low)
      note(.ipv6, run, id, interface: route.interface)
    } else {
      let attempt = run.ended(id)
      run.unsendable(
        attempt.job, attempt.candidate, code: EAFNOSUPPORT)
    }
  }
}
