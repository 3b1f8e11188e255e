// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import ScanLang

/// Why a file of a playbook could not be read.
struct ScriptFileFailure: Error {
  /// A sentence that names the file.
  let text: String
  /// Whether there is no such file.
  var isMissing = false
}

/// Files that belong to a playbook: in its folder or below, never outside it (language reference, section 8).
enum ScriptFile {
  /// The largest text that is read.
  static let textLimit = SizeLimits.textBytes
  /// The largest baseline that is read.
  static let baselineLimit = 1 << 30

  /// The bytes of the file at a path relative to `folder`.
  static func bytes(of path: String, below folder: String, limit: Int) throws(ScriptFileFailure) -> [UInt8] {
    let parts = path.split(separator: "/", omittingEmptySubsequences: true)
    guard !path.hasPrefix("/") else {
      throw failure(path, " is an absolute path: files are named from the script's folder, in a session from its own")
    }
    guard !parts.isEmpty, !parts.contains(".."), !path.utf8.contains(0) else {
      throw failure(path, " does not lie below the script's folder")
    }
    let descriptor: Int32
    do throws(FolderWalk.Failure) {
      descriptor = try FolderWalk.open(parts.map(String.init), below: folder)
    } catch {
      throw ScriptFileFailure(text: "\(LiteralText.quoted(path)): \(error.text)", isMissing: error == .part(ENOENT))
    }
    defer { close(descriptor) }
    return try all(descriptor, path, limit)
  }

  private static func failure(_ path: String, _ text: String) -> ScriptFileFailure {
    ScriptFileFailure(text: LiteralText.quoted(path) + text)
  }

  /// The words for what went wrong last.
  private static var message: String { String(cString: strerror(errno)) }

  private static func all(_ descriptor: Int32, _ path: String, _ limit: Int) throws(ScriptFileFailure) -> [UInt8] {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw failure(path, " is no file")
    }
    guard status.st_size <= limit else { throw failure(path, " is larger than \(limit >> 20)MiB") }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + filled, $0.count - filled) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(path, ": \(message)") }
      if count == 0 { break }
      filled += count
    }
    return Array(bytes[..<filled])
  }
}
