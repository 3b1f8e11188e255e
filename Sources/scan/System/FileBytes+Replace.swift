// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

extension FileBytes {
  /// Puts new content in place of a file's, wholly or not at all: whoever reads it meanwhile gets the old or the new.
  /// The file keeps its permissions; behind a link the file itself is replaced.
  static func replace(_ path: String, with bytes: [UInt8]) throws(SystemFailure) {
    guard let resolved = realpath(path, nil) else { throw SystemFailure(call: "realpath", code: errno) }
    let target = String(cString: resolved)
    free(resolved)
    var status = stat()
    guard stat(target, &status) == 0 else { throw SystemFailure(call: "stat", code: errno) }
    // A file that may not be written is not replaced either, though the folder would allow it.
    guard access(target, W_OK) == 0 else { throw SystemFailure(call: "access", code: errno) }
    var template = Array("\(target).XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw SystemFailure(call: "mkstemp", code: errno) }
    let temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    do throws(SystemFailure) {
      defer { close(descriptor) }
      try check("fchmod", fchmod(descriptor, status.st_mode & 0o7777))
      let code = writeAll(bytes, to: descriptor)
      if code != 0 { throw SystemFailure(call: "write", code: code) }
      try check("fsync", fsync(descriptor))
      try check("rename", rename(temporary, target))
    } catch {
      unlink(temporary)
      throw error
    }
  }

  private static func check(_ call: String, _ result: Int32) throws(SystemFailure) {
    if result != 0 { throw SystemFailure(call: call, code: errno) }
  }
}
