// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes

/// Probes that did not leave.
extension RawRun {
  private static let mostFailures: UInt8 = 10

  /// An interface that went down is waited for so long; then what leaves through it counts as not sent.
  private static let patience: UInt64 = 3_000_000_000
  /// Refusals that are further apart are two outages.
  private static let gap: UInt64 = 1_000_000_000

  /// Has a probe wait that an interface which is down did not let out: it may come back. False when it has been down for
  /// too long.
  func waitsForLink(_ candidate: ProbeScheduler.Candidate, target: Address, now: MonotonicTime) -> Bool {
    let isNew = outage.map { now.nanoseconds(since: $0.last) > Self.gap } ?? true
    let since = isNew ? now : outage?.since ?? now
    outage = (since, now)
    guard ending == nil, now.nanoseconds(since: since) < Self.patience else { return false }
    unsent(candidate, target: target)
    scheduler.giveBack(candidate)
    waitUntil = now.advanced(byNanoseconds: 20_000_000)
    return true
  }

  /// Takes in that the system did not send a probe that the gate had let through.
  /// `isNobody` says that no station can have the address, which makes it an answer.
  func unsendable(
    _ job: ProbeJob, _ candidate: ProbeScheduler.Candidate, code: Int32, isNobody: Bool = false
  ) {
    unsent(candidate, target: job.target)
    work.trace?.add(.unsent(SystemCall.message(for: code)), at: cnet_real_nanoseconds())
    // The job of a sample has its verdict.
    if scheduler.isSample(candidate.tries) { return }
    switch code {
    case EACCES, EPERM: noWay(job, candidate, .admin, .adminProhibited, code)
    case EHOSTUNREACH: noWay(job, candidate, .host, .hostUnreach, code)
    case ENETUNREACH, ENETDOWN, ENODEV, ENXIO, EAFNOSUPPORT, EADDRNOTAVAIL:
      noWay(job, candidate, .net, .netUnreach, code, isNobody: isNobody)
    case EMSGSIZE, EINVAL: giveUp(SendFailure(target: job.target, code: code))
    default: retryLater(candidate, SendFailure(target: job.target, code: code))
    }
  }

  private func noWay(
    _ job: ProbeJob, _ candidate: ProbeScheduler.Candidate, _ kind: UnreachableKind, _ reason: Reason,
    _ code: Int32, isNobody: Bool = false
  ) {
    let state = work.techniques[Int(job.technique)].state(for: .unreachable(kind))
    work.trace?.conclude(.unreachable(kind), state, reason)
    unroutable(job, candidate, state: state, reason: reason, isNobody: isNobody, code: code)
  }

  /// Has a probe tried again soon: the system lacked buffers. After several failures it is given up.
  private func retryLater(_ candidate: ProbeScheduler.Candidate, _ failure: SendFailure) {
    var candidate = candidate
    candidate.failures += 1
    if candidate.failures > Self.mostFailures { return giveUp(failure) }
    let now = SystemClock.now
    lackedBuffers(now)
    let pause = UInt64(1_000_000) << UInt64(min(candidate.failures, 6))
    postpone(candidate, until: now.advanced(byNanoseconds: pause))
  }

  /// Takes in that the station which a probe had to be handed to does not answer: on a link that is what "no such host"
  /// looks like.
  func neighbourMissing(_ attempt: Attempt) {
    if scheduler.isSample(attempt.tries) { return }
    let state = work.techniques[Int(attempt.job.technique)].state(for: .unreachable(.host))
    let candidate = attempt.candidate
    if let trace = work.trace {
      trace.add(.unsent("nobody says where the next station is"), at: cnet_real_nanoseconds())
      trace.conclude(.unreachable(.host), state, .hostUnreach)
    }
    unroutable(attempt.job, candidate, state: state, reason: .hostUnreach, isNobody: true)
  }
}
