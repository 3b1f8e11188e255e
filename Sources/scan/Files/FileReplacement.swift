// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Gives a file other contents at one stroke: whoever reads it sees the old ones or the new ones, whatever happens.
enum FileReplacement {
  /// Writes a file beside the old one, with its permissions and owner, and puts it in its place. A symbolic link stays;
  /// what it leads to is replaced.
  static func replace(_ path: String, with bytes: [UInt8]) throws(SystemFailure) {
    let target = try resolved(path)
    var old = stat()
    guard stat(target, &old) == 0 else { throw SystemFailure(call: "stat", code: errno) }
    // A device or a pipe would be gone, and a file in its place.
    guard old.st_mode & S_IFMT == S_IFREG else { throw SystemFailure(call: "rename", code: EINVAL) }
    // What the owner may not write is not written, although its folder would allow it.
    guard access(target, W_OK) == 0 else { throw SystemFailure(call: "access", code: errno) }
    let (descriptor, name) = try temporary(beside: target)
    do throws(SystemFailure) {
      try fill(descriptor, with: bytes, like: old)
      guard rename(name, target) == 0 else { throw SystemFailure(call: "rename", code: errno) }
    } catch {
      unlink(name)
      throw error
    }
  }

  private static func resolved(_ path: String) throws(SystemFailure) -> String {
    guard let real = realpath(path, nil) else { throw SystemFailure(call: "realpath", code: errno) }
    defer { free(real) }
    return String(cString: real)
  }

  private static func temporary(beside target: String) throws(SystemFailure) -> (Int32, String) {
    let slash = target.lastIndex(of: "/").map { target.index(after: $0) } ?? target.startIndex
    var template = Array("\(target[..<slash]).scan-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw SystemFailure(call: "open", code: errno) }
    return (descriptor, String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  private static func fill(_ descriptor: Int32, with bytes: [UInt8], like old: stat) throws(SystemFailure) {
    defer { close(descriptor) }
    let code = FileBytes.writeAll(bytes, to: descriptor)
    guard code == 0 else { throw SystemFailure(call: "write", code: code) }
    // Only root may give a file away; the contents matter more than the owner.
    _ = fchown(descriptor, old.st_uid, old.st_gid)
    guard fchmod(descriptor, old.st_mode & 0o7777) == 0 else { throw SystemFailure(call: "fchmod", code: errno) }
    guard fsync(descriptor) == 0 else { throw SystemFailure(call: "fsync", code: errno) }
  }
}
