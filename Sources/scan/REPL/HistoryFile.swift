// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// The open file of a history: a plain one, whatever lies under its name. Of pipes and devices nobody knows when they
/// answer.
final class HistoryFile {
  private let descriptor: Int32
  /// Bytes it had when it was opened.
  let size: Int
  /// In milliseconds: another session holds the lock no longer, unless it is stopped.
  private static let patience = 500

  /// Opens the file, to write where it is made if there is none; `nil` where that is not possible.
  init?(_ path: String, isWriting: Bool = false) {
    let access = isWriting ? O_RDWR | O_APPEND | O_CREAT : O_RDONLY
    descriptor = open(path, access | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0o600)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      return nil
    }
    size = Int(status.st_size)
    if isWriting { fchmod(descriptor, 0o600) }
  }

  deinit { close(descriptor) }

  /// The last bytes of the file, at most so many.
  func tail(_ limit: Int) -> [UInt8]? {
    guard lseek(descriptor, off_t(max(0, size - limit)), SEEK_SET) >= 0 else { return nil }
    return try? FileBytes.read(descriptor: descriptor, limit: limit)
  }

  /// Adds bytes at the end, in one piece.
  func append(_ bytes: [UInt8]) {
    _ = lock()
    _ = FileBytes.writeAll(bytes, to: descriptor)
  }

  /// Keeps other sessions from the file until this one is done with it; `false` where one of them does not let go.
  func lock() -> Bool {
    for _ in 0..<(Self.patience / 10) {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      guard errno == EWOULDBLOCK || errno == EINTR else { return false }
      poll(nil, 0, 10)
    }
    return false
  }

  /// Puts other content in place of its own. The file stays the same one, so that sessions beside this one go on writing
  /// to it.
  func replace(with bytes: [UInt8]) {
    guard ftruncate(descriptor, 0) == 0 else { return }
    _ = FileBytes.writeAll(bytes, to: descriptor)
  }
}
