// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import ScanLang

/// What a session on a terminal begins with: the entries of `start.scan` in the configuration folder.
///
/// They run with the rights of whoever opens the session, so the file is read only where nobody else can have written
/// it: it belongs to this user or to root, and neither it nor its folder may be written to by others.
struct StartFile: Hashable {
  let path: String
  /// Its entries, in their order.
  let entries: [ScriptEntry]

  /// Larger than what a person types at the beginning of every session.
  static let sizeLimit = 64 << 10

  /// Why it is not read: what is wrong with it, and what mends that.
  struct Refusal: Error, Hashable {
    let text: String
    let hint: String?
  }

  /// The start file of this user; `nil` where there is none. `environment` gives the values of variables.
  static func read(_ environment: (String) -> String?) throws(Refusal) -> StartFile? {
    guard let folder = ConfigurationFolder.path(environment) else { return nil }
    let path = "\(folder)/start.scan"
    // Without blocking: a FIFO would wait for somebody who writes.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw Refusal(text: "cannot read \(path): \(SystemFailure(call: "open", code: errno).text)", hint: nil)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Refusal(text: "\(path) is not read: it is no file", hint: nil)
    }
    try trust(status, path)
    var above = stat()
    guard stat(folder, &above) == 0 else { return nil }
    try trust(above, folder)
    do throws(FileBytes.Failure) {
      let bytes = try FileBytes.read(descriptor: descriptor, limit: sizeLimit)
      return StartFile(path: path, entries: ScriptEntry.all(in: String(decoding: bytes, as: UTF8.self)))
    } catch .tooLarge {
      throw Refusal(text: "\(path) is not read: it is larger than \(sizeLimit >> 10) KiB", hint: nil)
    } catch {
      throw Refusal(text: error.text(path), hint: nil)
    }
  }

  private static func trust(_ status: stat, _ path: String) throws(Refusal) {
    guard status.st_uid == geteuid() || status.st_uid == 0 else {
      throw Refusal(text: "the start file is not read: \(path) belongs to another user", hint: nil)
    }
    guard status.st_mode & (S_IWGRP | S_IWOTH) == 0 else {
      throw Refusal(
        text: "the start file is not read: others may write to \(path)", hint: "chmod go-w \(path)")
    }
  }
}

/// How far a session has come with its start file.
struct Beginning {
  let path: String
  private var rest: ArraySlice<ScriptEntry>
  /// The line of the entry that was taken last.
  private var line = 1

  init(_ file: StartFile) {
    path = file.path
    rest = file.entries[...]
  }

  /// The next entry; `nil` when all were taken.
  mutating func next() -> ScriptEntry? {
    guard let entry = rest.popFirst() else { return nil }
    line = entry.line
    return entry
  }

  /// What is said where its last entry went wrong.
  var remark: String {
    "note: \(TerminalText.sanitized(path)), line \(line)" + (rest.isEmpty ? "" : ": the rest of it was not entered")
      + "\n"
  }
}
