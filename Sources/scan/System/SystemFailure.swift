// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// An errno with the name of the call that gave it.
struct SystemFailure: Error, Hashable {
  /// Which call failed.
  let call: String
  /// Its errno.
  let code: Int32

  /// The system's words for it.
  var text: String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { buffer in
      // The POSIX form: the words are written into the buffer.
      guard let base = buffer.baseAddress, strerror_r(code, base, buffer.count) == 0 else { return "error \(code)" }
      return String(cString: base)
    }
  }
}

extension SystemFailure {
  /// Whether whoever read from the other end has gone away.
  var isClosedPipe: Bool { code == EPIPE }
}
