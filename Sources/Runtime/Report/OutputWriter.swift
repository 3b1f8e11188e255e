// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import Synchronization

/// Where results are written: whole lines, soon, and never more system calls than needed.
///
/// After a pause a line is handed on at once; lines that follow within 50 ms are gathered and handed on together, by
/// `flush`, which a ticker calls ten times a second or more. A run that is killed leaves whole lines behind.
public final class OutputWriter: Sendable {
  /// Writes all the bytes and returns 0, or the errno of the failure.
  public typealias Sink = @Sendable ([UInt8]) -> Int32

  private struct State {
    var pending: [UInt8] = []
    var lastWrite: MonotonicTime?
    var failure: Int32?
  }

  private static let pause: UInt64 = 50_000_000
  private static let batchSize = 1 << 16

  private let state = Mutex(State())
  private let clock: Clock
  private let sink: Sink

  /// Makes a writer that hands bytes to `sink`; the sink may be called on any thread, but never twice at a time.
  public init(clock: Clock = .system, sink: @escaping Sink) {
    self.clock = clock
    self.sink = sink
  }

  /// The errno that ended the output, if one did; 0 is never one.
  public var failure: Int32? { state.withLock(\.failure) }

  /// Takes over whole lines, line ends included.
  public func write(_ lines: some Sequence<UInt8>) throws(OutputClosed) {
    let isOpen = state.withLock { state in
      guard state.failure == nil else { return false }
      state.pending.append(contentsOf: lines)
      let now = clock.now()
      let isDue = state.lastWrite.map { now.nanoseconds(since: $0) >= Self.pause } ?? true
      if isDue || state.pending.count >= Self.batchSize { handOn(&state, now) }
      return state.failure == nil
    }
    if !isOpen { throw OutputClosed() }
  }

  /// Hands on whatever was gathered.
  public func flush() throws(OutputClosed) {
    let isOpen = state.withLock { state in
      if !state.pending.isEmpty, state.failure == nil { handOn(&state, clock.now()) }
      return state.failure == nil
    }
    if !isOpen { throw OutputClosed() }
  }

  private func handOn(_ state: inout State, _ now: MonotonicTime) {
    let code = sink(state.pending)
    state.pending.removeAll(keepingCapacity: true)
    state.lastWrite = now
    if code != 0 { state.failure = code }
  }
}
