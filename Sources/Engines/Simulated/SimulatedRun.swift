// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// A scan on a simulated network: the answers that are on their way to it.
final class SimulatedRun: ScanRun {
  /// An answer, and the probe that it is for.
  struct Arrival: Sendable {
    let attempt: AttemptID
    /// Tells whether the probe is still waited for.
    let serial: UInt64
    let answer: SimulatedAnswer
  }

  var arrivals = TimerHeap<Arrival>()
  /// Whether there was nothing to send the last time, so that something has to happen first.
  var isIdle = false
  /// What each technique sends.
  private let probes: [SimulatedProbe]

  init(
    id: UInt64, work: ScanWork, gate: SendGate, sink: any ScanSink, now: MonotonicTime,
    publish: @escaping (ScanProgress) -> Void
  ) {
    probes = work.techniques.map { technique in
      switch technique.send {
      case .flags(let flags): .segment(flags)
      case .connect: .segment(.syn)
      case .payload: .datagram
      case .echo: .echo
      case .neighbour: .neighbour
      }
    }
    super.init(
      id: id, work: work, gate: gate, sink: sink, now: now, wait: work.timeout, backlogLimit: 1 << 18,
      publish: publish)
  }

  /// What a job sends.
  func probe(for job: ProbeJob) -> SimulatedProbe { probes[Int(job.technique)] }

  /// Takes in what came back for a probe, if it is still waited for.
  func take(_ arrival: Arrival, now: MonotonicTime) {
    guard scheduler.attempt(arrival.attempt).serial == arrival.serial else { return }
    let attempt = scheduler.ended(arrival.attempt)
    let candidate = attempt.candidate
    let technique = work.techniques[Int(attempt.job.technique)]
    let reading = technique.reading(of: arrival.answer, family: attempt.job.target.family)
    trace(arrival.answer, to: attempt.job, technique, reading, now: now)
    answered(
      attempt.job, candidate, state: reading.state, reason: reading.reason, sentAt: attempt.sentAt,
      roundTrip: now.nanoseconds(since: attempt.sentAt), isMeasure: !arrival.answer.isError,
      segment: reading.segment, isFromTarget: arrival.answer.isFromTarget)
  }

  /// When this scan has something to do of its own accord: never before `now`.
  func nextDue(_ now: MonotonicTime, lineFreeAt: MonotonicTime) -> MonotonicTime? {
    var due = deadline ?? .distantFuture
    if let arrival = arrivals.nextDue { due = min(due, arrival) }
    // A wait that may end earlier than it does is looked at again a little later.
    if let expiry = scheduler.nextDeadline {
      due = min(due, expiry > now ? expiry : now.advanced(byNanoseconds: 5_000_000))
    }
    if let telling = tellingDue { due = min(due, telling) }
    let mayTry = (!isPaused || ending != nil) && !isIdle && scheduler.inFlight < SimulatedEngine.window
    if mayTry { due = min(due, max(waitUntil ?? now, lineFreeAt)) }
    return due == .distantFuture ? nil : max(due, now)
  }
}

/// What an answer means to a technique.
struct SimulatedReading {
  var answer: Answer
  var state: PortState?
  var reason: Reason
  var segment = SegmentEvidence()
}

extension Technique {
  fileprivate func reading(of answer: SimulatedAnswer, family: Address.Family) -> SimulatedReading {
    let ttl = SimulatedHost.ttl
    switch answer {
    case .segment(let flags, _) where send == .connect:
      // The system's own connection shows neither segment nor time to live.
      return flags.contains(.syn) ? read(.accepted, .synAck) : read(.refused, .connRefused)
    case .segment(let flags, let window):
      // A kernel that takes a connection answers a SYN's offer of a segment size with its own.
      let options: TCPOptions = flags.contains(.syn) ? .offer(family) : .none
      return read(
        .tcp(flags: flags, window: window, ttl: ttl, length: 0), flags.answerReason,
        SegmentEvidence(ttl: ttl, window: window, flags: flags, options: options))
    case .datagram(let bytes):
      return read(.reply(length: bytes.count, ttl: ttl), .udpResponse, SegmentEvidence(ttl: ttl))
    case .unreachable(let kind, let reason):
      return read(.unreachable(kind), reason, SegmentEvidence(ttl: send == .connect ? 0 : ttl))
    case .echo: return read(.reply(length: 0, ttl: ttl), .echoReply, SegmentEvidence(ttl: ttl))
    case .neighbour: return read(.reply(length: 0, ttl: 0), family == .v4 ? .arpResponse : .ndResponse)
    }
  }

  private func read(
    _ answer: Answer, _ reason: Reason, _ segment: SegmentEvidence = SegmentEvidence()
  ) -> SimulatedReading {
    SimulatedReading(answer: answer, state: state(for: answer), reason: reason, segment: segment)
  }
}
