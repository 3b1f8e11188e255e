// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes

/// Sending probes and reading what becomes of them.
extension ConnectLoop {
  private static let probesPerTurn = 256
  private static let mostFailures: UInt8 = 6

  /// Lets a scan do what it can now; true when it could go on at once.
  func advance(_ run: ConnectRun, number: UInt32, now: MonotonicTime) -> Bool {
    run.askResends(now)
    expire(run, now: now)
    if let deadline = run.deadline, now >= deadline {
      end(run, number: number, .deadline)
      return false
    }
    if let since = starvedSince, now.nanoseconds(since: since) > 5_000_000_000 {
      starvedSince = nil
      end(run, number: number, .failed(.outOfDescriptors))
      return false
    }
    let hasMore = send(run, number: number, now: now)
    run.tell(now)
    return hasMore
  }

  private func expire(_ run: ConnectRun, now: MonotonicTime) {
    run.scheduler.expire(now, into: &expired)
    for entry in expired {
      sockets.close(entry.attempt.tag)
      run.released(entry.attempt, now: now)
      run.ranOut(entry.attempt, now: now)
      // Who closed the gate wants no verdict on what could not be waited for.
      if entry.isBelieved, !entry.isCut || !run.gate.isClosed {
        run.silent(
          entry.attempt.job, position: entry.attempt.position, tries: entry.attempt.tries, isTrusted: !entry.isCut)
      }
    }
    expired.removeAll(keepingCapacity: true)
  }

  private func send(_ run: ConnectRun, number: UInt32, now start: MonotonicTime) -> Bool {
    run.isStarved = false
    var now = start
    for turn in 0..<Self.probesPerTurn {
      if run.isPaused, run.ending == nil { return false }
      if let until = run.waitUntil, until > now { return false }
      run.waitUntil = nil
      switch run.scheduler.next(now) {
      case .finished:
        end(run, number: number, run.ending ?? .completed)
        return false
      case .idle: return false
      case .probe(let candidate):
        let job = run.work.space.job(at: candidate.position)
        if !run.skipped.isEmpty, run.skipped.contains(job.target) {
          run.drop()
          run.leaveLine(candidate, job)
          continue
        }
        if run.holdsBack(candidate, job, now: now) { continue }
        guard prepare(candidate, job, run, number: number, now: &now, isFirst: turn == 0) else { return false }
      }
    }
    return true
  }

  /// Finds a socket, asks the gate, sends; false when the scan has to wait.
  private func prepare(
    _ candidate: ProbeScheduler.Candidate, _ job: ProbeJob, _ run: ConnectRun, number: UInt32,
    now: inout MonotonicTime, isFirst: Bool
  ) -> Bool {
    let slot: UInt32
    switch acquire(for: run, number: number, v6: job.wireTarget.isV6, now: now) {
    case .socket(let found): slot = found
    case .none:
      run.isStarved = true
      run.scheduler.putBack(candidate)
      return false
    case .unsupported:
      run.giveUp()
      run.leaveLine(candidate, job)
      return true
    case .failed(let error):
      end(run, number: number, .failed(error))
      return false
    }
    switch run.admission(of: job.target, now: now) {
    case .send:
      launch(candidate, job, run, number: number, slot: slot, now: &now)
      return true
    case .refused(.scope(let address)):
      run.refuse(address)
      run.leaveLine(candidate, job)
    case .refused(.packetLimit):
      run.halt(.packetLimit)
    case .refused(.closed):
      run.halt(.stopped)
    case .wait(let until):
      run.scheduler.putBack(candidate)
      // After a burst, sleep long enough for the next one instead of waking for each packet.
      run.waitUntil = isFirst ? until : max(until, now.advanced(byNanoseconds: 1_000_000))
    case .waitForHost(let until): run.waitForHost(candidate, job, until: until)
    }
    keep(slot, for: run, number: number)
    return run.waitUntil == nil
  }

  private func launch(
    _ candidate: ProbeScheduler.Candidate, _ job: ProbeJob, _ run: ConnectRun, number: UInt32, slot: UInt32,
    now: inout MonotonicTime
  ) {
    let socket = sockets.number(slot)
    let sentAt = now
    run.sent(candidate, to: job, now: now)
    guard var endpoint = Endpoint(job.wireTarget, port: job.port) else {
      run.unsent(candidate, target: job.target)
      sockets.close(slot)
      return run.giveUp()
    }
    run.work.trace?.add(.connecting(tries: Int(candidate.tries)), at: now.nanoseconds)
    var result = cnet_connect(socket, &endpoint.raw)
    let isFirstCall = result != -EINPROGRESS
    if !isFirstCall, run.answersAtOnce || job.wireTarget.isLoopback {
      // On the machine itself the answer is there before the call returns; a second call fetches it.
      result = cnet_connect(socket, &endpoint.raw)
      run.answersAtOnce = result != -EALREADY
    }
    now = SystemClock.now
    let queued = result == -EINPROGRESS || result == -EALREADY || result == 0 ? nil : QueuedError.drain(socket)
    let outcome = ConnectOutcome(result: result, queued: queued, target: job.target)
    if outcome == .pending {
      return park(candidate, job, run, number: number, slot: slot, now: sentAt)
    }
    let isLocal = isFirstCall && queued == nil && outcome.meansNothingSent
    if isLocal { run.unsent(candidate, target: job.target) }
    run.trace(result, queued, at: now)
    let roundTrip = now.nanoseconds(since: sentAt)
    settle(
      outcome, candidate, job, run, number: number, slot: slot, roundTrip: roundTrip, queued: queued,
      now: now)
  }

  private func park(
    _ candidate: ProbeScheduler.Candidate, _ job: ProbeJob, _ run: ConnectRun, number: UInt32, slot: UInt32,
    now: MonotonicTime
  ) {
    let code = sockets.watch(slot, for: UInt32(CNET_OUT | CNET_ONESHOT), in: mailbox.epoll)
    if code < 0 {
      sockets.close(slot)
      return retryLater(candidate, run, now: now)
    }
    let attempt = run.scheduler.began(candidate, job: job, tag: slot, now: now)
    sockets.assign(slot, to: .probe(scan: number, attempt: attempt))
  }

  /// Takes a readiness report of a probe on its way.
  func probeReady(_ slot: UInt32, scan number: UInt32, attempt id: AttemptID, now: MonotonicTime) {
    guard let run = runs[Int(number)] else { return }
    let attempt = run.scheduler.attempt(id)
    guard var endpoint = Endpoint(attempt.job.wireTarget, port: attempt.job.port) else { return }
    let socket = sockets.number(slot)
    let result = cnet_connect(socket, &endpoint.raw)
    let queued = result == 0 ? nil : QueuedError.drain(socket)
    let outcome = ConnectOutcome(result: result, queued: queued, target: attempt.job.target)
    if outcome == .pending {
      _ = sockets.watch(slot, for: UInt32(CNET_OUT | CNET_ONESHOT), in: mailbox.epoll)
      return
    }
    run.released(run.scheduler.ended(id), now: now)
    run.trace(result, queued, at: now)
    let candidate = attempt.candidate
    settle(
      outcome, candidate, attempt.job, run, number: number, slot: slot,
      roundTrip: now.nanoseconds(since: attempt.sentAt), queued: queued,
      isMeasure: attempt.resends == 0, now: now)
  }

  /// Draws the conclusion from a finished attempt. "Unreachable" is an answer only when the network says so in an ICMP
  /// error; an answer that may belong to a resend measures no round trip (RFC 6298, section 3).
  private func settle(
    _ outcome: ConnectOutcome, _ candidate: ProbeScheduler.Candidate, _ job: ProbeJob, _ run: ConnectRun,
    number: UInt32, slot: UInt32, roundTrip: UInt64, queued: QueuedError?, isMeasure: Bool = true, now: MonotonicTime
  ) {
    let reading = run.readings[Int(job.technique)]
    run.traceReading(outcome, reading)
    let sentAt = MonotonicTime(nanoseconds: now.nanoseconds - min(now.nanoseconds, roundTrip))
    if outcome == .refused {
      keep(slot, for: run, number: number)
      return run.answered(
        job, candidate, state: reading.refused, reason: .connRefused, sentAt: sentAt, roundTrip: roundTrip,
        isMeasure: isMeasure)
    }
    let isOwnEcho = outcome == .accepted && isSelfConnected(slot, job)
    sockets.close(slot)
    switch outcome {
    case .accepted where isOwnEcho:
      // It never left the machine, and asking again is no retry that a plan knows of.
      run.unsent(candidate, target: job.target)
      retryLater(candidate, run, now: now)
    case .accepted:
      run.answered(
        job, candidate, state: reading.accepted, reason: .synAck, sentAt: sentAt, roundTrip: roundTrip,
        isMeasure: isMeasure)
    case .unreachable(let kind, let reason) where queued != nil:
      run.answered(
        job, candidate, state: reading.unreachable(kind), reason: reason, sentAt: sentAt, roundTrip: roundTrip,
        isMeasure: false, isFromTarget: queued?.offender?.judged == job.target.judged)
    case .unreachable(let kind, let reason):
      // No host can have the broadcast address of a network, so that there is no way to it is all there is to know.
      let isNobody = Endpoint(job.wireTarget, port: job.port)?.isBroadcast ?? false
      run.unroutable(
        job, candidate, state: reading.unreachable(kind), reason: reason, isNobody: isNobody)
    case .lost: run.missed(job, candidate)
    case .noDescriptor, .notNow:
      if sockets.openCount >= 1024 { window.exhausted(open: sockets.openCount, now: now) }
      retryLater(candidate, run, now: now)
    case .impossible: run.giveUp()
    case .refused, .pending: break
    }
  }

  /// Whether the kernel picked the probed port as source port and the socket answered itself (RFC 9293, section 3.5).
  private func isSelfConnected(_ slot: UInt32, _ job: ProbeJob) -> Bool {
    guard let local = Endpoint.local(of: sockets.number(slot)), local.port == job.port else { return false }
    return local.address?.judged == job.target.judged
  }

  /// Has a job tried again soon; after several failures it is given up.
  private func retryLater(_ candidate: ProbeScheduler.Candidate, _ run: ConnectRun, now: MonotonicTime) {
    var candidate = candidate
    if sockets.openCount < 1024 { candidate.failures += 1 }
    if candidate.failures > Self.mostFailures { return run.giveUp() }
    let pause = UInt64(10_000_000) << UInt64(min(candidate.failures, 5))
    run.postpone(candidate, until: now.advanced(byNanoseconds: pause))
  }
}
