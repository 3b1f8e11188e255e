// SPDX-License-Identifier: GPL-3.0-or-later
import CReadline
import Glibc
import ScanLang
import ScanRuntime

/// The REPL on a terminal: one loop over keys, signals and what the engines tell.
final class ReplLoop {
  private let session: ReplSession
  private let events: ReplEvents
  private let writer: PromptWriter
  private let prompt: Prompt
  private var history: EntryHistory
  /// Lines of an entry that is not complete.
  private var lines: [String] = []
  /// Whether it was told that the entry in the foreground cannot begin.
  private var isHeld = false
  /// The job that is waited for.
  private var foreground: Int?
  private var isOver = false
  private var exitSignal: Int32?
  /// Whether leaving was asked for while jobs run.
  private var hasAskedToLeave = false
  /// What is still to be entered before anything is typed.
  private var beginning: Beginning?

  init(
    _ session: ReplSession, writer: PromptWriter, prompt: Prompt, history: EntryHistory, start: StartFile? = nil
  ) {
    self.session = session
    self.events = session.events
    self.writer = writer
    self.prompt = prompt
    self.history = history
    beginning = start.map { Beginning($0) }
  }

  /// Runs until the session is left; gives the exit status.
  func run() -> Int32 {
    session.past = history.load()
    for entry in session.past { creadline_history_add(entry) }
    creadline_history_limit(Int32(EntryHistory.limit))
    LineEditor.completer = { [unowned self] line in ReplCompleter(session: session).completion(of: line, after: lines) }
    LineEditor.lister = { [unowned self] candidates, columns, rows in
      CompletionList(candidates: candidates, columns: columns, rows: rows, style: session.settings.style).lines
    }
    showPrompt()
    while !isOver { turn() }
    LineEditor.end()
    writer.flush()
    session.cancelAll(SIGINT)
    history.shorten()
    return exitSignal.map { ExitStatus.signalBase + $0 } ?? ExitStatus.success
  }

  /// Waits for something and handles it.
  private func turn() {
    var sources = [
      pollfd(fd: events.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: 0, events: LineEditor.hasRoom || !LineEditor.isActive ? Int16(POLLIN) : 0, revents: 0),
    ]
    poll(&sources, nfds_t(sources.count), timeout)
    let terminal = Int32(sources[1].revents)
    for event in events.take(signalsAlone: writer.isBehind) { take(event) }
    session.showNotes()
    session.measureJobs()
    if isWatchDue { enterAgain() }
    // What was typed or pasted before is handled first: a line may have ended in the middle of it.
    if LineEditor.isActive {
      handle(terminal != 0 ? LineEditor.read() : LineEditor.handle())
    } else if terminal & (POLLHUP | POLLERR | POLLNVAL) != 0 {
      leave(by: SIGHUP)
    } else if terminal != 0 {
      LineEditor.readAhead()
    }
    writer.flushIfDue()
    if let foreground {
      writer.draw(session.job(foreground)?.control.progress, columns: columns)
    }
    if writer.isClosed { leave(by: SIGHUP) }
  }

  /// How long nothing needs to be looked at, in milliseconds.
  private var timeout: Int32 {
    if LineEditor.isPending { return 0 }
    let waits = [session.jobs.isEmpty ? nil : 100, writer.wait, session.watch?.wait()].compactMap { $0 }
    return waits.min() ?? -1
  }

  private var isWatchDue: Bool { foreground == nil && session.watch?.wait() == 0 }

  /// Another round of `:watch`.
  private func enterAgain() {
    guard let watch = session.watch else { return }
    session.watch = watch.begun
    goOn(session.run(code: watch.code))
  }

  // MARK: Events

  private func take(_ event: ReplEvent) {
    switch event {
    case .signal(let number): take(signal: number)
    default:
      session.take(event)
      guard let number = foreground, session.job(number) == nil else { return }
      foreground = nil
      if session.hasFailed { leaveOutRest() }
      showPrompt()
    }
  }

  private func take(signal number: Int32) {
    switch number {
    case SIGINT: interrupt()
    case SIGWINCH:
      creadline_resize()
      creadline_prompt(currentPrompt)
    case SIGTSTP: creadline_stop()
    case SIGCONT: creadline_resume()
    default: leave(by: number)
    }
  }

  /// Ctrl-C: what runs in the foreground stops and keeps what it knows, the second time at once; else what is typed is
  /// given up. The session goes on.
  private func interrupt() {
    session.queue = []
    if let foreground {
      LineEditor.forget()
      writer.breakLine()
      // A round may be over before it hears of it: there is none behind it.
      session.watch = nil
      session.job(foreground)?.control.interrupt(SIGINT)
      freeInterpreter(for: foreground)
    } else if session.watch != nil {
      session.watch = nil
      LineEditor.forget()
      writer.breakLine()
      showPrompt()
    } else {
      LineEditor.abandon(after: lines)
      lines = []
      showPrompt()
    }
  }

  /// Entries share one interpreter: one in the background that computes without end lets none begin. It is told of, and
  /// called off the second time.
  private func freeInterpreter(for number: Int) {
    guard let job = session.job(number), !job.control.hasBegun, session.jobs.contains(where: \.isBackground) else {
      return
    }
    if isHeld {
      session.cancelAll(SIGINT)
    } else {
      isHeld = true
      session.messages("note: a job in the background computes and lets nothing else begin; Ctrl-C again cancels it\n")
    }
  }

  private func leave(by signal: Int32) {
    exitSignal = signal
    isOver = true
  }

  // MARK: Lines

  private func showPrompt() {
    guard !isOver else { return }
    isHeld = false
    writer.endProgress()
    writer.flush()
    if let path = beginning?.path, let entry = beginning?.next() { return goOn(session.enter(entry, of: path)) }
    beginning = nil
    if lines.isEmpty, !session.queue.isEmpty {
      let entry = session.queue.removeFirst()
      writer.results(prompt.first(columns: columns) + TerminalText.sanitized(entry, keepingLines: true) + "\n")
      keep(entry)
      return goOn(session.enter(entry))
    }
    // Between two rounds of a watch there is nothing to type; Ctrl-C ends it.
    if session.watch != nil { return }
    LineEditor.begin(currentPrompt)
  }

  private var columns: Int { Terminal(descriptor: 1).columns ?? 80 }

  private var currentPrompt: String {
    lines.isEmpty ? prompt.first(columns: columns) : Prompt.continuation(columns: columns)
  }

  private func handle(_ events: [LineEditor.Event]) {
    for event in events {
      switch event {
      case .end: end()
      case .gone: leave(by: SIGHUP)
      case .line(let line): take(line)
      }
    }
  }

  /// Ctrl-D leaves, where jobs run only the second time.
  private func end() {
    if !session.jobs.isEmpty, !hasAskedToLeave {
      hasAskedToLeave = true
      session.messages("\(session.jobs.count) in the background; Ctrl-D again leaves and cancels\n")
      return showPrompt()
    }
    writer.results("\n")
    isOver = true
  }

  private func take(_ line: String) {
    hasAskedToLeave = false
    if lines.isEmpty, LineEditor.holdsSession {
      session.queue = ScriptEntry.all(in: line).map(\.text)
      return showPrompt()
    }
    let isCommand = lines.isEmpty && ReplInput.isOneLine(line)
    lines.append(line)
    let text = lines.joined(separator: "\n")
    if !isCommand {
      switch EntryForm(of: text) {
      case .empty:
        lines = []
        return showPrompt()
      case .incomplete: return showPrompt()
      case .complete: break
      }
    }
    lines = []
    keep(text)
    goOn(session.enter(text))
  }

  private func goOn(_ step: ReplSession.Step) {
    switch step {
    case .running(let job): foreground = job
    case .leave: isOver = true
    case .failed:
      (session.queue, session.watch) = ([], nil)
      leaveOutRest()
      showPrompt()
    case .next: showPrompt()
    }
  }

  /// What went wrong in a start file ends it, as it ends a script.
  private func leaveOutRest() {
    guard let beginning else { return }
    self.beginning = nil
    session.messages(beginning.remark)
  }

  private func keep(_ entry: String) {
    guard history.add(entry, at: time(nil)) else { return }
    creadline_history_add(entry)
    session.past.append(entry)
  }
}
