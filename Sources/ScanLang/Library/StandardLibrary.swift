// SPDX-License-Identifier: GPL-3.0-or-later

/// The files of `scripts/std`, which ship inside the program: the prelude, what `import "std/…"` finds, and playbooks
/// that `scan run std/…` runs.
///
/// Their texts stand in `StandardLibrary+Files.swift`, which `make std` writes; a test holds them against the folder.
public enum StandardLibrary {
  /// What can be imported: every file but the prelude, which every playbook has.
  public static let importableNames = files.keys.filter { $0 != "prelude" }.sorted()

  /// A file of the library by its name, `services` for `std/services`; `nil` for an unknown one.
  public static func source(_ name: String, file: UInt16 = 0) -> SourceFile? {
    guard name != "prelude", let text = files[name] else { return nil }
    return SourceFile(name: "std/\(name).scan", text: text, file: file)
  }

  /// Where a source stands in the library, by the name that `source` gave it.
  static func path(ofSourceNamed name: String) -> ModulePath? {
    guard name.hasPrefix("std/"), name.hasSuffix(".scan") else { return nil }
    let word = String(name.dropFirst(4).dropLast(5))
    return files[word] == nil ? nil : .library(word)
  }
}
