// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Files and folders by the beginning of their path.
struct PathCompletion {
  /// What paths are seen from.
  let folder: String
  /// What follows the name of a file.
  let ending: CompletionCandidate.Ending

  /// Paths that begin with a text, folders with a slash behind them; of the files only those with a suffix, where one is
  /// given. Names that would have to be written with escapes are left out, hidden ones unless their dot was typed.
  func candidates(_ path: String, suffix: String? = nil) -> [CompletionCandidate] {
    let slash = path.lastIndex(of: "/")
    let parent = slash.map { String(path[...$0]) } ?? ""
    let begun = slash.map { path[path.index(after: $0)...] } ?? path[...]
    let place = parent.hasPrefix("/") ? parent : "\(folder)/\(parent)"
    let names = (try? FolderListing.entries(of: place)) ?? []
    return names.sorted().compactMap { name in
      guard name.hasPrefix(begun), begun.hasPrefix(".") || !name.hasPrefix("."), Self.isPlain(name) else { return nil }
      if FolderListing.isFolder("\(place)/\(name)") {
        return CompletionCandidate("\(parent)\(name)/", "a folder", ending: .nothing)
      }
      guard suffix.map(name.hasSuffix) ?? true else { return nil }
      return CompletionCandidate(parent + name, "", ending: ending)
    }
  }

  private static func isPlain(_ name: String) -> Bool {
    name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0 != "\"" && $0 != "\\" }
  }
}
