// SPDX-License-Identifier: GPL-3.0-or-later
import CReadline
import Engines
import Glibc
import ScanLang
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
  /// Smaller screens have no pager.
  private static let leastScreen = (rows: 4, columns: 16)
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

  private let events: ReplEvents
  /// The pager that could not be started; that is said once.
  private var missing: Pager.Program?

  init(showsProgress: Bool, events: ReplEvents, clock: Clock = .system) {
    self.showsProgress = showsProgress
    self.events = events
    self.clock = clock
  }

  func results(_ text: String) { write(text) }
  func messages(_ text: String) { write(text) }

  /// A text longer than the screen goes through the person's pager, unless somebody types.
  func page(_ text: String, _ mode: Pager.Mode) {
    guard mode != .off, !LineEditor.isActive, !isClosed, isLong(text, mode), let program = Pager.program,
      program != missing
    else { return write(text) }
    flush()
    eraseProgress()
    do throws(SystemFailure) {
      if try !Pager(program: program, events: events).show(text) { put("\n") }
    } catch {
      missing = program
      let name = TerminalText.sanitized(program.text)
      // The shell has spoken for itself.
      if error.code != 0 { write("note: the pager `\(name)` cannot be run: \(error.text)\n") }
      write(text)
    }
  }

  private func isLong(_ text: String, _ mode: Pager.Mode) -> Bool {
    let terminal = Terminal(descriptor: 1)
    let (rows, columns) = (terminal.rows ?? 24, terminal.columns ?? 80)
    // On a screen without room for a page the text itself is more.
    guard terminal.isCapable, rows >= Self.leastScreen.rows, columns >= Self.leastScreen.columns else { return false }
    // The prompt that follows needs a row.
    return mode == .on || Pager.isLonger(text, than: rows - 1, columns: columns)
  }

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
    let piece = gathered
    gathered = ""
    write(piece: piece)
  }

  /// Writes whole lines. A terminal may take its time for them: a key that comes meanwhile is answered first, and the rest
  /// is written behind it.
  private func write(piece: String) {
    eraseProgress()
    guard LineEditor.isActive else {
      put(piece)
      lastWrite = clock.now()
      return
    }
    creadline_hide()
    var rest = Array(piece.utf8)[...]
    repeat {
      let chunk = Self.firstLines(of: rest)
      put(chunk)
      rest = rest[chunk.endIndex...]
    } while !rest.isEmpty && !Self.isKeyThere
    lastWrite = rest.isEmpty ? clock.now() : nil
    creadline_show()
    if !rest.isEmpty { gathered = String(decoding: rest, as: UTF8.self) + gathered }
  }

  /// So much is written between two looks for a key.
  private static let chunkSize = 4 << 10

  /// As many whole lines as are written at once, one at least.
  private static func firstLines(of bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard bytes.count > chunkSize else { return bytes }
    let newline = UInt8(ascii: "\n")
    let limit = bytes.startIndex + chunkSize
    let end = bytes[..<limit].lastIndex(of: newline) ?? bytes[limit...].firstIndex(of: newline)
    return bytes[...(end ?? bytes.endIndex - 1)]
  }

  private static var isKeyThere: Bool {
    var source = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    return poll(&source, 1, 0) > 0
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

  private func put(_ text: String) { put(Array(text.utf8)[...]) }

  private func put(_ bytes: ArraySlice<UInt8>) {
    guard !isClosed else { return }
    if FileBytes.writeAll(Array(bytes), to: 1) != 0 { isClosed = true }
  }
}
