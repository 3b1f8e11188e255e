// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import ScanRuntime
import Synchronization

/// What other threads tell the REPL's own.
enum ReplEvent: Sendable {
  /// Ctrl-C, a resized window, a hang-up.
  case signal(Int32)
  /// Lines for standard output, with their ends.
  case results(String)
  /// Lines that are read as a whole.
  case page(String)
  /// What went wrong in a job.
  case failed(ErrorRecord)
  /// A job is over.
  case ended(job: Int, EntryEnd)
  /// What was worked out beside the entries is told in full.
  case answered(job: Int)
  /// A line about something that was asked of the session.
  case remark(String)
}

extension ReplEvent {
  /// Text that somebody printed.
  fileprivate var text: String? {
    switch self {
    case .results(let text), .page(let text): text
    default: nil
    }
  }

  fileprivate var isSignal: Bool {
    if case .signal = self { return true }
    return false
  }
}

/// A queue into the REPL's thread, with a pipe that `poll` can wait for beside the terminal.
final class ReplEvents: Sendable {
  private struct State {
    var events: [ReplEvent] = []
    /// Lines of results behind the events: many become one event.
    var text = ""
    /// Bytes of text that became events.
    var bytes = 0
    /// Whoever prints more than this waits until it was written: a terminal is slower than a scan.
    var byteLimit = ReplEvents.byteLimit
    /// Whether nobody takes any more.
    var isClosed = false

    /// Bytes of text in the queue.
    var size: Int { bytes + text.utf8.count }

    /// Makes an event of the text behind the others.
    mutating func closeText() {
      guard !text.isEmpty else { return }
      bytes += text.utf8.count
      events.append(.results(text))
      text = ""
    }
  }

  private let state = Mutex(State())
  /// The end of the pipe to be polled.
  let descriptor: Int32
  private let entrance: Int32
  /// The usual limit of bytes in the queue, and the one while nobody can take them.
  private static let byteLimit = 1 << 20
  private static let heldLimit = 64 << 20

  /// Makes a queue; `nil` where the system gives no pipe.
  init?() {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (descriptor, entrance) = (ends[0], ends[1])
  }

  /// Puts an event and wakes the REPL. Text waits while too much of it lies here.
  func put(_ event: ReplEvent) {
    if event.text != nil {
      while state.withLock({ $0.size > $0.byteLimit && !$0.isClosed }) { poll(nil, 0, 5) }
    }
    let wakes = state.withLock { state in
      guard !state.isClosed else { return false }
      let wasEmpty = state.events.isEmpty && state.text.isEmpty
      if case .results(let text) = event {
        state.text += text
        return wasEmpty
      }
      state.closeText()
      state.bytes += event.text?.utf8.count ?? 0
      state.events.append(event)
      return wasEmpty || event.isSignal
    }
    // A full pipe wakes as well.
    if wakes { _ = write(entrance, [1], 1) }
  }

  /// Everything put since the last time, in order. `signalsAlone` leaves the rest here, for who cannot write more now.
  func take(signalsAlone: Bool = false) -> [ReplEvent] {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(descriptor, &bytes, bytes.count) == bytes.count {}
    return state.withLock { state in
      guard signalsAlone else {
        state.closeText()
        defer { (state.events, state.bytes) = ([], 0) }
        return state.events
      }
      defer { state.events.removeAll(where: \.isSignal) }
      return state.events.filter(\.isSignal)
    }
  }

  /// While a program of the person's has the terminal nothing but signals is taken, and more may lie here.
  func hold(_ isHeld: Bool) {
    state.withLock { $0.byteLimit = isHeld ? Self.heldLimit : Self.byteLimit }
    // What came meanwhile woke nobody.
    if !isHeld { _ = write(entrance, [1], 1) }
  }

  /// Forgets a signal that was put and not taken.
  func forget(_ signal: Int32) {
    state.withLock { state in
      state.events.removeAll { if case .signal(signal) = $0 { true } else { false } }
    }
  }

  /// From now on nothing is taken and nobody waits.
  func close() { state.withLock { $0.isClosed = true } }
}
