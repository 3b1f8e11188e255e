// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Scans a simulated network: every technique, no packet, and no time but its own.
///
/// Scheduling, resends, waits, passes, scope and rates are those of the other engines. The engine has no thread. It does
/// something only inside `advance`, on the caller's thread, and stops as soon as it has told somebody something: what
/// that leads to is begun at the very moment of the virtual clock, so that the same seed gives the same run.
///
/// `@unchecked Sendable`: engine, tickets and conversations are used on one thread alone, the one that calls `advance`.
public final class SimulatedEngine: ProbeEngine, @unchecked Sendable {
  /// Packets leave one after the other, each taking this many nanoseconds: 100,000 a second.
  static let packetTime: UInt64 = 10_000
  /// More probes than this are not on their way at once; what has been sent must be remembered until it is over.
  static let window = 1 << 17
  /// Probes sent between two returns to the caller, so that interrupts are seen.
  private static let patience = 1 << 16

  /// What is scanned.
  public let network: SimulatedNetwork
  /// The time that passes here.
  public let clock = VirtualClock()
  var wire: SimulatedWire
  var runs: [SimulatedRun] = []
  var talks: [SimulatedTalk] = []
  /// When the next packet can leave.
  var lineFreeAt = VirtualClock.start
  private var nextID: UInt64 = 1
  private var expired: [ProbeScheduler.Expired] = []
  /// Whether somebody was told something since `advance` began.
  private let ear = SimulatedEar()
  private var isShutDown = false

  /// An engine for a network, at the start of its clock.
  public init(_ network: SimulatedNetwork) {
    self.network = network
    wire = SimulatedWire(network)
  }

  func makeID() -> UInt64 {
    nextID += 1
    return nextID - 1
  }

  // MARK: ProbeEngine

  /// Everything: nothing needs a privilege here.
  public func serves(_ technique: Technique) -> Bool { true }

  /// Starts a scan; nothing of it happens before `advance`.
  public func start(_ work: ScanWork, gate: SendGate, sink: any ScanSink) -> any ScanTicket {
    let ticket = SimulatedTicket(self, total: work.space.count)
    let run = SimulatedRun(
      id: makeID(), work: work, gate: gate, sink: SimulatedSink(sink, ear), now: clock.now,
      publish: { [weak ticket] in ticket?.latest = $0 })
    ticket.run = run
    if isShutDown {
      run.finish(.failed(.shutDown))
    } else if work.space.overflows {
      run.finish(.failed(.spaceTooLarge))
    } else {
      runs.append(run)
    }
    return ticket
  }

  /// Starts a conversation; nothing of it happens before `advance`.
  public func converse(
    _ conversation: Conversation, gate: SendGate, completion: @escaping @Sendable (ConversationResult) -> Void
  ) -> any Cancellable {
    let ear = ear
    let talk = SimulatedTalk(conversation, gate: gate, engine: self, due: clock.now) { result in
      ear.hasHeard = true
      completion(result)
    }
    if isShutDown { talk.finish(.failed(.cancelled)) } else { talks.append(talk) }
    return talk
  }

  /// Ends every scan and conversation.
  public func shutdown() {
    isShutDown = true
    for run in runs { end(run, .stopped) }
    for talk in talks { talk.finish(.failed(.cancelled)) }
    talks = []
  }

  // MARK: Time

  /// Lets time pass until somebody has been told something, `limit` is reached, or enough has been sent for a look
  /// around; false when nothing will ever happen by itself.
  public func advance(until limit: MonotonicTime?) -> Bool {
    ear.hasHeard = false
    var left = Self.patience
    while true {
      step(until: limit ?? .distantFuture, &left)
      if ear.hasHeard || left <= 0 { return true }
      let next = nextDue
      if let limit, limit <= next ?? .distantFuture {
        clock.move(to: limit)
        return true
      }
      guard let next else { return false }
      clock.move(to: next)
    }
  }

  /// Does all that is due now, and sends on while nothing else is.
  private func step(until limit: MonotonicTime, _ left: inout Int) {
    advanceTalks()
    for run in runs {
      serve(run)
      // Several scans take turns.
      var turn = runs.count == 1 ? left : min(left, 64)
      let given = turn
      send(run, until: limit, &turn)
      left -= given - turn + 1
      run.tell(clock.now)
      if ear.hasHeard { return }
    }
  }

  private var nextDue: MonotonicTime? {
    let now = clock.now
    var earliest = talks.lazy.map(\.due).min()
    for run in runs {
      guard let due = run.nextDue(now, lineFreeAt: lineFreeAt) else { continue }
      earliest = earliest.map { min($0, due) } ?? due
    }
    return earliest.map { max($0, now) }
  }

  /// Takes in answers and silence.
  private func serve(_ run: SimulatedRun) {
    let now = clock.now
    while let arrival = run.arrivals.popDue(now) {
      run.take(arrival, now: now)
      run.isIdle = false
    }
    if let due = run.scheduler.nextDeadline, due <= now {
      run.scheduler.expire(now, into: &expired)
      for entry in expired {
        run.ranOut(entry.attempt, now: now)
        guard entry.isBelieved else { continue }
        run.silent(entry.attempt.job, position: entry.attempt.position, tries: entry.attempt.tries)
      }
      expired.removeAll(keepingCapacity: true)
      run.isIdle = false
    }
    if let deadline = run.deadline, now >= deadline { end(run, .deadline) }
  }

  /// Sends until the line, the gate, the scan or its turn is at an end, or something else is due.
  private func send(_ run: SimulatedRun, until limit: MonotonicTime, _ turn: inout Int) {
    guard runs.contains(where: { $0 === run }) else { return }
    var now = clock.now
    var horizon = min(limit, run.deadline ?? .distantFuture, run.arrivals.nextDue ?? .distantFuture)
    if let expiry = run.scheduler.nextDeadline, expiry > now { horizon = min(horizon, expiry) }
    for talk in talks { horizon = min(horizon, talk.due) }
    for other in runs where other !== run {
      if let due = other.nextDue(now, lineFreeAt: lineFreeAt) { horizon = min(horizon, max(due, now)) }
    }
    while turn > 0, !ear.hasHeard, !run.isPaused || run.ending != nil {
      guard lineFreeAt <= now, run.waitUntil ?? now <= now, run.scheduler.inFlight < Self.window else { return }
      run.waitUntil = nil
      switch run.scheduler.next(now) {
      case .finished: return end(run, run.ending ?? .completed)
      case .idle:
        run.isIdle = true
        return
      case .probe(let candidate):
        turn -= 1
        guard let due = offer(candidate, run, now) else { continue }
        horizon = min(horizon, due)
        lineFreeAt = now.advanced(byNanoseconds: Self.packetTime)
        if lineFreeAt >= horizon { return }
        clock.move(to: lineFreeAt)
        now = lineFreeAt
      }
    }
  }

  /// Asks the gate and sends: when the answer comes, in the far future where none does, `nil` when nothing was sent.
  private func offer(_ candidate: ProbeScheduler.Candidate, _ run: SimulatedRun, _ now: MonotonicTime) -> MonotonicTime?
  {
    let job = run.work.space.job(at: candidate.position)
    if !run.skipped.isEmpty, run.skipped.contains(job.target) {
      run.drop()
      run.leaveLine(candidate, job)
      return nil
    }
    if run.holdsBack(candidate, job, now: now) { return nil }
    switch run.admission(of: job.target, now: now) {
    case .send: return launch(candidate, job, run, now)
    case .refused(.scope(let address)):
      run.refuse(address)
      run.leaveLine(candidate, job)
    case .refused(.packetLimit): run.halt(.packetLimit)
    case .refused(.closed): run.halt(.stopped)
    case .wait(let until):
      run.scheduler.putBack(candidate)
      run.waitUntil = until
    case .waitForHost(let until): run.waitForHost(candidate, job, until: until)
    }
    return nil
  }

  private func launch(
    _ candidate: ProbeScheduler.Candidate, _ job: ProbeJob, _ run: SimulatedRun, _ now: MonotonicTime
  ) -> MonotonicTime {
    run.sent(candidate, to: job, now: now)
    let attempt = run.scheduler.began(candidate, job: job, tag: 0, now: now)
    run.traceSent(job, tries: candidate.tries, now: now)
    guard let echo = wire.send(run.probe(for: job), to: job.target, port: job.port, now: now) else {
      return .distantFuture
    }
    let due = now.advanced(byNanoseconds: echo.delay)
    let serial = run.scheduler.attempt(attempt).serial
    run.arrivals.add(SimulatedRun.Arrival(attempt: attempt, serial: serial, answer: echo.answer), due: due)
    return due
  }

  /// Ends a scan at once.
  func end(_ run: SimulatedRun, _ cause: EngineEnd.Cause) {
    guard let place = runs.firstIndex(where: { $0 === run }) else { return }
    runs.remove(at: place)
    var abandoned: [Attempt] = []
    run.scheduler.abandonAll(into: &abandoned)
    run.finish(cause)
  }

  /// Leaves out the rest of a host.
  func skip(_ host: Address, in run: SimulatedRun) {
    run.skipped.insert(host)
    var dropped: [Attempt] = []
    run.scheduler.abandon(host: host, into: &dropped)
    for _ in dropped { run.drop() }
    run.isIdle = false
  }
}

/// Remembers that something was told.
final class SimulatedEar: @unchecked Sendable {
  var hasHeard = false
}

/// Hands observations on, and notes that it did.
private final class SimulatedSink: ScanSink, @unchecked Sendable {
  private let inner: any ScanSink
  private let ear: SimulatedEar

  init(_ inner: any ScanSink, _ ear: SimulatedEar) {
    self.inner = inner
    self.ear = ear
  }

  func observed(_ batch: [Observation]) {
    ear.hasHeard = true
    inner.observed(batch)
  }

  func finished(_ end: EngineEnd) {
    ear.hasHeard = true
    inner.finished(end)
  }
}

/// The hold on a simulated scan.
final class SimulatedTicket: ScanTicket, @unchecked Sendable {
  private weak var engine: SimulatedEngine?
  weak var run: SimulatedRun?
  var latest: ScanProgress

  init(_ engine: SimulatedEngine, total: UInt64) {
    self.engine = engine
    latest = ScanProgress(total: total)
  }

  func pause() { run?.isPaused = true }

  func resume() {
    run?.isPaused = false
    run?.isIdle = false
  }

  func stop() {
    run?.halt(.stopped)
    run?.isIdle = false
  }

  func cancel() { if let run { engine?.end(run, .stopped) } }
  func skip(_ host: Address) { if let run { engine?.skip(host, in: run) } }
  var progress: ScanProgress { latest }
}
