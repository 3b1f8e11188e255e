// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes

/// The thread of the raw engine: reads what arrived, ends what is over, sends what may leave, sleeps when there is
/// nothing to do. Nothing in here blocks but the wait for events.
final class RawLoop: CommandedLoop {
  /// More probes than this are not on their way at once: what has been sent must be remembered until it is over.
  static let window = 1 << 18
  /// Probes sent between two looks at what arrived.
  static let probesPerTurn = 128
  /// Packets read between two turns of sending: who is flooded still sends, and listens to whoever wants to stop it.
  static let packetsPerTurn = 16_384
  static let ringToken = UInt64.max - 1
  private static let dropsInterval: UInt64 = 20_000_000

  let mailbox: EngineMailbox
  var ring: ReceiveRing
  let ports: SourcePorts
  var neighbours: NeighbourBook
  private let ipv4Socket: Descriptor
  private let ipv6Socket: Descriptor?
  var frames: PacketSender
  var ipv4: PacketSender
  var ipv6: PacketSender?
  /// What each waiting packet of a sender is, in the order in which they were written.
  var outgoing: [PacketSender.Way: [OutgoingProbe]] = [:]
  var runs: [RawRun?] = []
  var expired: [ProbeScheduler.Expired] = []
  var clock = ArrivalClock()
  var optionReading = OptionReading()
  /// Whether some scan wants its packets kept or watched; then `arrived` is the packet that is looked at.
  private(set) var isCapturing = false
  var arrived = cnet_received()
  /// Whether `arrived` answers something.
  var isTaken = false
  /// Whether somebody watches a probe.
  private(set) var isTracing = false
  private var dropsReadAt = MonotonicTime(nanoseconds: 0)
  private let reports = UnsafeMutablePointer<cnet_event>.allocate(capacity: CNET_BATCH)
  var isShutDown = false

  /// Takes the sockets over and begins to receive; throws what the system refuses.
  init(mailbox: EngineMailbox, sockets: consuming RawSockets) throws(EngineError) {
    self.mailbox = mailbox
    var generator = SystemRandomNumberGenerator()
    let ports = try SourcePorts(using: &generator)
    if let number = sockets.ipv6Number { ipv6 = PacketSender(number, .ipv6) }
    ring = try ReceiveRing(sockets.link, ports: ports)
    self.ports = ports
    frames = PacketSender(ring.number, .frames)
    ipv4 = PacketSender(sockets.ipv4.number, .ipv4)
    ipv4Socket = sockets.ipv4
    ipv6Socket = sockets.ipv6
    neighbours = try NeighbourBook()
    let code = mailbox.epoll.watch(ring.number, for: UInt32(CNET_IN), token: Self.ringToken, isNew: true)
    if code < 0 { throw .system(call: "epoll_ctl", code: -code) }
  }

  deinit { reports.deallocate() }

  /// Serves until shut down.
  func run() {
    while !isShutDown {
      clock.set(monotonic: cnet_monotonic_nanoseconds(), wall: cnet_real_nanoseconds())
      var hasMore = receive()
      let now = SystemClock.now
      readDrops(now)
      for number in runs.indices {
        guard let run = runs[number] else { continue }
        hasMore = advance(run, number: UInt32(number), now: now) || hasMore
      }
      flush()
      wait(hasMore: hasMore)
    }
  }

  /// Asks the kernel now and then whether it had to drop answers: earlier than any probe is over that began meanwhile.
  private func readDrops(_ now: MonotonicTime) {
    guard now.nanoseconds(since: dropsReadAt) >= Self.dropsInterval else { return }
    dropsReadAt = now
    guard ring.takeDrops() > 0 else { return }
    for case let run? in runs { run.lostAnswers(now) }
  }

  private func wait(hasMore: Bool) {
    do throws(EngineError) {
      let now = SystemClock.now
      let time = hasMore ? 0 : wakeTime(now).map { $0.nanoseconds(since: now) }
      let count = try mailbox.epoll.wait(reports, nanoseconds: time)
      for place in 0..<count where reports[place].token == EngineMailbox.signalToken { obeyAll() }
    } catch {
      fail(error)
    }
  }

  func wakeTime(of run: RawRun, now: MonotonicTime) -> MonotonicTime? {
    // A deadline that has passed and left nothing to do is looked at again a little later.
    let expiry = run.scheduler.nextDeadline.map { $0 > now ? $0 : now.advanced(byNanoseconds: 5_000_000) }
    let waiting = run.isPaused ? nil : run.waitUntil
    return [expiry, waiting, run.deadline, run.tellingDue, run.lingersUntil].compactMap { $0 }.min()
  }

  // MARK: Commands

  func makeRun(_ order: ScanOrder) throws(EngineError) -> RawRun {
    var generator = SystemRandomNumberGenerator()
    let run = try RawRun(order, now: SystemClock.now, hash: KeyedHash(using: &generator))
    if run.fixesPort { try ring.admitAllPorts() }
    if order.work.capture != nil { isCapturing = true }
    if order.work.trace != nil { watch(true) }
    return run
  }

  /// Begins or ends to look at packets for somebody who watches.
  private func watch(_ isWatched: Bool) {
    if isWatched { isCapturing = true }
    guard isWatched != isTracing else { return }
    isTracing = isWatched
    ring.admitOwnResets(isWatched)
  }

  func letGo(_ attempt: Attempt, of run: RawRun) { run.forget(attempt) }

  // Conversations are the connect engine's.
  func startTalk(_ order: TalkOrder) { order.completion(.failed(.cancelled)) }
  func cancelTalk(_ id: UInt64) {}
  func cancelAllTalks() {}

  /// Ends a scan and tells its sink.
  func end(_ run: RawRun, number: UInt32, _ cause: EngineEnd.Cause) {
    flush()
    var abandoned: [Attempt] = []
    run.scheduler.abandonAll(into: &abandoned)
    runs[Int(number)] = nil
    isCapturing = runs.contains { $0?.work.capture != nil }
    watch(runs.contains { $0?.work.trace != nil })
    neighbours.forget(run: run.id)
    run.finish(cause)
  }
}
