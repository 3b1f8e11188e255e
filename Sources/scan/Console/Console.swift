// SPDX-License-Identifier: GPL-3.0-or-later
import ScanRuntime
import Synchronization

/// Standard error: messages, live lines and, on a terminal, the progress line at its foot.
///
/// The progress line is cleared before anything else is written, on standard output too where that is the terminal.
/// Any thread may call.
final class Console: Sendable {
  private struct State {
    var isProgressShown = false
    var meter = ProgressMeter()
  }

  /// Cursor to the first column, rest of the line erased (ECMA-48).
  private static let clear: [UInt8] = Array("\r\u{1B}[K".utf8)

  private let state = Mutex(State())
  private let showsProgress: Bool
  private let write: @Sendable ([UInt8]) -> Void
  private let width: @Sendable () -> Int

  /// Makes a console that hands bytes to `write`; `width` is asked before each progress line.
  init(
    showsProgress: Bool, width: @escaping @Sendable () -> Int = { 80 }, write: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.showsProgress = showsProgress
    self.width = width
    self.write = write
  }

  /// The process's standard error.
  static func standardError(showsProgress: Bool) -> Console {
    Console(showsProgress: showsProgress, width: { Terminal(descriptor: 2).columns ?? 80 }) { bytes in
      // Whoever closed standard error does not want to know.
      _ = FileBytes.writeAll(bytes, to: 2)
    }
  }

  /// Writes text, which must be safe for a terminal.
  func write(_ text: String) {
    guard !text.isEmpty else { return }
    exclusively { write(Array(text.utf8)) }
  }

  /// Runs `body` with the progress line cleared and kept away.
  func exclusively(_ body: () -> Void) {
    state.withLock { state in
      if state.isProgressShown {
        write(Self.clear)
        state.isProgressShown = false
      }
      body()
    }
  }

  /// Draws the progress line for this moment, or clears it where no scan runs.
  func draw(_ figures: ProgressMeter.Figures?) {
    guard showsProgress else { return }
    state.withLock { state in
      let line = figures.flatMap { state.meter.line($0, width: max(1, width() - 1)) }
      guard let line else {
        if state.isProgressShown { write(Self.clear) }
        state.isProgressShown = false
        return
      }
      write(Self.clear + Array(line.utf8))
      state.isProgressShown = true
    }
  }
}
