// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// An engine's thread that serves scans: the scans under way, and how commands steer them. How probes travel is its own.
protocol CommandedLoop: AnyObject {
  associatedtype Run: ScanRun

  var mailbox: EngineMailbox { get }
  /// Scans by number; a number is reused after its scan's end.
  var runs: [Run?] { get set }
  /// Set when the thread is to end.
  var isShutDown: Bool { get set }

  /// Makes a scan; throws what keeps it from beginning.
  func makeRun(_ order: ScanOrder) throws(EngineError) -> Run
  /// Gives back what a probe holds that is called off while its scan goes on.
  func letGo(_ attempt: Attempt, of run: Run)
  /// When a scan has something to do of its own accord; nil for never.
  func wakeTime(of run: Run, now: MonotonicTime) -> MonotonicTime?
  /// Takes a scan off the thread and tells its sink.
  func end(_ run: Run, number: UInt32, _ cause: EngineEnd.Cause)

  func startTalk(_ order: TalkOrder)
  func cancelTalk(_ id: UInt64)
  func cancelAllTalks()
}

extension CommandedLoop {
  /// Does everything that other threads have asked for.
  func obeyAll() {
    for command in mailbox.take() { obey(command) }
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
    do throws(EngineError) {
      let run = try makeRun(order)
      if let free = runs.firstIndex(where: { $0 == nil }) { runs[free] = run } else { runs.append(run) }
    } catch {
      order.refuse(error)
    }
  }

  private func steer(_ run: Run, number: UInt32, _ control: ScanControl) {
    switch control {
    case .pause: run.isPaused = true
    case .resume: run.isPaused = false
    case .stop: run.halt(.stopped)
    case .cancel: end(run, number: number, .stopped)
    case .skip(let host): skip(host, in: run)
    }
  }

  private func skip(_ host: Address, in run: Run) {
    run.skipped.insert(host)
    var dropped: [Attempt] = []
    run.scheduler.abandon(host: host, into: &dropped)
    for attempt in dropped {
      letGo(attempt, of: run)
      run.drop(tries: attempt.tries)
    }
  }

  /// Ends everything because the thread cannot go on; whoever still waits in the mailbox is told as well.
  func fail(_ error: EngineError) {
    isShutDown = true
    let unread = mailbox.close()
    endAll(.failed(error))
    for command in unread {
      switch command {
      case .start(let order): order.refuse(error)
      case .converse(let order): order.completion(.failed(.cancelled))
      case .control, .cancelTalk, .shutdown: break
      }
    }
  }

  private func endAll(_ cause: EngineEnd.Cause) {
    for number in runs.indices {
      if let run = runs[number] { end(run, number: UInt32(number), cause) }
    }
    cancelAllTalks()
  }

  /// When some scan has something to do of its own accord; nil for never.
  func wakeTime(_ now: MonotonicTime) -> MonotonicTime? {
    var earliest: MonotonicTime?
    for case let run? in runs {
      if let due = wakeTime(of: run, now: now) { earliest = earliest.map { min($0, due) } ?? due }
    }
    return earliest
  }
}
