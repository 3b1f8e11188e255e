// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang
import ScanRuntime

/// A session of entries, whatever they are read from: what was entered, what runs, what it came to.
///
/// It belongs to the thread that reads; the entries themselves run on the interpreter's.
final class ReplSession {
  let checker = LiveSession.checker()
  let live: LiveSession
  let events: ReplEvents
  let writer: any ReplWriter
  var settings: ReplSettings

  /// The jobs under way, in the order in which they began.
  private(set) var jobs: [ReplJob] = []
  /// What `:save` writes, in the order in which it came about.
  private(set) var happened: [SessionEvent] = []
  /// What was saved last, and where.
  var saved: (path: String, bytes: [UInt8])?
  private var jobCount = 0
  /// Whether the time of the next entry that ends is told.
  private var isTimed = false
  /// Remarks that were made.
  private var remarks: Set<String> = []
  private var entryCount = 0
  /// Whether an entry ended before its end.
  private(set) var hasFailed = false
  /// The highest of what entries ended with.
  private(set) var status = ReplStatus()
  /// The files that messages can point into.
  private var sources: [SourceFile] = []
  /// What is to be entered before anything else: files that were loaded, entries that were edited.
  var queue: [String] = []
  /// What is entered again and again.
  var watch: Watch?
  /// What global slots hold since the last entry that had to do with them.
  private(set) var values: [Int: LiveValue] = [:]
  /// What was entered in this session and those before, oldest first.
  var past: [String] = []

  /// Begins a session; throws what the engines say when they cannot start.
  init(_ settings: ReplSettings, events: ReplEvents, writer: any ReplWriter) throws(ReplFailure) {
    self.settings = settings
    self.events = events
    self.writer = writer
    guard let empty = checker.emptyProgram else {
      throw ReplFailure("the program's own techniques do not pass the checks")
    }
    do throws(EngineError) {
      live = try LiveSession(empty, options: settings.options)
    } catch {
      throw ReplFailure("the session cannot start: \(error)")
    }
  }

  /// What comes of something that was entered.
  enum Step: Hashable {
    /// It is done, or runs in the background.
    case next
    /// A job runs; what is entered next waits for its end.
    case running(job: Int)
    /// It went wrong before anything ran.
    case failed
    /// The session is to end.
    case leave
  }

  /// Takes one entry: a command, a question, or code.
  func enter(_ text: String) -> Step {
    if let command = ReplInput.habit(text, isDeclared: { checker.kind(of: $0) != nil }) {
      return run(command: command, "")
    }
    switch ReplInput(text) {
    case .nothing: return .next
    case .command(let name, let arguments): return run(command: name, arguments)
    case .help(let name): return run(command: "help", name)
    case .source(let name): return run(command: "source", name)
    case .code: return run(code: text)
    }
  }

  /// Takes an entry of a file that a session begins with; its value is not shown.
  func enter(_ entry: ScriptEntry, of path: String) -> Step {
    guard ReplInput(entry.text) == .code else { return enter(entry.text) }
    let parts = EntryText(entry.text)
    // Behind empty lines, so that messages count lines as the file does.
    let code = String(repeating: "\n", count: entry.line - 1) + parts.code
    guard let checked = check(code, file: path) else { return .failed }
    return start(checked, text: entry.text, parts.ending == .background ? .background : .quiet, .usual)
  }

  // MARK: Commands

  private func run(command name: String, _ arguments: String) -> Step {
    guard let command = MetaCommand.named(name) else {
      messages(MetaCommand.unknown(name).text)
      status.add(ExitStatus.usage)
      return .failed
    }
    do throws(ReplFailure) {
      return try command.run(self, arguments)
    } catch {
      messages(error.text)
      status.add(ExitStatus.usage)
      return .failed
    }
  }

  // MARK: Code

  /// Checks code and runs it; `file` is where it was read from, `form` how its value is shown.
  func run(code text: String, file: String? = nil, form: ValueDisplay.Form = .usual) -> Step {
    let parts = EntryText(text)
    guard let entry = check(parts.code, file: file) else { return .failed }
    return start(entry, text: text, parts.ending, form)
  }

  /// Checks code, and tells what is wrong with it.
  func check(_ code: String, file: String? = nil) -> CheckedEntry? {
    entryCount += 1
    let name = file ?? "<entry \(entryCount)>"
    let check = checker.check(code, name: name, reader: ModuleFolder(of: SourceFile(name: name, text: "")))
    sources = check.sources
    let remarks = check.diagnostics.filter { isWorthTelling($0) }
    if !remarks.isEmpty { messages(renderer.text(remarks)) }
    if check.entry == nil { status.add(ExitStatus.usage) }
    return check.entry
  }

  /// Runs code and tells how long it took.
  func time(_ code: String) -> Step {
    isTimed = true
    let step = run(code: code)
    if step == .failed { isTimed = false }
    return step
  }

  /// Tells what an entry would send; nothing is sent.
  func plan(_ code: String) -> Step {
    guard let entry = check(code) else { return .failed }
    let job = ReplJob(
      number: 0, text: code, entry: entry, control: RunControl(), isBackground: false, isShown: true)
    jobs.append(job)
    let (events, width) = (events, settings.columns())
    live.plan(entry) { outcome in
      for record in outcome.errors { events.put(.failed(record)) }
      events.put(.page(PlanText(outcome.plan, width: width).text))
      events.put(.answered(job: 0))
    }
    return .running(job: 0)
  }

  private func isWorthTelling(_ diagnostic: Diagnostic) -> Bool {
    if diagnostic.severity == .error { return true }
    // On a simulated network nothing is missing.
    return !settings.isQuiet && (settings.options.network == nil || diagnostic.code != .clientNotYet)
  }

  private func start(
    _ entry: CheckedEntry, text: String, _ ending: EntryText.Ending, _ form: ValueDisplay.Form
  ) -> Step {
    if ending == .background { jobCount += 1 }
    let job = ReplJob(
      number: ending == .background ? jobCount : 0, text: text, entry: entry,
      control: RunControl(holdsBackLines: true),
      isBackground: ending == .background,
      isShown: ending != .quiet, isRound: ending != .background && watch != nil)
    jobs.append(job)
    let (events, number) = (events, job.number)
    var display = settings.display
    display.form = form
    let isRepeated = job.isRound && watch?.facts != nil
    let isPaged = job.isPaged
    let request = EntryRequest(
      entry, control: job.control, display: job.isShown ? display : nil, isWatched: job.isRound
    ) { [display] in
      EntryReporter(
        display, isTerse: isRepeated,
        output: { text, piece in events.put(piece == .whole && isPaged ? .page(text) : .results(text)) },
        errors: { events.put(.failed($0)) })
    }
    live.run(request) { end in events.put(.ended(job: number, end)) }
    guard job.isBackground else { return .running(job: number) }
    messages("[\(number)] \(excerpt(job, behind: 4))\n")
    return .next
  }

  // MARK: Events

  /// Takes what another thread told; signals are not the session's.
  func take(_ event: ReplEvent) {
    switch event {
    case .signal: break
    case .results(let text): writer.results(text)
    case .page(let text): page(text)
    case .failed(let record): messages(renderer.text(record))
    case .ended(let number, let end): ended(number, end)
    case .answered(let number): jobs.removeAll { $0.number == number }
    case .remark(let text): messages(text)
    }
  }

  private func ended(_ number: Int, _ end: EntryEnd) {
    guard let place = jobs.firstIndex(where: { $0.number == number }) else { return }
    let job = jobs.remove(at: place)
    values.merge(end.values) { $1 }
    showNotes(of: job)
    if end.isFinished {
      checker.adopt(job.entry)
    } else {
      hasFailed = true
      if !job.isBackground { queue = [] }
    }
    status.add(end.exit)
    if job.isRound, isUnchanged(end) { return }
    let value = end.kept.map { checker.keep($0, of: job.entry) }
    keep(job, end, value)
    if let value {
      show(end.shown, as: value, isPartial: end.kept == .partial, isPaged: job.isPaged)
    } else if !end.shown.isEmpty {
      writer.results(end.shown.joined(separator: "\n") + "\n")
    }
    if job.isRound { endRound(end) }
    if job.isBackground { messages("[\(number)] \(word(for: end)): \(excerpt(job, behind: 16))\n") }
    if settings.showsTime || isTimed { messages("time: \(ScanDuration(microseconds: end.elapsed))\n") }
    isTimed = false
  }

  /// Whether a round gave what the one before it gave: then that is all that is said, and the value is not kept again.
  private func isUnchanged(_ end: EntryEnd) -> Bool {
    guard let changes = changes(in: end) else { return false }
    messages("\(WallClock.timeOfDay)  \(changes.isEmpty ? "unchanged" : "changed")\n")
    if changes.isEmpty { watch = watch?.next(after: end) }
    let shown = changes.prefix(Self.changeLimit)
    if !shown.isEmpty { writer.results(shown.joined(separator: "\n") + "\n") }
    if changes.count > shown.count { writer.results("… and \(changes.count - shown.count) more\n") }
    return changes.isEmpty
  }

  /// What is new in a round; `nil` where there is nothing to hold it against.
  private func changes(in end: EntryEnd) -> [String]? {
    guard end.isFinished else { return nil }
    return watch?.changes(in: end.facts ?? WatchedFacts([:])).map { $0.map { TerminalText.sanitized($0) } }
  }

  /// So many changes are listed.
  private static let changeLimit = 50

  /// Goes on to the next round, or ends the watch.
  private func endRound(_ end: EntryEnd) {
    watch = watch?.next(after: end)
    if !end.isFinished, end.outcome != .interrupted { messages("\(WallClock.timeOfDay)  the watch ends here\n") }
  }

  /// Remembers what `:save` writes: what worked, and scans that were interrupted.
  private func keep(_ job: ReplJob, _ end: EntryEnd, _ number: Int?) {
    guard end.isFinished || end.kept == .partial else { return }
    let ended = EndedEntry(
      job.entry, end.isFinished ? .finished : .interrupted, shown: end.shownAs, number: number,
      isBackground: job.isBackground, isRound: job.isRound)
    happened.append(.entry(ended))
  }

  /// Remembers something that a script cannot do.
  func remark(_ text: String) { happened.append(.remark(text)) }

  private func word(for end: EntryEnd) -> String {
    if end.isFinished { return "done" }
    return end.outcome == .interrupted ? "cancelled" : "failed"
  }

  private func show(_ lines: [String], as number: Int, isPartial: Bool, isPaged: Bool) {
    guard let first = lines.first else { return }
    let name = settings.style.paint("_\(number) =", .faint)
    // What is partial for good says so itself, whenever it is shown.
    let mark = isPartial && !first.hasPrefix("(partial)") ? " (partial)" : ""
    let text = (["\(name)\(mark) \(first)"] + lines.dropFirst()).joined(separator: "\n") + "\n"
    if isPaged { page(text) } else { writer.results(text) }
  }

  /// Passes on what `note` said.
  func showNotes(of job: ReplJob) {
    // A remark on how scans are done is made once.
    let lines = job.control.takeLiveLines().filter { !$0.hasPrefix("note: ") || remarks.insert($0).inserted }
    guard !settings.isQuiet, !lines.isEmpty else { return }
    messages(lines.map { layout($0) + "\n" }.joined())
  }

  /// What a script notes stays as it is; remarks of the program fit the window.
  private func layout(_ line: String) -> String {
    guard line.hasPrefix("note: ") else { return TerminalText.sanitized(line, keepingLines: true) }
    return TextWrapping.lines(TerminalText.sanitized(line), width: max(20, settings.columns())).joined(separator: "\n")
  }

  /// The same for all jobs under way.
  func showNotes() {
    // What cannot be written soon waits where it is counted.
    if !writer.isBehind { jobs.forEach(showNotes) }
  }

  /// Looks how far jobs are, so that it can be said at which rate they go.
  func measureJobs() {
    for place in jobs.indices {
      if let progress = jobs[place].control.progress { jobs[place].meter.remember(ProgressMeter.Figures(progress)) }
    }
  }

  /// What was typed as a job, behind so many columns of a line.
  private func excerpt(_ job: ReplJob, behind taken: Int) -> String {
    job.excerpt(min(60, settings.columns() - taken))
  }

  /// How far a job is, on one line.
  func progress(of job: ReplJob, width: Int) -> String {
    if job.control.progress != nil, let line = job.meter.latest(width: width) { return line }
    let time = Int64(clamping: Clock.system.now().nanoseconds(since: job.begun) / 1000)
    return "no scan under way, \(ProgressMeter.time(time))"
  }

  /// The job of a number.
  func job(_ number: Int) -> ReplJob? { jobs.first { $0.number == number } }

  /// Calls off every job, and says how many there were.
  @discardableResult
  func cancelAll(_ signal: Int32) -> Int {
    for job in jobs { job.control.interrupt(signal) }
    return jobs.count
  }

  /// Writes results that are read as a whole.
  func page(_ text: String) { writer.page(text, settings.pager) }

  /// Writes messages, safe for a terminal.
  func messages(_ text: String) { writer.messages(text) }

  private var renderer: MessageRenderer {
    MessageRenderer(sources: sources, format: settings.diagnostics, isColored: settings.isColored)
  }
}

/// Why something that was asked of a session was not done: what is wrong, and what to do.
struct ReplFailure: Error {
  let message: String
  let hint: String?

  init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }

  /// As it is shown.
  var text: String { UsageError(message, hint: hint).text }
}

/// The exit status of a session: the worst that any of its entries ended with.
struct ReplStatus {
  private(set) var value = ExitStatus.success

  /// From bad to worse: a test or expectation failed, something is not known, the scope refused, code is wrong, a signal.
  mutating func add(_ status: Int32) {
    if Self.rank(status) > Self.rank(value) { value = status }
  }

  private static func rank(_ status: Int32) -> Int {
    switch status {
    case ExitStatus.success: 0
    case ExitStatus.inconclusive: 1
    case ExitStatus.failed: 2
    case ExitStatus.refused: 3
    case ExitStatus.usage: 4
    default: 5
    }
  }
}
