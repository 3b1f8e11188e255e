// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes

/// A scan by packets of our own: what its techniques send, and how their answers are found again.
final class RawRun: ScanRun {
  /// The packets of a technique, for both families.
  typealias Templates = (v4: ProbeTemplate, v6: ProbeTemplate)
  /// What is said to a port, and what the answer to it must give back.
  struct Question {
    let templates: Templates
    let echo: EchoedField?
  }

  private let templates: [Templates]
  /// Datagrams for ports whose service is known, where the technique does not say what is sent.
  private let questions: [UInt16: Question]
  let cookies: ProbeCookies
  /// The port that all its probes come from, where the scan fixes one.
  let fixedPort: UInt16?
  /// The ways to its targets, as the machine knew them when it began.
  var routes: RouteBook
  var table = CookieTable()
  var late = LateAnswers()
  var strays: StrayAnswers
  /// Since when its packets are refused because an interface is down, and the last time that one was.
  var outage: (since: MonotonicTime, last: MonotonicTime)?
  /// Until when it is looked for further packets though it is over, because somebody watches.
  private(set) var lingersUntil: MonotonicTime?
  /// The loopback interface has the same number on every Linux (`LOOPBACK_IFINDEX`).
  private static let loopback: UInt32 = 1

  /// Throws what keeps the scan from beginning.
  init(_ order: ScanOrder, now: MonotonicTime, hash: KeyedHash) throws(EngineError) {
    if let obstacle = order.work.obstacle(serves: RawEngine.canSend) { throw obstacle }
    fixedPort = order.work.sourcePort
    routes = try RouteBook(interface: try Self.interface(order.work))
    let ttl = order.work.ttl ?? 64
    templates = order.work.techniques.map { Self.templates($0, payload: $0.options.payload ?? [], ttl: ttl) }
    questions = Self.questions(order.work, ttl: ttl)
    cookies = ProbeCookies(hash)
    strays = StrayAnswers(order.work)
    super.init(
      id: order.id, work: order.work, gate: order.gate, sink: order.sink, now: now, wait: order.work.timeout,
      samplesLoss: Self.samplesLoss(order), publish: order.handle.publish)
  }

  /// Whether ports that answered are asked again to see what is lost: where no resend shows it, and where a packet more
  /// does not mean a port less.
  private static func samplesLoss(_ order: ScanOrder) -> Bool {
    order.work.retries == 0 && order.work.confirm == 1 && !order.work.settlesHosts && !order.gate.hasPacketLimit
  }

  private static func templates(
    _ technique: Technique, payload: [UInt8], echo: EchoedField? = nil, ttl: UInt8
  ) -> Templates {
    (
      ProbeTemplate(technique, family: .v4, payload: payload, echo: echo, ttl: ttl),
      ProbeTemplate(technique, family: .v6, payload: payload, echo: echo, ttl: ttl)
    )
  }

  private static func questions(_ work: ScanWork, ttl: UInt8) -> [UInt16: Question] {
    var found: [UInt16: Question] = [:]
    for probe in work.space.probes {
      let technique = work.techniques[Int(probe.technique)]
      guard technique.send == .payload, technique.options.payload == nil, found[probe.port] == nil else { continue }
      guard let row = DatagramPayload.row(for: probe.port) else { continue }
      found[probe.port] = Question(
        templates: templates(technique, payload: row.bytes, echo: row.echo, ttl: ttl), echo: row.echo)
    }
    return found
  }

  /// The packet that asks what a job asks.
  @inline(__always)
  func template(_ job: ProbeJob, isV4: Bool) -> ProbeTemplate {
    let usual = templates[Int(job.technique)]
    let found = question(Int(job.technique), port: job.port)?.templates ?? usual
    return isV4 ? found.v4 : found.v6
  }

  /// What is said to a port whose service is known, where the technique leaves that open.
  @inline(__always)
  func question(_ technique: Int, port: UInt16) -> Question? {
    let technique = work.techniques[technique]
    return technique.send == .payload && technique.options.payload == nil ? questions[port] : nil
  }

  /// The number of the interface that the scan names; 0 when it leaves that open.
  private static func interface(_ work: ScanWork) throws(EngineError) -> UInt32 {
    guard let name = work.interface else { return 0 }
    guard let index = InterfaceZone.index(of: name) else { throw .system(call: "interface \(name)", code: ENODEV) }
    return index
  }

  /// Notes that a probe is on its way.
  func began(
    _ candidate: ProbeScheduler.Candidate, job: ProbeJob, cookie: UInt32, now: MonotonicTime
  ) -> AttemptID {
    let id = scheduler.began(candidate, job: job, tag: cookie, now: now)
    table.add(cookie, id)
    return id
  }

  /// Takes a probe off the way.
  @discardableResult
  func ended(_ id: AttemptID) -> Attempt {
    let attempt = scheduler.ended(id)
    forget(attempt)
    return attempt
  }

  /// Takes a probe that is over out of the table.
  func forget(_ attempt: Attempt) { table.remove(attempt.tag, AttemptID(slot: attempt.slot)) }

  /// The probe on its way to a port, asked by a technique, which an answer that arrived on `interface` belongs to: two
  /// links may have a station of the same address.
  func attempt(_ cookie: UInt32, target: Address, port: UInt16, technique: Int, interface: UInt32) -> AttemptID? {
    table.first(cookie) { id in
      let job = scheduler.attempt(id).job
      return job.port == port && Int(job.technique) == technique && job.wireTarget.withoutZone == target
        && (job.target.zone.isNone || isOnLink(job.target.zone, interface))
    }
  }

  /// What this machine says to itself arrives on its loopback, whatever the zone.
  private func isOnLink(_ zone: Zone, _ interface: UInt32) -> Bool {
    interface == Self.loopback || InterfaceZone.index(of: zone.name) == interface
  }

  override func portInstead(of job: ProbeJob) -> UInt16? {
    strays.isEmpty ? nil : strays.port(instead: LateAnswers.Question(job))
  }

  /// Draws the conclusion from an answer.
  func settle(
    _ answer: RawAnswer, _ job: ProbeJob, _ candidate: ProbeScheduler.Candidate, sentAt: MonotonicTime? = nil,
    roundTrip: UInt64, isMeasure: Bool
  ) {
    let state = work.techniques[Int(job.technique)].state(for: answer.answer)
    if let trace = work.trace {
      trace.conclude(answer.answer, state, answer.reason)
      lingersUntil = SystemClock.now.advanced(byNanoseconds: Self.afterglow(roundTrip))
    }
    answered(
      job, candidate, state: state, reason: answer.reason, sentAt: sentAt, roundTrip: roundTrip, isMeasure: isMeasure,
      segment: answer.evidence, isFromTarget: answer.isFromTarget)
  }

  /// Whether somebody watches and more may come. After a while of it nothing is awaited.
  func lingers(_ now: MonotonicTime) -> Bool {
    guard let until = lingersUntil, ending == nil else { return false }
    if now < until { return true }
    lingersUntil = nil
    return false
  }

  /// How long a second answer, or what this machine itself says to the first, may take.
  private static func afterglow(_ roundTrip: UInt64) -> UInt64 { min(max(roundTrip * 2, 30_000_000), 500_000_000) }

  /// Takes in that the station which was to be asked for is this machine.
  func answeredAtHome(_ candidate: ProbeScheduler.Candidate, _ job: ProbeJob) {
    unsent(candidate, target: job.target)
    let answer = RawAnswer(
      answer: .reply(length: 0, ttl: 0), reason: .localhostResponse, evidence: SegmentEvidence(), isFromTarget: true)
    settle(answer, job, candidate, roundTrip: 0, isMeasure: false)
  }
}
