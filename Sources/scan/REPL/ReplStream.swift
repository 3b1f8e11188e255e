// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import ScanLang

/// The REPL without a terminal: entries from standard input, one after the other, up to the first that goes wrong.
///
/// No prompt, no colour, no history; the exit status is that of a file with the same lines.
final class ReplStream {
  private let session: ReplSession
  private var hasFailed = false
  private var signal: Int32?

  init(_ session: ReplSession) { self.session = session }

  /// Runs the entries of a text; gives the exit status.
  func run(_ text: String) -> Int32 {
    session.queue = ScriptEntry.all(in: text).map(\.text)
    while !session.queue.isEmpty, !hasFailed, !session.hasFailed, signal == nil {
      let entry = session.queue.removeFirst()
      session.past.append(entry)
      guard take(session.enter(entry)) else { break }
      while signal == nil, !hasFailed, let watch = session.watch {
        wait { session.watch?.wait() ?? 0 > 0 && signal == nil }
        guard signal == nil else { break }
        session.watch = watch.begun
        guard take(session.run(code: watch.code)) else { break }
      }
    }
    return end()
  }

  /// Waits for what runs; `false` when the session is to end.
  private func take(_ step: ReplSession.Step) -> Bool {
    switch step {
    case .running(let job): wait { session.job(job) != nil }
    case .failed: hasFailed = true
    case .leave: return false
    case .next: break
    }
    return true
  }

  /// Jobs in the background are waited for: whoever piped them in wants what they find.
  private func end() -> Int32 {
    if !hasFailed { wait { !session.jobs.isEmpty } }
    return signal.map { ExitStatus.signalBase + $0 } ?? session.status.value
  }

  private func wait(while goesOn: () -> Bool) {
    while goesOn() {
      var source = pollfd(fd: session.events.descriptor, events: Int16(POLLIN), revents: 0)
      poll(&source, 1, min(100, session.watch?.wait() ?? 100))
      for event in session.events.take() {
        if case .signal(let number) = event {
          take(signal: number)
        } else {
          session.take(event)
        }
      }
      session.showNotes()
    }
  }

  private func take(signal number: Int32) {
    guard [SIGINT, SIGTERM, SIGHUP].contains(number) else { return }
    signal = signal ?? number
    session.cancelAll(number)
  }
}
