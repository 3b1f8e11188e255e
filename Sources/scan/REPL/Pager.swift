// SPDX-License-Identifier: GPL-3.0-or-later
import CReadline
import Glibc
import ScanLang

/// The person's own program for texts longer than the screen.
///
/// It gets the text as a file without a name, not through a pipe: whoever leaves it in the middle ends nothing, and it may
/// go back and forth. Meanwhile engines and jobs go on, and what they tell waits until it is left.
struct Pager {
  /// When a text goes through it.
  enum Mode: String, CaseIterable {
    case auto, on, off

    /// One line on it.
    var documentation: String {
      switch self {
      case .auto: "what is longer than the screen"
      case .on: "everything that is shown at once"
      case .off: "nothing"
      }
    }
  }

  /// What is run.
  enum Program: Hashable {
    /// A program and its arguments.
    case words([String])
    /// More than words: the shell's business.
    case shell(String)

    /// As it was written.
    var text: String {
      switch self {
      case .words(let words): words.joined(separator: " ")
      case .shell(let line): line
      }
    }
  }

  /// What a shell would not take as it stands.
  private static let signs = "|&;<>()$`\\\"' \t\n*?[#~=%{}!"

  /// The program that a person wants: $SCAN_PAGER, $PAGER, else `less` where that is. `nil` for none: an empty name and
  /// `cat` mean that.
  static func program(environment: (String) -> String?, isThere: (String) -> Bool) -> Program? {
    guard let line = environment("SCAN_PAGER") ?? environment("PAGER") else {
      return isThere("less") ? .words(["less"]) : nil
    }
    let words = line.split(separator: " ").map(String.init)
    guard !words.isEmpty, words != ["cat"] else { return nil }
    return words.joined().contains { signs.contains($0) } ? .shell(line) : .words(words)
  }

  /// The program of this process's environment.
  static var program: Program? {
    program(
      environment: { name in getenv(name).map { String(cString: $0) } },
      isThere: { name in
        (Environment.value("PATH") ?? "").split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
      })
  }

  /// As git has them: leave what fits on one screen, take colours as they are, and let the text stand when it is left.
  private static let usual = [("LESS", "FRX"), ("LV", "-c")]

  let program: Program
  let events: ReplEvents

  /// Shows a text and waits until the program is left; `false` when it was killed, wherever the cursor was then. Throws
  /// why it cannot be started.
  func show(_ text: String) throws(SystemFailure) -> Bool {
    let file = creadline_memory_file()
    guard file >= 0 else { throw SystemFailure(call: "memfd_create", code: errno) }
    defer { close(file) }
    let code = FileBytes.writeAll(Array(text.utf8), to: file)
    guard code == 0, lseek(file, 0, SEEK_SET) == 0 else { throw SystemFailure(call: "write", code: code) }
    let variables = Self.usual.filter { getenv($0.0) == nil }.map { "\($0.0)=\($0.1)" }
    let words =
      switch program {
      case .words(let words): words
      case .shell(let line): ["/bin/sh", "-c", line]
      }
    let child = try ChildProcess(words, input: file, adding: variables)
    events.hold(true)
    let status = wait(for: child)
    events.hold(false)
    // What it left of its own on the terminal is not what the next prompt begins with.
    creadline_restore_terminal()
    // The shell has said already that there is no such program.
    if case .shell = program, [126, 127].contains(status) { throw SystemFailure(call: "exec", code: 0) }
    return status < ExitStatus.signalBase
  }

  /// In milliseconds: how soon the prompt is there when the program was left.
  private static let pause: Int32 = 20

  /// Ctrl-C is the program's alone; Ctrl-Z stops both; a terminal that is gone ends both.
  private func wait(for child: ChildProcess) -> Int32 {
    var last: Int32?
    while true {
      if let status = child.status() {
        if let last { events.put(.signal(last)) }
        return status
      }
      var source = pollfd(fd: events.descriptor, events: Int16(POLLIN), revents: 0)
      poll(&source, 1, Self.pause)
      for case .signal(let number) in events.take(signalsAlone: true) {
        switch number {
        case SIGINT, SIGCONT: break
        case SIGTSTP:
          // Last, so that what it still writes does not come behind the shell's prompt.
          _ = child.hasStopped(within: 500)
          creadline_stop()
        case SIGWINCH: creadline_resize()
        default:
          kill(child.id, number)
          last = number
        }
      }
    }
  }

  // MARK: Length

  /// Whether a text takes more lines of a terminal than so many.
  static func isLonger(_ text: String, than rows: Int, columns: Int) -> Bool {
    var count = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(text.hasSuffix("\n") ? 1 : 0) {
      let length = width(of: line)
      count += max(1, (length + columns - 1) / max(1, columns))
      if count > rows { return true }
    }
    return false
  }

  /// Columns of a line, without the sequences that colour it.
  private static func width(of line: Substring) -> Int {
    var width = 0
    var rest = line
    while let escape = rest.firstRange(of: "\u{1B}[") {
      width += TerminalText.width(String(rest[..<escape.lowerBound]))
      rest = rest[escape.upperBound...].drop { !$0.isLetter }.dropFirst()
    }
    return width + TerminalText.width(String(rest))
  }
}
