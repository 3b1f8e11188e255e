// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Synchronization

/// The outside of a running scan: passes wishes to the engine's thread and keeps the latest progress.
final class ScanHandle: ScanTicket {
  private let id: UInt64
  private let mailbox: EngineMailbox
  private let latest: Mutex<ScanProgress>

  init(id: UInt64, total: UInt64, mailbox: EngineMailbox) {
    self.id = id
    self.mailbox = mailbox
    latest = Mutex(ScanProgress(total: total))
  }

  func pause() { mailbox.post(.control(scan: id, .pause)) }
  func resume() { mailbox.post(.control(scan: id, .resume)) }
  func stop() { mailbox.post(.control(scan: id, .stop)) }
  func cancel() { mailbox.post(.control(scan: id, .cancel)) }
  func skip(_ host: Address) { mailbox.post(.control(scan: id, .skip(host))) }

  var progress: ScanProgress { latest.withLock { $0 } }

  /// Makes a new snapshot visible.
  func publish(_ progress: ScanProgress) {
    latest.withLock { $0 = progress }
  }
}

/// The outside of a conversation.
final class TalkHandle: Cancellable {
  private let id: UInt64
  private let mailbox: EngineMailbox

  init(id: UInt64, mailbox: EngineMailbox) {
    self.id = id
    self.mailbox = mailbox
  }

  func cancel() { mailbox.post(.cancelTalk(id)) }
}
