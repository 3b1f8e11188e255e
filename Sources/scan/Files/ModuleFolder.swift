// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import ScanLang

/// The folder of a playbook, from which its imports are read.
struct ModuleFolder: ModuleReader {
  private let folder: String

  /// The folder in which a playbook lies; the current one for what was typed or piped in.
  init(of source: SourceFile) {
    folder = Self.folder(of: source.name)
  }

  /// The folder of the file at `path`.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Opens one folder after the other and never through a link, so that nothing can lead outside on the way.
  func read(_ path: String) throws(ModuleFailure) -> [UInt8] {
    var descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .refused(String(cString: strerror(errno))) }
    defer { close(descriptor) }
    let parts = path.split(separator: "/").map(String.init)
    for (place, part) in parts.enumerated() {
      let isLast = place == parts.count - 1
      if Self.isLink(part, in: descriptor) { throw .link(parts[...place].joined(separator: "/")) }
      let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | (isLast ? 0 : O_DIRECTORY)
      let next = openat(descriptor, part, flags)
      guard next >= 0 else { throw Self.failure(errno) }
      close(descriptor)
      descriptor = next
    }
    return try Self.content(of: descriptor)
  }

  private static func content(of descriptor: Int32) throws(ModuleFailure) -> [UInt8] {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    do throws(FileBytes.Failure) {
      return try FileBytes.read(descriptor: descriptor, limit: SourceFile.sizeLimit)
    } catch {
      switch error {
      case .isFolder: throw .notAFile
      case .tooLarge: throw .tooLarge
      case .system(let failure): throw .refused(failure.text)
      }
    }
  }

  private static func isLink(_ name: String, in descriptor: Int32) -> Bool {
    var status = stat()
    return fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  private static func failure(_ code: Int32) -> ModuleFailure {
    switch code {
    // A link that was put there between the two looks.
    case ELOOP: .refused("it is a link")
    case ENOENT, ENOTDIR: .missing
    default: .refused(String(cString: strerror(code)))
    }
  }

  /// Names in a folder; nothing where it cannot be read.
  func names(in folder: String) -> [String] {
    guard let stream = opendir(folder.isEmpty ? self.folder : "\(self.folder)/\(folder)") else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }
}
