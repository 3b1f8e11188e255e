// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes

/// The engine's thread: one epoll set, all scans, all conversations. Nothing in here blocks but the wait for events.
///
/// Lives and dies on its thread; other threads reach it through the mailbox only.
final class ConnectLoop {
  let mailbox: EngineMailbox
  var sockets = SocketTable()
  var window: DescriptorWindow
  /// Scans by number; a number is reused after its scan's end.
  var runs: [ConnectRun?] = []
  var talks = TalkTable()
  /// Since when the system has given no descriptor at all.
  var starvedSince: MonotonicTime?
  var expired: [ProbeScheduler.Expired] = []
  /// Whether the kernel resends at an even pace; see `KernelResends`.
  let isLinear: Bool
  let receiveBuffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
  private let reports = UnsafeMutablePointer<cnet_event>.allocate(capacity: CNET_BATCH)
  private var isShutDown = false

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

  /// Ends everything because the thread cannot go on; whoever still waits in the mailbox is told as well.
  private func fail(_ error: EngineError) {
    isShutDown = true
    let unread = mailbox.close()
    endAll(.failed(error))
    for command in unread {
      switch command {
      case .start(let order):
        order.sink.finished(EngineEnd(cause: .failed(error), undecided: order.work.space.count))
      case .converse(let order): order.completion(.failed(.cancelled))
      case .control, .cancelTalk, .shutdown: break
      }
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
    if hasCommands { for command in mailbox.take() { obey(command) } }
  }

  /// How long nothing will happen by itself; `nil` for ever.
  private func sleepTime(_ now: MonotonicTime) -> UInt64? {
    var earliest = talks.nextDue(open: sockets.openCount, window: window, now: now)
    for case let run? in runs {
      if let due = wakeTime(of: run, now: now) { earliest = earliest.map { min($0, due) } ?? due }
    }
    return earliest.map { $0.nanoseconds(since: now) }
  }

  private func wakeTime(of run: ConnectRun, now: MonotonicTime) -> MonotonicTime? {
    // A deadline that has passed and left nothing to do is looked at again a little later.
    let scheduled = run.scheduler.nextDeadline.map { max($0, now.advanced(byNanoseconds: 5_000_000)) }
    let exact = run.scheduler.nextDeadline.flatMap { $0 > now ? $0 : nil }
    let starved = run.isStarved ? window.nextChance(open: sockets.openCount, now: now) : nil
    let waiting = run.isPaused ? nil : run.waitUntil
    let moments = [exact ?? scheduled, starved, waiting, run.deadline, run.tellingDue]
    return moments.compactMap { $0 }.min()
  }

  private func obey(_ command: EngineCommand) {
    switch command {
    case .start(let order): start(order)
    case .control(let id, let control):
      guard let number = runs.firstIndex(where: { $0?.id == id }), let run = runs[number] else { return }
      steer(run, number: UInt32(number), control)
    case .converse(let order): startTalk(order)
    case .cancelTalk(let id): cancelTalk(id)
    case .shutdown:
      endAll(.stopped)
      isShutDown = true
    }
  }

  private func start(_ order: ScanOrder) {
    let run = ConnectRun(order, now: SystemClock.now, isLinear: isLinear)
    if let obstacle = run.obstacle { return run.finish(.failed(obstacle)) }
    if let free = runs.firstIndex(where: { $0 == nil }) { runs[free] = run } else { runs.append(run) }
  }

  private func steer(_ run: ConnectRun, number: UInt32, _ control: ScanControl) {
    switch control {
    case .pause: run.isPaused = true
    case .resume: run.isPaused = false
    case .stop: run.halt(.stopped)
    case .cancel: end(run, number: number, .stopped)
    case .skip(let host): skip(host, in: run)
    }
  }

  private func endAll(_ cause: EngineEnd.Cause) {
    for number in runs.indices {
      if let run = runs[number] { end(run, number: UInt32(number), cause) }
    }
    cancelAllTalks()
  }

  /// Closes all sockets of a scan and tells its sink.
  func end(_ run: ConnectRun, number: UInt32, _ cause: EngineEnd.Cause) {
    var abandoned: [Attempt] = []
    run.scheduler.abandonAll(into: &abandoned)
    let now = SystemClock.now
    for attempt in abandoned {
      sockets.close(attempt.tag)
      run.released(attempt, now: now)
    }
    closeIdle(of: run)
    runs[Int(number)] = nil
    run.finish(cause)
  }

  private func skip(_ host: Address, in run: ConnectRun) {
    run.skipped.insert(host)
    var dropped: [Attempt] = []
    run.scheduler.abandon(host: host, into: &dropped)
    let now = SystemClock.now
    for attempt in dropped {
      sockets.close(attempt.tag)
      run.released(attempt, now: now)
      run.drop()
    }
  }
}
