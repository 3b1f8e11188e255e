// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import Synchronization

/// Puts what an engine tells into the interpreter's mailbox.
///
/// While too much of it lies there, because handlers are slow or a terminal takes no more of what they say, the engine does
/// not send; what is on its way is still taken.
final class MailboxSink: ScanSink {
  private struct State {
    var ticket: (any ScanTicket)?
    /// Observations that nobody has looked at.
    var waiting = 0
    var isFull = false
  }

  /// More than this, some 20 MB, do not wait for long.
  static let limit = 1 << 18
  private let scan: Int
  private let mailbox: Mailbox
  private let state = Mutex(State())

  init(scan: Int, mailbox: Mailbox) {
    self.scan = scan
    self.mailbox = mailbox
  }

  /// Says what is paused when too much waits.
  func pauses(_ ticket: any ScanTicket) { state.withLock { $0.ticket = ticket } }

  /// Whether too much waits.
  var isFull: Bool { state.withLock { $0.isFull } }

  func observed(_ batch: [Observation]) {
    let paused = state.withLock { state -> (any ScanTicket)? in
      state.waiting += batch.count
      guard !state.isFull, state.waiting > Self.limit, let ticket = state.ticket else { return nil }
      state.isFull = true
      return ticket
    }
    paused?.pause()
    mailbox.put(.observed(scan: scan, batch))
  }

  func finished(_ end: EngineEnd) {
    state.withLock { $0.ticket = nil }
    mailbox.put(.finished(scan: scan, end))
  }

  /// Takes in that so many observations were looked at; whether the engine may go on that was paused for them.
  func took(_ count: Int) -> Bool {
    state.withLock { state in
      state.waiting -= count
      guard state.isFull, state.waiting < Self.limit / 4 else { return false }
      state.isFull = false
      return true
    }
  }
}
