// SPDX-License-Identifier: GPL-3.0-or-later
import CReadline
import Engines
import Glibc
import ScanLang

/// A line being typed: GNU readline behind what the REPL's loop hands it.
///
/// readline has one state for the whole process, and so has this: all of it belongs to the REPL's thread. It never reads
/// the terminal by itself. Bytes come through `TerminalInput`, which takes pasted text out, so that nothing that is
/// pasted can keep the loop from its other work.
enum LineEditor {
  /// What came of keys.
  enum Event: Hashable {
    case line(String)
    /// Ctrl-D on an empty line.
    case end
    /// The terminal is gone; what stands on the line is nobody's wish.
    case gone
  }

  /// What completes words: gets the line up to the cursor.
  typealias Completer = (_ line: String) -> Completion
  /// What lists the candidates of a completion: gets columns and rows of the terminal, gives lines.
  typealias Lister = (_ candidates: [CompletionCandidate], _ columns: Int, _ rows: Int) -> [String]

  /// In nanoseconds.
  private static let moment: UInt64 = 20_000_000
  /// In milliseconds: of a key whose other bytes have not come by then nothing more will.
  private static let keyPause: Int32 = 500

  /// More characters than these are not searched for.
  private static let searchLimit = 200
  /// Ctrl-G.
  private static let abort: Int32 = 7

  nonisolated(unsafe) private static var input = TerminalInput()
  nonisolated(unsafe) private static var events: [Event] = []
  /// The bytes that readline took last.
  nonisolated(unsafe) private static var last: UInt8 = 0
  nonisolated(unsafe) private static var beforeLast: UInt8 = 0
  /// Asked for completions; set it before the first key.
  nonisolated(unsafe) static var completer: Completer?
  nonisolated(unsafe) static var lister: Lister?
  /// What was found last.
  nonisolated(unsafe) private static var completion = Completion.none

  /// Prepares readline.
  static func start() {
    creadline_start(
      "scan",
      creadline_callbacks(
        read_byte: { LineEditor.nextByte() }, has_input: { LineEditor.hasInput ? 1 : 0 },
        line: { text in LineEditor.events.append(text.map { .line(String(cString: $0)) } ?? .end) },
        complete: { _, start, end in LineEditor.completions(Int(start), Int(end)) },
        list: { columns, rows in LineEditor.list(Int(columns), Int(rows)) },
        begin_paste: { LineEditor.input.beginPaste() }))
    // Addresses, networks, ports, rates and percentages are words.
    creadline_word_breaks(" \t\n\"'`(){}[],;=<>|&?!+*~^@$\\#")
  }

  /// Shows a prompt and takes keys from now on.
  static func begin(_ prompt: String) {
    holdsSession = false
    creadline_begin(prompt)
  }

  /// Whether a session copied from a screen was pasted into the line: each of its entries is one.
  nonisolated(unsafe) private(set) static var holdsSession = false

  /// Takes no more keys.
  static func end() { creadline_end() }

  /// Whether keys are taken.
  static var isActive: Bool { creadline_is_active() }

  /// Whether readline shows something that must not be written over.
  static var isBusy: Bool { creadline_is_busy() || input.isPasting }

  /// Whether nothing has been typed on the line.
  static var isEmpty: Bool { creadline_text().map { $0[0] == 0 } ?? true }

  /// What has been typed on the line.
  static var text: String { creadline_text().map { String(cString: $0) } ?? "" }

  /// Reads what the terminal has, and handles it while keys are taken; the rest stays for later.
  static func read() -> [Event] {
    input.fill()
    return handle()
  }

  /// Reads what is typed while no keys are taken, for later.
  static func readAhead() { input.fill(isLines: true) }

  /// Forgets what was typed and not handled.
  static func forget() { input.forget() }

  /// Whether something that was read waits to be handled.
  static var isPending: Bool { isActive && input.isReady }

  /// Whether more of the terminal is read.
  static var hasRoom: Bool { input.hasRoom }

  /// Handles what was read before, for a moment: the loop has other work, and Ctrl-C to look for.
  static func handle() -> [Event] {
    let start = Clock.system.now()
    while isActive, events.isEmpty, Clock.system.now().nanoseconds(since: start) < moment {
      if let paste = input.takePaste() {
        accept(paste)
      } else if input.hasKeys {
        creadline_feed()
      } else if input.isAtEnd {
        events.append(.gone)
      } else {
        break
      }
    }
    defer { events = [] }
    return events
  }

  /// Gives the line up, as Ctrl-C does; what was typed, with the lines of its entry before it, can be had again from the
  /// history.
  static func abandon(after lines: [String] = []) {
    let entry = (lines + (text.isEmpty ? [] : [text])).joined(separator: "\n")
    if !entry.isEmpty { creadline_history_add(entry) }
    creadline_abandon("^C")
    input.forget()
  }

  private static func accept(_ paste: TerminalInput.Paste) {
    switch paste {
    case .text(let bytes):
      let cleaned = PastedText.cleaned(bytes)
      let text = PastedText.withoutPrompts(cleaned)
      // What is searched for is typed.
      if creadline_is_searching() {
        input.putBack(Array(text.prefix { !$0.isNewline && $0 != "\t" }.prefix(searchLimit).utf8))
      } else {
        if text != cleaned { holdsSession = true }
        creadline_insert(text)
      }
    case .tooLong(let limit):
      creadline_hide()
      _ = FileBytes.writeAll(
        Array("error: a paste of more than \(limit >> 20) MiB is not taken; `:load FILE` reads a file\n".utf8), to: 1)
      creadline_show()
    }
  }

  // MARK: What readline asks

  /// A key's first byte is here already. For the others readline waits, and all else with it, so not for long.
  private static func nextByte() -> Int32 {
    if !input.hasKeys { input.wait(milliseconds: keyPause) }
    guard let byte = input.nextKey() else { return -1 }
    let end = creadline_search_end(Int32(byte))
    if end >= 0 {
      input.putBack([byte])
      return end
    }
    (beforeLast, last) = (last, byte)
    // Behind ESC readline would look at its bytes one by one, and take the second for a character.
    guard byte >= 0x80, creadline_is_within_key() else { return Int32(byte) }
    input.skipCharacter()
    return Self.abort
  }

  /// Bytes of one key come together, or within a moment; for what is no beginning of one nobody waits.
  private static var hasInput: Bool {
    let escape: UInt8 = 0x1B
    let isWithinKey = last == escape || beforeLast == escape && (last == UInt8(ascii: "[") || last == UInt8(ascii: "O"))
    if !input.hasKeys, isWithinKey { input.wait(milliseconds: 50) }
    return input.hasKeys
  }

  private static func completions(
    _ start: Int, _ end: Int
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    guard let completer else { return nil }
    let line = Array(UnsafeRawBufferPointer(start: creadline_text(), count: end))
    completion = completer(LineWord.text(line))
    let word = LineWord(completion, in: line, from: start)
    // A word that is complete is not listed alone.
    let isComplete = word.words == [Array(line[min(start, line.count)...])] && word.appended == 0
    guard !word.words.isEmpty, !isComplete else { return nil }
    creadline_append_byte(Int32(word.appended))
    // readline frees what it gets.
    let copies = word.words.map { bytes in strdup((bytes + [0]).map { CChar(bitPattern: $0) }) }
    return copies.withUnsafeBufferPointer { creadline_words($0.baseAddress, $0.count) }
  }

  /// When a candidate goes on with a word, as inputrc says.
  static var matching: WordMatch {
    WordMatch(
      ignoresCase: creadline_is_on("completion-ignore-case"), mapsDashes: creadline_is_on("completion-map-case"))
  }

  private static func list(_ columns: Int, _ rows: Int) {
    let lines = lister?(completion.candidates, columns, rows) ?? []
    _ = FileBytes.writeAll(Array(lines.map { $0 + "\r\n" }.joined().utf8), to: 1)
  }
}
