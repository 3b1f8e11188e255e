// SPDX-License-Identifier: GPL-3.0-or-later

/// Which file an `import` means: one that ships inside the program, or one below the folder of the playbook.
///
/// Equal values are the same file, so that one that is imported twice is loaded once.
enum ModulePath: Hashable {
  /// `std/ports`, by its name `ports`.
  case library(String)
  /// A file below the playbook's folder; `lib/firewall.scan`.
  case file([String])

  /// Why a path names no file that may be imported.
  enum Fault: Error, Hashable {
    case empty, absolute, outside, notInLibrary
  }

  /// Reads a path as it stands in the file `importer`.
  init(_ text: String, from importer: ModulePath) throws(Fault) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    guard !parts.isEmpty, !text.utf8.contains(0) else { throw .empty }
    if parts.count == 2, parts[0] == "std", !parts[1].contains("."), !text.hasPrefix("/") {
      self = .library(parts[1])
      return
    }
    guard case .file(let place) = importer else { throw .notInLibrary }
    guard !text.hasPrefix("/"), !text.hasPrefix("~") else { throw .absolute }
    var path = Array(place.dropLast())
    for part in parts where part != "." {
      if part == ".." {
        guard path.popLast() != nil else { throw .outside }
      } else {
        path.append(part)
      }
    }
    guard !path.isEmpty else { throw .outside }
    self = .file(path)
  }

  /// As messages show it, from the playbook's folder.
  var text: String {
    switch self {
    case .library(let name): "std/\(name)"
    case .file(let parts): parts.joined(separator: "/")
    }
  }

  /// The folder in which the file lies, from the playbook's folder; empty for that folder itself.
  var folder: String {
    switch self {
    case .library: "std"
    case .file(let parts): parts.dropLast().joined(separator: "/")
    }
  }

  /// What an `import` without `as` binds: the file's name up to its first point, `nil` if that is no name.
  var boundName: String? {
    let last =
      switch self {
      case .library(let name): name
      case .file(let parts): parts.last ?? ""
      }
    let name = String(last.prefix { $0 != "." })
    return Keyword.isFreeName(name) ? name : nil
  }
}
