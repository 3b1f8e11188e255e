// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// A scan under way as an engine sees it: what is scheduled, what was found, what to tell. Knows nothing of how probes
/// travel; each engine adds what it needs for that.
class ScanRun {
  let id: UInt64
  let work: ScanWork
  let gate: SendGate
  let deadline: MonotonicTime?
  var scheduler: ProbeScheduler
  /// No probe may be sent before this moment, says the gate or the system.
  var waitUntil: MonotonicTime?
  var isPaused = false
  /// Set when sending has ended before its time; the scan ends when nothing is on its way.
  var ending: EngineEnd.Cause?
  var skipped: Set<Address> = []
  /// Who sent the last ICMP error about a technique's probes, where that is kept and the engine sees it.
  var errorSenders: [UInt8: Address] = [:]

  private let sink: any ScanSink
  private let showProgress: (ScanProgress) -> Void
  private let silences: [PortState]
  private var passes: PassBook
  private var pacing = ResendPacing()
  private var steering: RateSteering
  /// When the kernel last told that it had dropped answers.
  private var answersLostAt: MonotonicTime?
  private var lines = HostLines()
  /// What limits the answers to each technique.
  private let limits: [ResendPacing.Limit]
  private var counters = ProbeCounters()
  private var decided: UInt64 = 0
  private var dropped: UInt64 = 0
  private var refused: UInt64 = 0
  private var firstRefused: Address?
  /// Jobs that the system would not send, and probes for which it knew no way.
  private var givenUp: UInt64 = 0
  private var unroutable: UInt64 = 0
  private var firstFailure: SendFailure?
  private var batch: [Observation] = []
  private var toldAt: MonotonicTime
  private var told: ScanProgress

  private static let batchSize = 512
  private static let tellingInterval: UInt64 = 10_000_000

  /// A scan that begins at `now`. `wait` is the longest wait for one answer; `resendLimits` are for engines whose system
  /// resends by itself (`ProbeScheduler`). Progress is handed to `publish`.
  init(
    id: UInt64, work: ScanWork, gate: SendGate, sink: any ScanSink, now: MonotonicTime, wait: ScanDuration,
    resendLimits: [UInt64] = [], backlogLimit: Int = 1 << 20,
    samplesLoss: Bool = false, steering: RateSteering = RateSteering(), publish: @escaping (ScanProgress) -> Void
  ) {
    self.id = id
    self.work = work
    self.gate = gate
    self.sink = sink
    showProgress = publish
    silences = work.techniques.map { $0.state(for: .silence) ?? .filtered }
    limits = work.techniques.map { $0.send == .payload ? .errors : .resets }
    deadline = work.deadline.map { now.advanced(by: $0) }
    scheduler = ProbeScheduler(
      count: work.space.count, hosts: work.space.targets.count, retries: work.retries, ceiling: wait,
      resendLimits: resendLimits, backlogLimit: backlogLimit, samplesLoss: samplesLoss)
    self.steering = steering
    passes = PassBook(passes: work.confirm)
    toldAt = now
    told = ScanProgress(total: work.space.count)
  }

  /// Counts a probe that left.
  func sent(_ candidate: ProbeScheduler.Candidate, to job: ProbeJob, now: MonotonicTime) {
    counters.sent += 1
    steering.sent(tries: scheduler.isSample(candidate.tries) ? 0 : candidate.tries, now: now)
    if candidate.tries > 1 { pacing.sent(to: job.target, now: now) }
    leaveLine(candidate, job)
    if candidate.tries > 1 { counters.retransmitted += 1 }
  }

  /// Takes back the count of a probe that the kernel did not send.
  func unsent(_ candidate: ProbeScheduler.Candidate, target: Address) {
    uncount(candidate)
    gate.refund(target)
  }

  /// Takes back the count of a probe in whose place a question to its next hop leaves: that obeys the rate.
  func exchanged(_ candidate: ProbeScheduler.Candidate, target: Address) {
    uncount(candidate)
    gate.exchange(target)
  }

  private func uncount(_ candidate: ProbeScheduler.Candidate) {
    counters.sent -= 1
    if candidate.tries > 1 { counters.retransmitted -= 1 }
    steering.unsent(tries: candidate.tries)
  }

  /// Asks whether a probe may leave: the rate that the path has shown to carry, then the gate.
  @inline(__always)
  func admission(of target: Address, now: MonotonicTime) -> SendGate.Admission {
    if let until = steering.wait(now) { return .wait(until: until) }
    return gate.admission(of: target, now: now)
  }

  /// Asks the gate for what the kernel will resend by itself; before new probes, for these packets cannot wait.
  func askResends(_ now: MonotonicTime) {
    guard scheduler.hasResends else { return }
    if gate.isClosed { return revokeResends(now) }
    while let (wish, attempt) = scheduler.resendWish(now) {
      switch gate.admission(of: attempt.job.target, now: now) {
      case .send:
        scheduler.grantResend(wish)
        counters.sent += 1
        counters.retransmitted += 1
      case .waitForHost(let until): scheduler.askAgain(wish, due: until)
      case .wait: return scheduler.askAgain(wish, due: attempt.sentAt)
      case .refused(.closed): return halt(.stopped)
      case .refused(.scope), .refused(.packetLimit): break
      }
    }
  }

  private func revokeResends(_ now: MonotonicTime) {
    var revoked: [Attempt] = []
    scheduler.revokeResends(now, into: &revoked)
    for attempt in revoked { takeBackResend(attempt) }
    halt(.stopped)
  }

  /// Takes back what was let through for an attempt that ended before the kernel resent.
  func released(_ attempt: Attempt, now: MonotonicTime) {
    if scheduler.isResendUnsent(attempt, now: now) { takeBackResend(attempt) }
  }

  private func takeBackResend(_ attempt: Attempt) {
    counters.sent -= 1
    counters.retransmitted -= 1
    gate.refund(attempt.job.target)
  }

  /// Takes in that the local system knew no way to the target: a reading of the table, but nobody's answer, and trusted
  /// only where the address can be nobody's.
  func unroutable(
    _ job: ProbeJob, _ candidate: ProbeScheduler.Candidate, state: PortState?, reason: Reason, isNobody: Bool,
    code: Int32? = nil
  ) {
    if !isNobody {
      unroutable += 1
      if firstFailure == nil { firstFailure = code.map { SendFailure(target: job.target, code: $0) } }
    }
    guard let state else { return missed(job, candidate, isTrusted: isNobody) }
    let observation = Observation(job: job, state: state, reason: reason, tries: candidate.tries, trusted: isNobody)
    decide(observation, position: candidate.position)
  }

  /// Has a resend wait where its host answers only so many; false when it may leave now. To be asked before the gate.
  func holdsBack(_ candidate: ProbeScheduler.Candidate, _ job: ProbeJob, now: MonotonicTime) -> Bool {
    guard candidate.tries > 1, !scheduler.isSample(candidate.tries),
      scheduler.hasAnswered(job.target) || pacing.hasHeard(of: job.target),
      let until = pacing.wait(for: job.target, limit: limits[Int(job.technique)], now: now)
    else { return false }
    waitForHost(candidate, job, until: until)
    return true
  }

  /// Takes in that a probe's time is up; one that waited for its next hop has not left.
  func ranOut(_ attempt: Attempt, now: MonotonicTime) {
    steering.ended(
      tries: attempt.tries, sentAt: attempt.sentAt, isAnswered: attempt.isParked ? nil : false, now: now)
    resent(attempt.job, tries: attempt.tries, isAnswered: false, sentAt: attempt.sentAt, now: now)
  }

  /// Whether the answer to a probe that ran out may be among those that the kernel dropped.
  func mayHaveMissed(_ attempt: Attempt) -> Bool { answersLostAt.map { $0 >= attempt.sentAt } ?? false }

  /// Takes in that the kernel dropped answers since it was last asked.
  func lostAnswers(_ now: MonotonicTime) {
    answersLostAt = now
    steering.lostHere(.receiving, now: now)
  }

  /// Takes in that the system had no room for another packet.
  func lackedBuffers(_ now: MonotonicTime) { steering.lostHere(.sending, now: now) }

  /// Takes in what became of a resend.
  private func resent(_ job: ProbeJob, tries: UInt8, isAnswered: Bool, sentAt: MonotonicTime, now: MonotonicTime) {
    guard tries > 1 else { return }
    pacing.resent(to: job.target, isAnswered: isAnswered, sentAt: sentAt, now: now)
    guard pacing.takeRelease() else { return }
    scheduler.releasePostponed()
    waitUntil = nil
  }

  /// Takes in an answer. One that no arm of the technique takes counts as none; only first answers of the host itself
  /// measure its round-trip time. `sentAt` is when the probe left that it ended, if it ended one.
  func answered(
    _ job: ProbeJob, _ candidate: ProbeScheduler.Candidate, state: PortState?, reason: Reason, sentAt: MonotonicTime?,
    roundTrip: UInt64, isMeasure: Bool, segment: SegmentEvidence = SegmentEvidence(), isFromTarget: Bool? = nil
  ) {
    counters.received += 1
    if scheduler.isSample(candidate.tries) { return scheduler.sampled(isLost: false) }
    if let sentAt {
      let now = sentAt.advanced(byNanoseconds: roundTrip)
      steering.ended(
        tries: candidate.tries, sentAt: sentAt, isAnswered: reason.isLimitedBySender ? nil : true, now: now)
      resent(job, tries: candidate.tries, isAnswered: true, sentAt: sentAt, now: now)
    }
    if isMeasure { scheduler.measured(roundTrip, host: job.target) }
    if reason.isLimitedBySender, scheduler.hasManyPerHost { pacing.hear(of: job.target) }
    guard let state else { return missed(job, candidate) }
    if isMeasure { scheduler.answered(candidate.position) }
    let observation = Observation(
      job: job, state: state, reason: reason, ttl: segment.ttl, tries: candidate.tries,
      rtt: Int32(clamping: roundTrip / 1_000), flags: segment.flags, window: segment.window,
      options: segment.options, isFromTarget: isFromTarget)
    if work.settlesHosts, observation.isFromTarget { skipped.insert(job.target) }
    decide(observation, position: candidate.position)
  }

  /// Takes in that a try brought no answer.
  func missed(_ job: ProbeJob, _ candidate: ProbeScheduler.Candidate, isTrusted: Bool = true) {
    if scheduler.missed(position: candidate.position, tries: candidate.tries) {
      silent(job, position: candidate.position, tries: candidate.tries, isTrusted: isTrusted)
    }
  }

  /// Takes in that a job's silence is believed; it proves little when the wait for the answer was cut short.
  func silent(_ job: ProbeJob, position: UInt64, tries: UInt8, isTrusted: Bool = true) {
    let state = silences[Int(job.technique)]
    let other = portInstead(of: job)
    let reason: Reason = other == nil ? .noResponse : .otherPort
    work.trace?.conclude(.silence, state, reason)
    let observation = Observation(
      job: job, state: state, reason: reason, tries: tries,
      trusted: isTrusted && givenUp == 0, window: other ?? 0)
    decide(observation, position: position)
  }

  /// The port of the target from which a datagram came that seems to answer a job whose own port is silent.
  func portInstead(of job: ProbeJob) -> UInt16? { nil }

  private func decide(_ observation: Observation, position: UInt64) {
    guard let verdict = passes.conclude(observation, position: position) else {
      return scheduler.repeatPass(position)
    }
    decided += 1
    if verdict.state == .open { counters.open += 1 }
    if batch.isEmpty { batch.reserveCapacity(Self.batchSize) }
    batch.append(verdict)
    if batch.count == Self.batchSize { flush() }
  }

  /// Has a candidate wait for its host until `until`, behind those that do so already.
  func waitForHost(_ candidate: ProbeScheduler.Candidate, _ job: ProbeJob, until: MonotonicTime) {
    var candidate = candidate
    if !candidate.leads {
      if lines.count >= HostLines.limit {
        scheduler.putBack(candidate)
        waitUntil = until
        return
      }
      guard lines.join(candidate, job.target) else { return }
      candidate.leads = true
    }
    postpone(candidate, until: until)
  }

  /// Lets the next in line lead: a candidate leaves, or is left out.
  func leaveLine(_ candidate: ProbeScheduler.Candidate, _ job: ProbeJob) {
    guard candidate.leads, var next = lines.next(job.target) else { return }
    next.leads = true
    scheduler.giveBack(next)
  }

  /// Has a candidate wait until `until` and lets others go ahead; where too many wait already, all wait.
  func postpone(_ candidate: ProbeScheduler.Candidate, until: MonotonicTime) {
    if scheduler.postpone(candidate, until: until) { return }
    scheduler.putBack(candidate)
    waitUntil = until
  }

  /// Counts a job that the scope refused.
  func refuse(_ address: Address) {
    refused += 1
    if firstRefused == nil { firstRefused = address }
    dropped += 1
  }

  /// Counts a job that is left out.
  func drop() { dropped += 1 }

  /// Counts a job that is left out before it had this try; that of a sample has its verdict already.
  func drop(tries: UInt8) {
    if !scheduler.isSample(tries) { drop() }
  }

  /// Counts a job that the system would not send.
  func giveUp(_ failure: SendFailure? = nil) {
    if firstFailure == nil { firstFailure = failure }
    givenUp += 1
    dropped += 1
  }

  /// Ends sending for `cause`; the first cause counts.
  func halt(_ cause: EngineEnd.Cause) {
    if ending == nil { ending = cause }
    waitUntil = nil
    lines = HostLines()
    scheduler.halt()
  }

  /// When the sink should hear from us next, if there is anything to tell.
  var tellingDue: MonotonicTime? {
    batch.isEmpty ? nil : toldAt.advanced(byNanoseconds: Self.tellingInterval)
  }

  /// Hands observations and progress on if it is time.
  func tell(_ now: MonotonicTime) {
    guard now.nanoseconds(since: toldAt) >= Self.tellingInterval else { return }
    toldAt = now
    flush()
    publish()
  }

  /// Tells the sink and the ticket about the end.
  func finish(_ cause: EngineEnd.Cause) {
    flush()
    publish()
    let total = work.space.count
    var end = EngineEnd(
      cause: cause, undecided: total - min(total, decided), refused: refused, firstRefused: firstRefused,
      sendFailures: givenUp + unroutable, counters: counters)
    end.firstFailure = firstFailure
    end.sample = scheduler.sample
    end.slowed = steering.slowed
    end.errorSenders = errorSenders
    sink.finished(end)
  }

  private func flush() {
    if batch.isEmpty { return }
    sink.observed(batch)
    batch = []
  }

  private func publish() {
    let progress = ScanProgress(
      total: work.space.count, done: decided + dropped, sent: counters.sent, received: counters.received,
      retransmitted: counters.retransmitted, open: counters.open, inFlight: UInt64(scheduler.inFlight),
      slowedTo: steering.steadyRate)
    if progress == told { return }
    told = progress
    showProgress(progress)
  }
}

/// What the header of an answer tells beside its meaning; all zero where an engine does not see it.
struct SegmentEvidence: Sendable {
  var ttl: UInt8 = 0
  var window: UInt16 = 0
  var flags: TCPFlags = []
  var options = TCPOptions.none
}
