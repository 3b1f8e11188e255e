// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import ScanLang
import ScanRuntime

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

  func read(_ path: String) throws(ModuleFailure) -> [UInt8] {
    let parts = path.split(separator: "/").map(String.init)
    let descriptor: Int32
    do throws(FolderWalk.Failure) {
      descriptor = try FolderWalk.open(parts, below: folder)
    } catch {
      switch error {
      case .link(let place): throw .link(parts[...place].joined(separator: "/"))
      case .part(ENOENT), .part(ENOTDIR): throw .missing
      case .folder, .part: throw .refused(error.text)
      }
    }
    defer { close(descriptor) }
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

  /// Names in a folder; nothing where it cannot be read.
  func names(in folder: String) -> [String] {
    let names = try? FolderListing.entries(of: folder.isEmpty ? self.folder : "\(self.folder)/\(folder)")
    return (names ?? []).filter { !$0.hasPrefix(".") }
  }
}
