// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Reads and writes whole files and streams by system calls.
enum FileBytes {
  /// Why a file was not read.
  enum Failure: Error, Hashable {
    case system(SystemFailure)
    case isFolder
    case tooLarge(limit: Int)
  }

  /// The bytes of the file at `path`, at most `limit` of them.
  static func read(path: String, limit: Int) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(SystemFailure(call: "open", code: errno)) }
    defer { close(descriptor) }
    return try read(descriptor: descriptor, limit: limit)
  }

  /// What is left to read from a descriptor, at most `limit` bytes.
  static func read(descriptor: Int32, limit: Int) throws(Failure) -> [UInt8] {
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { throw .isFolder }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw .system(SystemFailure(call: "read", code: errno))
      }
      bytes.append(contentsOf: chunk[..<count])
      if bytes.count > limit { throw .tooLarge(limit: limit) }
    }
  }

  /// Whether a file that can be run as a playbook lies at `path`: anything but a folder.
  static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
  }

  /// Whether a pipe, socket or device lies at `path`.
  static func isDevice(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
  }

  /// Whether anything lies at `path`, a broken link included; not so where a folder on the way may not be entered.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Writes all bytes; returns 0 or the errno. Waits where the descriptor does not block.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let count = Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
        if count >= 0 {
          written += count
        } else if errno == EAGAIN {
          var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          poll(&ready, 1, -1)
        } else if errno != EINTR {
          return errno
        }
      }
      return 0
    }
  }
}
