// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes

/// Probes that did not leave.
extension RawRun {
  private static let mostFailures: UInt8 = 10

  /// Takes in that the system did not send a probe that the gate had let through.
  /// `isNobody` says that no station can have the address, which makes it an answer.
  func unsendable(
    _ job: ProbeJob, _ candidate: ProbeScheduler.Candidate, code: Int32, isNobody: Bool = false
  ) {
    unsent(candidate, target: job.target)
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
    unroutable(attempt.job, candidate, state: state, reason: .hostUnreach, isNobody: true)
  }
}
