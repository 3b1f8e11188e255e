// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import NetworkTypes
import ScanLang

/// `read_lines`: text files in the script's folder or below, never outside it (language reference, section 8).
extension Session {
  /// The largest file that is read.
  private static let fileLimit = SizeLimits.textBytes

  func readLines(_ path: String, _ context: CallContext) throws(Trap) -> Value {
    let bytes = try readFile(path, context)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw context.badFile("\(LiteralText.quoted(path)) is not UTF-8 text")
    }
    return .list(try TextMethods.lines(text, context))
  }

  private func readFile(_ path: String, _ context: CallContext) throws(Trap) -> [UInt8] {
    let parts = path.split(separator: "/", omittingEmptySubsequences: true)
    guard !path.hasPrefix("/"), !parts.isEmpty, !parts.contains(".."), !path.utf8.contains(0) else {
      throw context.badFile("\(LiteralText.quoted(path)) does not lie below the script's folder")
    }
    // One folder after the other and never through a link, so that nothing can lead outside on the way.
    var descriptor = open(options.scriptFolder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    for (place, part) in parts.enumerated() where descriptor >= 0 {
      let isLast = place == parts.count - 1
      let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | (isLast ? 0 : O_DIRECTORY)
      let next = openat(descriptor, String(part), flags)
      let code = errno
      close(descriptor)
      errno = code
      descriptor = next
    }
    guard descriptor >= 0 else {
      throw context.badFile("\(LiteralText.quoted(path)): \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    return try readAll(descriptor, path, context)
  }

  private func readAll(_ descriptor: Int32, _ path: String, _ context: CallContext) throws(Trap) -> [UInt8] {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw context.badFile("\(LiteralText.quoted(path)) is no file")
    }
    guard status.st_size <= Self.fileLimit else {
      throw context.badFile("\(LiteralText.quoted(path)) is larger than 16MiB")
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + filled, $0.count - filled) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw context.badFile("\(LiteralText.quoted(path)): \(String(cString: strerror(errno)))")
      }
      if count == 0 { break }
      filled += count
    }
    return Array(bytes[..<filled])
  }
}

extension CallContext {
  /// A trap about a file.
  fileprivate func badFile(_ detail: String) -> Trap { frame.trap(.fileError, node, detail) }
}
