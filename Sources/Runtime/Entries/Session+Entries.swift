// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// Entries on the interpreter's thread: each is a job of its own in the same session.
extension Session {
  /// Runs an entry until it waits or ends.
  func run(_ request: EntryRequest, _ ended: @escaping @Sendable (EntryEnd) -> Void) {
    let entry = request.entry
    add(entry)
    let job = SessionJob(
      control: request.control, gate: rootGate.narrowed(packetLimit: Self.packetLimit(program, options)),
      output: RunOutput(request.makeReporter()), started: time.now())
    if request.display?.form == .exchange { job.trace = ExchangeTrace() }
    job.control.onInterrupt { [mailbox] in mailbox.put(.interrupted) }
    jobs.append(job)
    self.job = job
    if let maxTime = options.maxTime { limits.end(at: started.advanced(by: maxTime), source: "--max-time \(maxTime)") }
    if let ceilings = options.ceilings { limits.steps = ceilings.steps }
    let before = entry.assigned.map { ($0, globals[$0]) }
    job.completion = { [unowned self, unowned job] in self.end(job, request, before, ended) }
    guard takeParameters(importing: Array(program.imports[entry.imports])), checkLiteralTargets() else { return }
    start(job, unit: entry.unit)
  }

  /// Ends the jobs whose main task is over.
  func endJobs() {
    for job in jobs where job.mainEnding != nil {
      self.job = job
      job.completion()
    }
  }

  private func end(
    _ job: SessionJob, _ request: EntryRequest, _ before: [(slot: Int, value: Value)],
    _ ended: (EntryEnd) -> Void
  ) {
    let elapsed = Int64(clamping: time.now().nanoseconds(since: job.started) / 1000)
    let exit = conclude()
    var isFinished = false
    if case .finished = job.mainEnding, job.limitTrap == nil { isFinished = true }
    if !isFinished {
      for (slot, value) in before { globals[slot] = value }
    }
    let kept = keep(job, request.entry, isFinished: isFinished)
    var shown: [String] = []
    var shownAs = EndedEntry.Shown.nothing
    var facts: WatchedFacts?
    let slot = kept == .value ? request.entry.valueSlot ?? request.entry.partialSlot : request.entry.partialSlot
    if kept == .value, request.isWatched { facts = FactReader(frame: frame).facts(globals[slot]) }
    if let display = request.display, kept != nil {
      // `_12 = (partial) `
      let value = ShownValue(frame: frame, display: display, taken: kept == .partial ? 16 : 6)
      shown = value.lines(globals[slot])
      shownAs = value.form(globals[slot])
    }
    if let display = request.display, let exchange = exchange(of: job, display) { shown = exchange }
    release(job)
    ended(
      EntryEnd(
        outcome: job.output.outcome.verdict(signal: job.control.signal, failOn: options.failOn).0, exit: exit,
        isFinished: isFinished, kept: kept, shown: shown, shownAs: shownAs, facts: facts, elapsed: elapsed,
        values: values(of: request.entry)))
  }

  /// What an entry's own names stand for now, and those that it assigned.
  private func values(of entry: CheckedEntry) -> [Int: LiveValue] {
    let slots = Array(entry.firstGlobal...entry.partialSlot) + entry.assigned
    return Dictionary(slots.map { ($0, LiveValue(globals[$0])) }, uniquingKeysWith: { first, _ in first })
  }

  /// What went back and forth for a job that was watched.
  private func exchange(of job: SessionJob, _ display: ValueDisplay) -> [String]? {
    job.trace.flatMap { ShownExchange(account: $0.account, style: display.style, width: display.width).lines }
  }

  /// What is kept of a job: its value, or what its last scan knew when it was interrupted.
  private func keep(_ job: SessionJob, _ entry: CheckedEntry, isFinished: Bool) -> SessionChecker.KeptValue? {
    if isFinished {
      guard let slot = entry.valueSlot, !globals[slot].isNone else { return nil }
      return .value
    }
    guard job.control.signal != nil, let results = job.partial else { return nil }
    globals[entry.partialSlot] = .object(ResultsObject(results))
    return .partial
  }

  /// Calls off whatever a job left under way, and forgets it.
  private func release(_ job: SessionJob) {
    job.gate.close()
    for (number, scan) in scans where scan.owner.job === job {
      scan.ticket?.cancel()
      scans[number] = nil
    }
    for (number, task) in tasks where task.job === job {
      task.pending?.cancel()
      tasks[number] = nil
    }
    ready.removeAll { $0.0.job === job }
    jobs.removeAll { $0 === job }
    job.control.publish(nil)
    job.main = nil
    job.completion = {}
    clearStack()
  }

  /// Calls off everything, because the session ends.
  func callOff() {
    rootGate.close()
    for job in jobs { release(job) }
  }
}
