// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// What lies in folders.
enum FolderListing {
  /// Whether a folder lies at a path.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The playbooks that an argument names: itself, or of a folder every `.scan` file below it.
  static func playbooks(_ argument: String) throws(UsageError) -> [String] {
    guard argument != "-", isFolder(argument) else { return [argument] }
    let found: [String]
    do throws(SystemFailure) {
      found = try files(below: argument, suffix: ".scan")
    } catch {
      throw UsageError("cannot read \(argument): \(error.text)")
    }
    guard !found.isEmpty else { throw UsageError("there is no .scan file below \(argument)") }
    return found
  }

  /// Each file once, whatever ways lead to it; what is no file stands for itself.
  static func withoutRepetition(_ paths: [String]) -> [String] {
    var seen: Set<String> = []
    return paths.filter { path in
      var status = stat()
      let isThere = path != "-" && stat(path, &status) == 0
      return seen.insert(isThere ? "\(status.st_dev) \(status.st_ino)" : path).inserted
    }
  }

  /// Paths of the files below a folder whose names end in a suffix, in the order of their bytes. Hidden entries and
  /// links to folders are passed over.
  static func files(below folder: String, suffix: String) throws(SystemFailure) -> [String] {
    var found: [String] = []
    var waiting = [folder]
    while let next = waiting.popLast() {
      for name in try entries(of: next) where !name.hasPrefix(".") {
        let path = next.hasSuffix("/") ? next + name : "\(next)/\(name)"
        var status = stat()
        guard lstat(path, &status) == 0 else { continue }
        if status.st_mode & S_IFMT == S_IFDIR {
          waiting.append(path)
        } else if name.hasSuffix(suffix), FileBytes.isFile(path) {
          found.append(path)
        }
      }
    }
    return found.sorted()
  }

  /// Names in a folder, without the two that are in every one, in no order.
  static func entries(of folder: String) throws(SystemFailure) -> [String] {
    guard let stream = opendir(folder) else { throw SystemFailure(call: "opendir", code: errno) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
