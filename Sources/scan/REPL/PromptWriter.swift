// SPDX-License-Identifier: GPL-3.0-or-later
import CReadline
import Engines
import ScanRuntime

/// The one writer of the terminal: lines above the prompt while something is typed, a progress line at the foot while
/// nothing is.
///
/// Above a prompt lines are gathered and written ten times a second at most, and not while readline shows a search or a
/// list of its own.
final class PromptWriter: ReplWriter {
  private static let pause: UInt64 = 100_000_000
  /// So much is written above a prompt at a time, so that keys are answered meanwhile.
  private static let pieceSize = 64 << 10
  /// Cursor to the first column, rest of the line erased (ECMA-48).
  private static let clear = "\r\u{1B}[K"

  private var gathered = ""
  private var lastWrite: MonotonicTime?
  private var lastDraw: MonotonicTime?
  private var isProgressShown = false
  private var meter = ProgressMeter()
  private let clock: Clock
  private let showsProgress: Bool
  /// Whether the terminal is gone.
  private(set) var isClosed = false

  init(showsProgress: Bool, clock: Clock = .system) {
    self.showsProgress = showsProgress
    self.clock = clock
  }

  func results(_ text: String) { write(text) }
  func messages(_ text: String) { write(text) }

  private func write(_ text: String) {
    guard !text.isEmpty else { return }
    gathered += text
  }

  /// Whether more waits to be written than can be soon.
  var isBehind: Bool { gathered.utf8.count > Self.pieceSize }

  /// When gathered lines are due, in milliseconds from now; `nil` when there are none.
  var wait: Int32? {
    guard !gathered.isEmpty else { return nil }
    guard let lastWrite else { return 0 }
    let gone = clock.now().nanoseconds(since: lastWrite)
    return gone >= Self.pause ? (LineEditor.isBusy ? 50 : 0) : Int32((Self.pause - gone) / 1_000_000) + 1
  }

  /// Writes gathered lines if they are due.
  func flushIfDue() {
    guard LineEditor.isActive else { return flush() }
    guard let wait, wait == 0, !LineEditor.isBusy else { return }
    write(piece: nextPiece())
  }

  /// As many whole lines as are written at a time.
  private func nextPiece() -> String {
    guard isBehind else {
      defer { gathered = "" }
      return gathered
    }
    let bytes = gathered.utf8
    let limit = bytes.index(bytes.startIndex, offsetBy: Self.pieceSize)
    let end = bytes[..<limit].lastIndex(of: UInt8(ascii: "\n")).map { bytes.index(after: $0) } ?? bytes.endIndex
    defer { gathered = String(gathered[end...]) }
    return String(gathered[..<end])
  }

  /// Writes gathered lines now.
  func flush() {
    guard !gathered.isEmpty else { return }
    defer { gathered = "" }
    write(piece: gathered)
  }

  private func write(piece: String) {
    eraseProgress()
    let isActive = LineEditor.isActive
    if isActive { creadline_hide() }
    put(piece)
    lastWrite = clock.now()
    if isActive { creadline_show() }
  }

  /// Draws the progress of what runs in the foreground, or takes it away.
  func draw(_ progress: RunProgress?, columns: Int) {
    guard showsProgress, !LineEditor.isActive else { return }
    let now = clock.now()
    guard lastDraw.map({ now.nanoseconds(since: $0) >= Self.pause }) ?? true else { return }
    lastDraw = now
    guard let progress, let line = meter.line(ProgressMeter.Figures(progress), width: max(1, columns - 1)) else {
      return eraseProgress()
    }
    put(Self.clear + line)
    isProgressShown = true
  }

  /// The terminal has written `^C` where the cursor was: what follows belongs on a line of its own.
  func breakLine() {
    put("\n")
    isProgressShown = false
  }

  /// A prompt follows: nothing may stand at the foot, and the next scan is measured anew.
  func endProgress() {
    eraseProgress()
    meter = ProgressMeter()
  }

  private func eraseProgress() {
    if isProgressShown { put(Self.clear) }
    isProgressShown = false
  }

  private func put(_ text: String) {
    guard !isClosed else { return }
    if FileBytes.writeAll(Array(text.utf8), to: 1) != 0 { isClosed = true }
  }
}
