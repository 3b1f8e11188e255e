// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import ScanLang

/// A folder that files are written below, never outside it: no absolute path, no `..`, no link on the way.
///
/// A file appears whole or not at all: it is written beside its place, brought to the disk, then renamed.
struct OutputFolder {
  /// Why a file was not written.
  struct Failure: Error {
    let path: String
    let reason: String

    var text: String { "\(LiteralText.quoted(path)): \(reason)" }
  }

  /// The folder; made when it is not there.
  let root: String

  func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    try write(to: path) { Self.fill($0, bytes) }
  }

  /// A file without a name, to be written and read, that goes when it is closed; it lies where files are written.
  func nameless() throws(Failure) -> Int32 {
    let folder = try openRoot(root)
    defer { close(folder) }
    let (descriptor, part) = try openPart(in: folder, root)
    unlinkat(folder, part, 0)
    return descriptor
  }

  /// Writes a file with what `fill` puts into the descriptor; `fill` gives 0 or the errno.
  func write(to path: String, fill: (Int32) -> Int32) throws(Failure) {
    guard let parts = Self.parts(of: path) else {
      throw Failure(path: path, reason: "does not lie below the folder \(LiteralText.quoted(root))")
    }
    var folder = try openRoot(path)
    defer { close(folder) }
    for part in parts.dropLast() {
      let next = try step(into: part, from: folder, path)
      close(folder)
      folder = next
    }
    try replace(parts[parts.count - 1], in: folder, path, fill)
  }

  /// The parts of a relative path that stays below its folder; `nil` for every other.
  static func parts(of path: String) -> [String]? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: true).map { String($0) }
    let isInside =
      !path.hasPrefix("/") && !path.hasSuffix("/") && !parts.isEmpty && !parts.contains("..") && !path.utf8.contains(0)
    let names = parts.filter { $0 != "." }
    return isInside && !names.isEmpty && parts.last != "." ? names : nil
  }

  private func failure(_ path: String, _ code: Int32 = errno) -> Failure {
    Failure(path: path, reason: String(cString: strerror(code)))
  }

  private func openRoot(_ path: String) throws(Failure) -> Int32 {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
    var descriptor = open(root, flags)
    if descriptor < 0, errno == ENOENT {
      makeRoot()
      descriptor = open(root, flags)
    }
    guard descriptor >= 0 else { throw failure(path) }
    return descriptor
  }

  private func makeRoot() {
    var made = root.hasPrefix("/") ? "/" : ""
    for part in root.split(separator: "/") {
      made += part
      _ = mkdir(made, 0o755)
      made += "/"
    }
  }

  private func step(into part: String, from folder: Int32, _ path: String) throws(Failure) -> Int32 {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    var next = openat(folder, part, flags)
    if next < 0, errno == ENOENT {
      _ = mkdirat(folder, part, 0o755)
      next = openat(folder, part, flags)
    }
    guard next >= 0 else { throw failure(path) }
    return next
  }

  // MARK: The file

  private func replace(
    _ name: String, in folder: Int32, _ path: String, _ fill: (Int32) -> Int32
  ) throws(Failure) {
    var status = stat()
    if fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw failure(path, EISDIR)
    }
    let (descriptor, part) = try openPart(in: folder, path)
    var code = fill(descriptor)
    if code == 0, fsync(descriptor) != 0 { code = errno }
    if close(descriptor) != 0, code == 0 { code = errno }
    if code == 0, renameat(folder, part, folder, name) != 0 { code = errno }
    guard code == 0 else {
      unlinkat(folder, part, 0)
      throw failure(path, code)
    }
    // The name as well: some file systems have no way to do that.
    _ = fsync(folder)
  }

  /// A new file beside the place of the one to be written. Its name is short, whatever that of the other is.
  private func openPart(in folder: Int32, _ path: String) throws(Failure) -> (Int32, String) {
    for attempt in 0..<100 {
      let part = ".scan-\(getpid())-\(attempt).part"
      let descriptor = openat(folder, part, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
      if descriptor >= 0 { return (descriptor, part) }
      guard errno == EEXIST else { throw failure(path) }
    }
    throw failure(path, EEXIST)
  }

  /// Writes everything; 0 or the errno.
  private static func fill(_ descriptor: Int32, _ bytes: [UInt8]) -> Int32 {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + written, min($0.count - written, 1 << 20))
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return errno }
      written += count
    }
    return 0
  }
}
