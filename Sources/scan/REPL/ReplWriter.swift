// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a session writes: a terminal, or two streams.
protocol ReplWriter: AnyObject {
  /// Whether more waits to be written than can be soon.
  var isBehind: Bool { get }
  /// Writes what entries print and what values are: whole lines.
  func results(_ text: String)
  /// The same for a text that is read as a whole: on a terminal it may go through a pager.
  func page(_ text: String, _ mode: Pager.Mode)
  /// Writes messages, notes and prompts of commands: whole lines.
  func messages(_ text: String)
}

/// Standard output and standard error, when one of them is no terminal.
final class StreamWriter: ReplWriter {
  /// The errno that ended the output, if one did.
  private(set) var failure: Int32?
  /// What is written here is written at once.
  let isBehind = false

  func results(_ text: String) {
    guard failure == nil, !text.isEmpty else { return }
    let code = FileBytes.writeAll(Array(text.utf8), to: 1)
    if code != 0 { failure = code }
  }

  func page(_ text: String, _ mode: Pager.Mode) { results(text) }

  func messages(_ text: String) {
    // Whoever closed standard error does not want to know.
    _ = FileBytes.writeAll(Array(text.utf8), to: 2)
  }
}
