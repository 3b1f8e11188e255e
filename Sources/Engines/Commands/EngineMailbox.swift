// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import Synchronization

/// The way from other threads to the engine's thread: a list of commands under a lock, and a signal that wakes it.
final class EngineMailbox: Sendable {
  private struct State {
    var commands: [EngineCommand] = []
    var isClosed = false
    var nextID: UInt64 = 1
  }

  private let state = Mutex(State())
  private let signal: EventSignal
  /// The set on which the engine's thread sleeps; the kernel lets any thread use it, only that thread does.
  let epoll: Epoll
  /// The token under which the signal is reported.
  static let signalToken = UInt64.max

  /// Makes an empty mailbox; throws when the system gives no descriptors.
  init() throws(EngineError) {
    signal = try EventSignal()
    epoll = try Epoll()
    let code = epoll.watch(signal.number, for: UInt32(CNET_IN), token: Self.signalToken, isNew: true)
    if code < 0 { throw .system(call: "epoll_ctl", code: -code) }
  }

  /// A number that no scan or conversation of this engine has had.
  func makeID() -> UInt64 {
    state.withLock { state in
      state.nextID += 1
      return state.nextID - 1
    }
  }

  /// Hands a command over; false when the engine has shut down.
  @discardableResult
  func post(_ command: EngineCommand) -> Bool {
    let (isTaken, isFirst) = state.withLock { state in
      if state.isClosed { return (false, false) }
      if case .shutdown = command { state.isClosed = true }
      state.commands.append(command)
      return (true, state.commands.count == 1)
    }
    if isFirst { signal.raise() }
    return isTaken
  }

  /// Hands a scan over to the engine's thread; one that comes after the shutdown ends at once.
  func start(_ work: ScanWork, gate: SendGate, sink: any ScanSink) -> ScanHandle {
    let id = makeID()
    let handle = ScanHandle(id: id, total: work.space.count, mailbox: self)
    let order = ScanOrder(id: id, work: work, gate: gate, sink: sink, handle: handle)
    if !post(.start(order)) { order.refuse(.shutDown) }
    return handle
  }

  /// Takes no more commands from now on, and hands over those that were not read yet.
  func close() -> [EngineCommand] {
    state.withLock { state in
      state.isClosed = true
      defer { state.commands = [] }
      return state.commands
    }
  }

  /// Takes all commands; called by the engine's thread after the signal woke it.
  func take() -> [EngineCommand] {
    signal.lower()
    return state.withLock { state in
      let commands = state.commands
      state.commands = []
      return commands
    }
  }
}
