// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A file that is opened before the work whose report it takes, so that a path which cannot be written is known first.
/// What it held before is gone then: a report of an earlier run must not stand for this one.
final class ReportFile {
  private let descriptor: Int32

  /// Opens the file anew.
  init(path: String) throws(SystemFailure) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw SystemFailure(call: "open", code: errno) }
  }

  deinit { close(descriptor) }

  /// Writes the whole report.
  func write(_ text: String) throws(SystemFailure) {
    let code = FileBytes.writeAll(Array(text.utf8), to: descriptor)
    if code != 0 { throw SystemFailure(call: "write", code: code) }
  }
}
