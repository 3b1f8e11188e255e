// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Files and folders by the beginning of their path.
struct PathCompletion {
  /// What paths are seen from.
  let folder: String
  /// What follows the name of a file.
  let ending: CompletionCandidate.Ending
  /// When a name goes on with what was typed of it.
  var matching = WordMatch.exact
  /// Whether `~` stands for the home folder.
  var knowsHome = false

  /// Paths that begin with a text, folders with a slash behind them; of the files only those with a suffix, where one is
  /// given. Names that would have to be written with escapes are left out, hidden ones unless their dot was typed.
  func candidates(_ path: String, suffix: String? = nil) -> [CompletionCandidate] {
    if knowsHome, path == "~" { return [CompletionCandidate("~/", "a folder", ending: .nothing)] }
    let slash = path.lastIndex(of: "/")
    let parent = slash.map { String(path[...$0]) } ?? ""
    let begun = slash.map { path[path.index(after: $0)...] } ?? path[...]
    let place = place(of: parent)
    let names = (try? FolderListing.entries(of: place)) ?? []
    return names.sorted().compactMap { name in
      guard matching.isBeginning(begun, of: name), begun.hasPrefix(".") || !name.hasPrefix("."), Self.isPlain(name)
      else { return nil }
      if FolderListing.isFolder("\(place)/\(name)") {
        return CompletionCandidate("\(parent)\(name)/", "a folder", ending: .nothing)
      }
      guard suffix.map(name.hasSuffix) ?? true else { return nil }
      return CompletionCandidate(parent + name, "", ending: ending)
    }
  }

  private func place(of parent: String) -> String {
    if parent.hasPrefix("/") { return parent }
    let home = TypedPath.expanded(parent)
    return knowsHome && home != parent ? home : "\(folder)/\(parent)"
  }

  /// Whether a name can be typed as it is: what is no text was read with a sign in place of its bytes.
  private static func isPlain(_ name: String) -> Bool {
    name.unicodeScalars.allSatisfy { scalar in
      scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && scalar != "\"" && scalar != "\\"
        && scalar != "\u{FFFD}"
    }
  }
}
