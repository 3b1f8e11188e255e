// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes

/// The engine's thread: one epoll set, all scans, all conversations. Nothing in here blocks but the wait for events.
///
/// Lives and dies on its thread; other threads reach it through the mailbox only.
final class ConnectLoop: CommandedLoop {
  let mailbox: EngineMailbox
  var sockets = SocketTable()
  var window: DescriptorWindow
  var runs: [ConnectRun?] = []
  var talks = TalkTable()
  /// Since when the system has given no descriptor at all.
  var starvedSince: MonotonicTime?
  var expired: [ProbeScheduler.Expired] = []
  /// Whether the kernel resends at an even pace; see `KernelResends`.
  let isLinear: Bool
  let receiveBuffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
  private let reports = UnsafeMutablePointer<cnet_event>.allocate(capacity: CNET_BATCH)
  var isShutDown = false

  init(mailbox: EngineMailbox, descriptorLimit: UInt64) {
    self.mailbox = mailbox
    window = DescriptorWindow(limit: descriptorLimit)
    isLinear = KernelResends.isLinear()
  }

  deinit {
    receiveBuffer.deallocate()
    reports.deallocate()
  }

  /// Serves until shut down.
  func run() {
    while !isShutDown {
      let now = SystemClock.now
      window.recover(now: now)
      advanceTalks(now)
      var hasMore = false
      for number in runs.indices {
        guard let run = runs[number] else { continue }
        hasMore = advance(run, number: UInt32(number), now: now) || hasMore
      }
      wait(hasMore: hasMore)
    }
  }

  private func wait(hasMore: Bool) {
    do throws(EngineError) {
      let time = hasMore ? 0 : sleepTime(SystemClock.now)
      let count = try mailbox.epoll.wait(reports, nanoseconds: time)
      handleReports(count)
    } catch {
      fail(error)
    }
  }

  private func handleReports(_ count: Int) {
    let now = SystemClock.now
    var hasCommands = false
    for place in 0..<count {
      let report = reports[place]
      if report.token == EngineMailbox.signalToken {
        hasCommands = true
        continue
      }
      guard let slot = sockets.slot(for: report.token) else { continue }
      switch sockets.owner(slot) {
      case .none, .idle: continue
      case .probe(let scan, let attempt): probeReady(slot, scan: scan, attempt: attempt, now: now)
      case .talk(let talk): talkReady(talk, events: report.events, now: now)
      }
    }
    if hasCommands { obeyAll() }
  }

  /// How long nothing will happen by itself; `nil` for ever.
  private func sleepTime(_ now: MonotonicTime) -> UInt64? {
    let moments = [talks.nextDue(open: sockets.openCount, window: window, now: now), wakeTime(now)]
    return moments.compactMap { $0 }.min().map { $0.nanoseconds(since: now) }
  }

  func wakeTime(of run: ConnectRun, now: MonotonicTime) -> MonotonicTime? {
    // A deadline that has passed and left nothing to do is looked at again a little later.
    let scheduled = run.scheduler.nextDeadline.map { max($0, now.advanced(byNanoseconds: 5_000_000)) }
    let exact = run.scheduler.nextDeadline.flatMap { $0 > now ? $0 : nil }
    let starved = run.isStarved ? window.nextChance(open: sockets.openCount, now: now) : nil
    let waiting = run.isPaused ? nil : run.waitUntil
    let moments = [exact ?? scheduled, starved, waiting, run.deadline, run.tellingDue]
    return moments.compactMap { $0 }.min()
  }

  func makeRun(_ order: ScanOrder) throws(EngineError) -> ConnectRun {
    try ConnectRun(order, now: SystemClock.now, isLinear: isLinear)
  }

  func letGo(_ attempt: Attempt, of run: ConnectRun) {
    sockets.close(attempt.tag)
    run.released(attempt, now: SystemClock.now)
  }

  /// Closes all sockets of a scan and tells its sink.
  func end(_ run: ConnectRun, number: UInt32, _ cause: EngineEnd.Cause) {
    var abandoned: [Attempt] = []
    run.scheduler.abandonAll(into: &abandoned)
    for attempt in abandoned { letGo(attempt, of: run) }
    closeIdle(of: run)
    runs[Int(number)] = nil
    run.finish(cause)
  }
}
