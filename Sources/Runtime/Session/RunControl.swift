// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import NetworkTypes
import Synchronization

/// How far a run is, for a progress line.
public struct RunProgress: Sendable {
  /// Probes that are finished with.
  public var done: UInt64 = 0
  /// Probes in all.
  public var total: UInt64 = 0
  /// Packets sent.
  public var sent: UInt64 = 0
  /// Answers received.
  public var received: UInt64 = 0
  /// Resends among the packets sent.
  public var retransmitted: UInt64 = 0
  /// Open ports found.
  public var open: UInt64 = 0
  /// Probes waiting for an answer.
  public var inFlight: UInt64 = 0
  /// The rate that a scan has slowed down to, in packets a second.
  public var slowedTo: Double?
  /// Microseconds since the run began.
  public var elapsed: Int64 = 0
}

/// The outside's hold on a run: it may be interrupted and watched from any thread.
public final class RunControl: Sendable {
  private struct State {
    var signals: [Int32] = []
    var wake: (@Sendable () -> Void)?
    var progress: RunProgress?
    var liveLines: [String] = []
    /// Bytes of the lines.
    var lineBytes = 0
  }
  /// Where lines are held back, whoever adds to more than this waits.
  static let lineLimit = 1 << 20
  private let state = Mutex(State())
  /// How many signals came, readable without the lock from hot loops.
  private let count = Atomic<Int>(0)

  private let holdsBackLines: Bool

  /// Makes a control for one run. `holdsBackLines` says that somebody takes the lines of `note` all the time: then a run
  /// that adds them faster waits, and they take little memory.
  public init(holdsBackLines: Bool = false) { self.holdsBackLines = holdsBackLines }

  /// Asks the run to stop and to keep what it knows; a second time, to stop at once.
  public func interrupt(_ signal: Int32) {
    let wake = state.withLock { state in
      state.signals.append(signal)
      return state.wake
    }
    count.add(1, ordering: .sequentiallyConsistent)
    wake?()
  }

  /// Whether the run has begun and takes interrupts; before, nothing was sent.
  public var hasBegun: Bool { state.withLock { $0.wake != nil } }

  /// How far the scans under way are; `nil` while none runs.
  public var progress: RunProgress? { state.withLock { $0.progress } }

  /// Lines of `note` since the last time.
  public func takeLiveLines() -> [String] {
    state.withLock { state in
      defer { (state.liveLines, state.lineBytes) = ([], 0) }
      return state.liveLines
    }
  }

  /// How often the run was interrupted.
  var interruptions: Int { count.load(ordering: .sequentiallyConsistent) }

  /// The first signal that came.
  var signal: Int32? { state.withLock { $0.signals.first } }

  func onInterrupt(_ wake: @escaping @Sendable () -> Void) { state.withLock { $0.wake = wake } }

  func publish(_ progress: RunProgress?) { state.withLock { $0.progress = progress } }

  /// Adds a line of `note`. Who interrupts the run waits for nothing that it has to say.
  func addLiveLine(_ line: String) {
    while holdsBackLines, interruptions == 0, state.withLock({ $0.lineBytes > Self.lineLimit }) { poll(nil, 0, 5) }
    state.withLock { state in
      state.liveLines.append(line)
      state.lineBytes += line.utf8.count
    }
  }
}
