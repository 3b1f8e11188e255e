// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Decides what to send when, and when silence is believed; it never sends, waits or reads a clock.
///
/// The job space is walked once. Each probe waits for its answer as long as its host's measured round trips say; silent
/// jobs are asked again in a second, third, … sweep, each over all that are still unanswered, so no port waits for
/// another's silence. Silence is no reason to hold back: only the engine's means (descriptors, the send gate) bound what
/// is on its way. Every position of the space that `next` hands out ends in exactly one of: answered, believed silent,
/// dropped by the engine.
struct ProbeScheduler: Sendable {
  /// A job that may be sent now.
  struct Candidate: Sendable {
    /// Position in walking order.
    var position: UInt64
    /// Number of this try, from 1.
    var tries: UInt8
    /// How often the system refused to send it.
    var failures: UInt8 = 0
    /// Whether it leads the line of those that wait for its host.
    var leads = false
  }

  /// What to do next.
  enum Step: Sendable {
    /// Send this, or hand it back with `putBack` or `postpone`.
    case probe(Candidate)
    /// Nothing may be sent before an answer or `nextDeadline`.
    case idle
    /// Everything is done and nothing is on its way.
    case finished
  }

  /// A probe whose time is up.
  struct Expired: Sendable {
    let attempt: Attempt
    /// Whether the job's silence is believed now; otherwise it will be asked again, or sending has ended.
    let isBelieved: Bool
    /// Whether it had to end before its time, because the gate did not let the kernel's resend through.
    let isCut: Bool
  }

  /// So many positions may wait for a later sweep before they are served ahead of new ones: bounds memory.
  private let backlogLimit: Int
  private static let postponedLimit = 65_536
  /// More resends than this are never made.
  static let mostRetries = 250
  private let count: UInt64
  private let retries: Int
  private let hasOneHost: Bool
  private var cursor: UInt64 = 0
  private var sweeps: [PositionQueue]
  private var held: Candidate?
  private var postponed = TimerHeap<Candidate>()
  private var returned: [Candidate] = []
  private var attempts = AttemptTable()
  private var timings: HostTimings
  private let resendLimits: [UInt64]
  private var resends = ResendBook()
  /// Longest wait for an answer, in nanoseconds.
  private let ceiling: UInt64
  /// Asks answered jobs once more, where a single try tells nothing of loss; such a candidate is a second try of a scan
  /// that makes no resends.
  private var sampling: LossSampling?
  /// Used where there are several hosts, whose probes are not over in the order of sending.
  private var book = ExpiryBook()
  private let usesBook: Bool
  /// Whether a host may have several probes on their way.
  let hasManyPerHost: Bool
  /// Whether a host has answered for the first time, so that its probes are over earlier than the book says.
  private var isBookStale = false
  private var walkedAt = MonotonicTime(nanoseconds: 0)
  private static let walkInterval: UInt64 = 50_000_000
  /// Whether sending has ended for good.
  private(set) var isHalted = false

  /// Schedules `count` jobs on `hosts` hosts; `ceiling` is the longest wait for one answer. A probe ends at the age
  /// `resendLimits[n]` unless `grantResend` was called more than `n` times for it. With `samplesLoss`, and without retries,
  /// some answered jobs are asked once more.
  init(
    count: UInt64, hosts: UInt128, retries: Int, ceiling: ScanDuration, resendLimits: [UInt64] = [],
    backlogLimit: Int = 1 << 20, samplesLoss: Bool = false
  ) {
    self.resendLimits = resendLimits
    self.count = count
    self.retries = min(max(retries, 0), Self.mostRetries)
    self.backlogLimit = backlogLimit
    if samplesLoss, self.retries == 0 { sampling = LossSampling(count: count) }
    hasOneHost = hosts <= 1
    sweeps = Array(repeating: PositionQueue(), count: self.retries + 1)
    let nanoseconds = UInt64(max(ceiling.microseconds, 1)).multipliedClamping(by: 1_000)
    self.ceiling = nanoseconds
    usesBook = hosts > 1 && resendLimits.isEmpty
    hasManyPerHost = UInt128(count) > hosts
    timings = HostTimings(hosts: hosts, ceiling: nanoseconds)
  }

  /// Number of probes on their way.
  var inFlight: Int { attempts.count }

  /// The earliest moment at which `next` or `expire` may have something new, answers aside.
  var nextDeadline: MonotonicTime? {
    guard usesBook else {
      return later(attempts.first.map { attempts[$0].sentAt.advanced(byNanoseconds: shortestWait(attempts[$0])) })
    }
    guard attempts.count > 0 else { return later(nil) }
    let walk = isBookStale ? walkedAt.advanced(byNanoseconds: Self.walkInterval) : .distantFuture
    return later(min(book.nextDue ?? .distantFuture, walk))
  }

  /// The shortest time after which the first probe on its way, or a later one, may be over. All probes of one host are
  /// waited for equally long, so there the first one's end is known.
  private func shortestWait(_ first: Attempt) -> UInt64 {
    hasOneHost && resendLimits.isEmpty ? timings.knownTimeout(of: first.job.target) : timings.shortest
  }

  /// The earlier of an expiry and what was postponed.
  private func later(_ expiry: MonotonicTime?) -> MonotonicTime? {
    guard !isHalted, let due = postponed.nextDue else { return expiry }
    return expiry.map { min($0, due) } ?? due
  }

  /// What to do at the moment `now`.
  mutating func next(_ now: MonotonicTime) -> Step {
    if !isHalted, let candidate = candidate(now) { return .probe(candidate) }
    let waits = attempts.count > 0 || (!isHalted && postponed.count > 0)
    return waits ? .idle : .finished
  }

  private mutating func candidate(_ now: MonotonicTime) -> Candidate? {
    if let candidate = held {
      held = nil
      return candidate
    }
    if let candidate = returned.popLast() { return candidate }
    if let candidate = postponed.popDue(now) { return candidate }
    if let position = sampling?.next(walked: cursor) { return Candidate(position: position, tries: 2) }
    if let crowded = sweeps.firstIndex(where: { $0.count >= backlogLimit }) { return resend(crowded) }
    if cursor < count {
      cursor += 1
      return Candidate(position: cursor - 1, tries: 1)
    }
    return sweeps.firstIndex(where: { !$0.isEmpty }).flatMap { resend($0) }
  }

  private mutating func resend(_ sweep: Int) -> Candidate? {
    sweeps[sweep].popFirst().map { Candidate(position: $0, tries: UInt8(sweep + 1)) }
  }

  /// Takes back a candidate that cannot be sent yet; it comes first the next time.
  mutating func putBack(_ candidate: Candidate) {
    held = candidate
  }

  /// Takes back a candidate until `due` and lets others go ahead; false when too many wait already.
  mutating func postpone(_ candidate: Candidate, until due: MonotonicTime) -> Bool {
    if postponed.count >= Self.postponedLimit { return false }
    postponed.add(candidate, due: due)
    return true
  }

  /// Takes back a probe that has not left after all and can leave now: it goes ahead of all others.
  mutating func giveBack(_ candidate: Candidate) {
    if !isHalted { returned.append(candidate) }
  }

  /// Lets everything that was postponed go now.
  mutating func releasePostponed() {
    while let candidate = postponed.popDue(.distantFuture) { giveBack(candidate) }
  }

  /// Whether a host that has several jobs has answered before.
  func hasAnswered(_ host: Address) -> Bool { hasManyPerHost && timings.isMeasured(host) }

  /// Notes that `candidate` is on its way.
  mutating func began(_ candidate: Candidate, job: ProbeJob, tag: UInt32, now: MonotonicTime) -> AttemptID {
    let id = attempts.add(
      Attempt(job: job, position: candidate.position, sentAt: now, tries: candidate.tries, tag: tag))
    if !resendLimits.isEmpty { resends.add(id, attempts[id], after: 0) }
    if usesBook { enter(id, attempts[id]) }
    return id
  }

  /// Puts a probe into the book, under the time of its host.
  private mutating func enter(_ id: AttemptID, _ attempt: Attempt) {
    let wait = timings.timeout(of: attempt.job.target)
    let entry = ExpiryBook.Entry(
      attempt: id, serial: attempt.serial, due: attempt.sentAt.advanced(byNanoseconds: wait))
    if wait == ceiling { return book.addPatient(entry) }
    attempts.setTimed(id)
    book.add(entry)
  }

  /// Notes that a probe waits for its next hop and has not left.
  mutating func park(_ id: AttemptID) { attempts.park(id) }

  /// The probe under `id`.
  func attempt(_ id: AttemptID) -> Attempt { attempts[id] }

  /// Takes a probe off the way, whatever became of it.
  mutating func ended(_ id: AttemptID) -> Attempt {
    attempts.remove(id)
  }

  /// A probe for whose next resend by the kernel the gate may be asked now, if there is one: to be handed back by
  /// `grantResend` or `askAgain`, or else it ends before the resend.
  mutating func resendWish(_ now: MonotonicTime) -> (wish: ResendBook.Wish, attempt: Attempt)? {
    if resendLimits.isEmpty { return nil }
    while let wish = resends.next(now) {
      let attempt = attempts[wish.attempt]
      guard attempt.serial == wish.serial, Int(attempt.resends) < resendLimits.count else { continue }
      let limit = resendLimits[Int(attempt.resends)]
      let age = now.nanoseconds(since: attempt.sentAt)
      if age < limit, timings.timeout(of: attempt.job.target) > limit { return (wish, attempt) }
    }
    return nil
  }

  /// Notes that the gate has let the resend through.
  mutating func grantResend(_ wish: ResendBook.Wish) {
    attempts.addResend(wish.attempt)
    let attempt = attempts[wish.attempt]
    if Int(attempt.resends) < resendLimits.count {
      resends.add(wish.attempt, attempt, after: Int(attempt.resends))
    }
  }

  /// Has the gate asked again, not before `due`.
  mutating func askAgain(_ wish: ResendBook.Wish, due: MonotonicTime) { resends.add(wish, due: due) }

  /// Whether probes wait long enough for the kernel to resend.
  var hasResends: Bool { !resendLimits.isEmpty }

  /// Takes back the resends that were let through and cannot have left at `now`: their probes end before them.
  mutating func revokeResends(_ now: MonotonicTime, into revoked: inout [Attempt]) {
    var cursor = attempts.first
    while let id = cursor {
      cursor = attempts.next(after: id)
      guard isResendUnsent(attempts[id], now: now) else { continue }
      revoked.append(attempts[id])
      attempts.removeResend(id)
    }
  }

  /// Whether the last resend that was let through cannot have left when the probe ended at `now`.
  func isResendUnsent(_ attempt: Attempt, now: MonotonicTime) -> Bool {
    attempt.resends > 0 && now.nanoseconds(since: attempt.sentAt) < resendLimits[Int(attempt.resends) - 1]
  }

  /// Whether a candidate with this try is asked again only to see what is lost.
  func isSample(_ tries: UInt8) -> Bool { sampling != nil && tries > 1 }

  /// What asking again told of loss.
  var sample: LossSample { sampling?.outcome ?? LossSample() }

  /// Takes in that a job was answered at its first try.
  mutating func answered(_ position: UInt64) { sampling?.answered(position) }

  /// Takes in what became of a sample.
  mutating func sampled(isLost: Bool) { sampling?.ended(isLost: isLost) }

  /// Takes in the round trip of an answer of `host`, in nanoseconds.
  mutating func measured(_ roundTrip: UInt64, host: Address) {
    if timings.add(roundTrip, for: host), hasManyPerHost { isBookStale = usesBook }
  }

  /// Notes that try number `tries` of a job brought no answer: true when its silence is believed now.
  mutating func missed(position: UInt64, tries: UInt8) -> Bool {
    if Int(tries) > retries { return true }
    if !isHalted { sweeps[Int(tries)].append(position) }
    return false
  }

  /// Whether a later try of some job is still to come.
  var hasResendsToCome: Bool { attempts.count > 0 || sweeps.contains { !$0.isEmpty } }

  /// Has a decided job asked again from its first try, for another pass.
  mutating func repeatPass(_ position: UInt64) {
    if !isHalted { sweeps[0].append(position) }
  }

  /// Takes out the probes whose time is up at `now`.
  mutating func expire(_ now: MonotonicTime, into expired: inout [Expired]) {
    if usesBook { return expireByBook(now, into: &expired) }
    var cursor = attempts.first
    while let id = cursor {
      let attempt = attempts[id]
      let age = now.nanoseconds(since: attempt.sentAt)
      if age < timings.shortest { return }
      cursor = attempts.next(after: id)
      let isOver = age >= timings.timeout(of: attempt.job.target)
      let isCut = !isOver && Int(attempt.resends) < resendLimits.count && age >= resendLimits[Int(attempt.resends)]
      if isOver || isCut {
        _ = attempts.remove(id)
        let isBelieved = missed(position: attempt.position, tries: attempt.tries)
        expired.append(Expired(attempt: attempt, isBelieved: isBelieved, isCut: isCut))
      } else if hasOneHost, resendLimits.isEmpty {
        return
      }
    }
  }

  private mutating func expireByBook(_ now: MonotonicTime, into expired: inout [Expired]) {
    if isBookStale, now.nanoseconds(since: walkedAt) >= Self.walkInterval { renewBook(now) }
    while let entry = book.popDue(now) {
      let attempt = attempts[entry.attempt]
      guard attempt.serial == entry.serial else { continue }
      let over = attempt.sentAt.advanced(byNanoseconds: timings.timeout(of: attempt.job.target))
      guard over <= now else {
        book.add(ExpiryBook.Entry(attempt: entry.attempt, serial: entry.serial, due: over))
        continue
      }
      _ = attempts.remove(entry.attempt)
      let isBelieved = missed(position: attempt.position, tries: attempt.tries)
      expired.append(Expired(attempt: attempt, isBelieved: isBelieved, isCut: false))
    }
  }

  /// Enters the probes of hosts that have answered since under the time of their host.
  private mutating func renewBook(_ now: MonotonicTime) {
    isBookStale = false
    walkedAt = now
    var cursor = attempts.first
    while let id = cursor {
      cursor = attempts.next(after: id)
      let attempt = attempts[id]
      if !attempt.isTimed, timings.timeout(of: attempt.job.target) < ceiling { enter(id, attempt) }
    }
  }

  /// Takes out every probe on its way.
  mutating func abandonAll(into abandoned: inout [Attempt]) {
    while let id = attempts.first { abandoned.append(attempts.remove(id)) }
  }

  /// Takes out the probes on their way to `host`.
  mutating func abandon(host: Address, into abandoned: inout [Attempt]) {
    var cursor = attempts.first
    while let id = cursor {
      cursor = attempts.next(after: id)
      if attempts[id].job.target == host { abandoned.append(attempts.remove(id)) }
    }
  }

  /// Ends sending for good; what is on its way is still waited for.
  mutating func halt() {
    isHalted = true
    sampling?.stop()
    held = nil
    returned = []
    postponed = TimerHeap()
    sweeps = Array(repeating: PositionQueue(), count: sweeps.count)
  }
}
