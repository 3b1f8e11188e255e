// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// The interpreter's loop: tasks run until all wait, then messages are waited for.
extension Session {
  /// How long waiting handlers may go on after the first interrupt, in nanoseconds.
  private static let grace: UInt64 = 1_000_000_000
  /// How often the progress is published, in nanoseconds.
  private static let progressInterval: UInt64 = 100_000_000

  /// Runs the playbook, or a test of it, to its end.
  func run() {
    let unit = options.test?.unit ?? 0
    if let maxTime = options.maxTime { limits.end(at: started.advanced(by: maxTime), source: "--max-time \(maxTime)") }
    start(job, unit: unit)
    while mainEnding == nil {
      runReady()
      if mainEnding != nil { break }
      look()
      for message in messages() { handle(message) }
      wakeSleepers()
    }
    control.publish(nil)
  }

  /// Runs the main task of a job until it waits or ends.
  func start(_ job: SessionJob, unit: Int) {
    let main = Task(
      Activation(unit: unit, saved: initialSlots(unit: unit, arguments: [], captured: [])), job: job, output: nil,
      scan: nil
    ) { [unowned job] ending in job.mainEnding = ending }
    job.main = main
    register(main)
    Stepper(session: self).run(main, nil)
  }

  /// One round of a session that grows: what can run runs, then something is waited for.
  func serve() {
    runReady()
    endJobs()
    look()
    for message in messages() { handle(message) }
    wakeSleepers()
    endJobs()
  }

  /// What has happened meanwhile; waits for something where no task can run.
  private func messages() -> [Message] {
    guard let simulation else { return mailbox.take(until: ready.isEmpty ? nextWakeUp() : time.now()) }
    let waiting = mailbox.take()
    if !waiting.isEmpty || !ready.isEmpty { return waiting }
    // Nothing can run, so simulated time passes until something happens. Where nothing ever will, only an interrupt can.
    let goesOn = simulation.advance(until: nextWakeUp())
    return goesOn ? mailbox.take() : mailbox.take(until: nil)
  }

  private func runReady() {
    while !ready.isEmpty {
      let batch = ready
      ready = []
      for (task, resumption) in batch {
        job = task.job
        Stepper(session: self).run(task, resumption)
        // Only now is it known whether it waits again; if so it keeps its share of the follow-ups.
        if !task.isWaiting {
          releaseFollowup(task)
          if let number = task.number { tasks[number] = nil }
        }
        if let scan = task.scan { advance(scan) }
      }
    }
  }

  private func handle(_ message: Message) {
    switch message {
    case .observed(let number, let batch):
      if let scan = scans[number] {
        job = scan.owner.job
        take(batch, for: scan)
        if scan.sink?.took(batch.count) ?? false, !scan.isPaused { scan.ticket?.resume() }
      } else if let probe = probes[number] {
        observed(batch, probe)
      }
    case .finished(let number, let end):
      if let scan = scans[number] {
        job = scan.owner.job
        finish(scan, end)
      } else if let probe = probes.removeValue(forKey: number) {
        job = tasks[probe.task]?.job ?? job
        finished(end, probe)
      }
    case .answered(let number, let wait, let result):
      if let task = tasks[number], task.waitNumber == wait {
        job = task.job
        answer(result, task)
      }
    case .resolved(let request, let results): lookups.removeValue(forKey: request)?(results)
    case .reversed(let number, let wait, let name):
      if let task = tasks[number], task.waitNumber == wait { resume(task, .value(name.map { .text($0) } ?? .none)) }
    case .interrupted: break
    case .perform(let body): body(self)
    }
    for scan in scansInOrder {
      job = scan.owner.job
      advance(scan)
    }
  }

  /// The scans under way, the first begun first.
  private var scansInOrder: [ActiveScan] {
    scans.count < 2 ? Array(scans.values) : scans.sorted { $0.key < $1.key }.map(\.value)
  }

  private func wakeSleepers() {
    for (number, wait) in timers.due(time.now()) {
      if let task = tasks[number], task.waitNumber == wait { resume(task, .value(.none)) }
    }
  }

  /// When to look again though nothing happens.
  private func nextWakeUp() -> MonotonicTime? {
    let now = time.now()
    var times: [MonotonicTime] = []
    if let timer = timers.next { times.append(timer) }
    for job in jobs {
      if let deadline = job.limits.deadline, !job.isStopping { times.append(deadline) }
      if let since = job.stoppingSince, !job.hasCancelled {
        times.append(max(now, since.advanced(byNanoseconds: Self.grace)))
      }
    }
    // Nobody waits in simulated time: there the progress is published whenever there is a look around.
    if !scans.isEmpty, simulation == nil { times.append(now.advanced(byNanoseconds: Self.progressInterval)) }
    return times.min()
  }

  /// Looks at interrupts, limits and a closed output, and publishes the progress.
  private func look() {
    for job in jobs {
      self.job = job
      lookAtJob()
    }
  }

  private func lookAtJob() {
    publishProgress()
    let now = time.now()
    if control.interruptions > 0 || output.isClosed { stopSending(now) }
    if let deadline = limits.deadline, now >= deadline, !isStopping {
      stop(becauseOf: Trap(kind: .timeLimit, node: limits.timeNode), limits.timeText)
    }
    let isOver = job.stoppingSince.map { now >= $0.advanced(byNanoseconds: Self.grace) } ?? false
    if control.interruptions > 1 || isOver { cancelEverything() }
  }

  /// First interrupt: no more packets; what is in flight is still taken.
  private func stopSending(_ now: MonotonicTime) {
    guard !isStopping else { return }
    job.isStopping = true
    job.stoppingSince = now
    // Not one packet more, whoever asks.
    gate.close()
    let own = scansInOrder.filter { $0.owner.job === job }
    for scan in own {
      scan.isStopped = true
      scan.unfinished -= scan.pending.removeAll()
      scan.ticket?.stop()
    }
    // The top level waits for a scan, which ends soon, or for something that nobody else will end.
    if let main = job.main, main.state == .waiting, own.isEmpty { resume(main, .trap(.interrupted, "interrupted")) }
  }

  /// Second interrupt, or the grace is over: at once.
  private func cancelEverything() {
    job.hasCancelled = true
    for scan in scansInOrder where scan.owner.job === job { scan.ticket?.cancel() }
    for task in tasks.sorted(by: { $0.key < $1.key }).map(\.value)
    where task.job === job && task.state == .waiting && !scans.values.contains(where: { $0.owner === task }) {
      task.pending?.cancel()
      resume(task, .trap(.interrupted, "interrupted"))
    }
  }

  /// A limit or interrupt met inside a handler: the run ends, with what is known kept.
  func stop(becauseOf trap: Trap, _ detail: String) {
    if trap.kind != .interrupted, limitTrap == nil { limitTrap = (trap, detail) }
    stopSending(time.now())
  }

  private func publishProgress() {
    let own = scans.values.filter { $0.owner.job === job }
    guard !own.isEmpty else { return control.publish(nil) }
    var sum = RunProgress()
    for scan in own {
      guard let progress = scan.ticket?.progress else { continue }
      sum.done += progress.done
      sum.total += progress.total
      sum.sent += progress.sent
      sum.received += progress.received
      sum.retransmitted += progress.retransmitted
      sum.open += progress.open
      sum.inFlight += progress.inFlight
      sum.slowedTo = [sum.slowedTo, progress.slowedTo].compactMap { $0 }.min()
    }
    sum.elapsed = Int64(clamping: time.now().nanoseconds(since: started) / 1000)
    control.publish(sum)
  }
}
