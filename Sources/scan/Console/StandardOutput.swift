// SPDX-License-Identifier: GPL-3.0-or-later

/// Standard output of commands that print their text at once.
enum StandardOutput {
  /// Writes a text and gives the exit status to end with: `status`, or that the output failed. A reader that went away
  /// is no failure; a full disk is, and is told on standard error.
  static func write(_ text: String, then status: Int32 = ExitStatus.success) -> Int32 {
    write(Array(text.utf8)).map { failure in
      _ = FileBytes.writeAll(Array(failure.text.utf8), to: 2)
      return ExitStatus.outputFailed
    } ?? status
  }

  /// Writes bytes; gives what to tell the user where they could not be written.
  static func write(_ bytes: [UInt8]) -> UsageError? {
    let code = FileBytes.writeAll(bytes, to: 1)
    let failure = SystemFailure(call: "write", code: code)
    return code == 0 || failure.isClosedPipe ? nil : UsageError("cannot write to standard output: \(failure.text)")
  }
}
