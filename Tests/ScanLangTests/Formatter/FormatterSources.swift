// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ScanLang

/// Scripts of the project that the formatter's tests walk through.
enum FormatterSources {
  /// The folder of the package.
  private static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Every `.scan` file below these folders, and every example of the documentation.
  static let all: [SourceFile] = files(below: ["Tests/Conformance", "scripts", "Benchmarks", "lab"]) + examples()

  static func files(below folders: [String]) -> [SourceFile] {
    folders.flatMap { folder -> [SourceFile] in
      let base = root.appending(path: folder)
      let found = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)?.allObjects as? [URL]
      return (found ?? []).filter { $0.pathExtension == "scan" }.sorted { $0.path < $1.path }.compactMap { url in
        FileManager.default.contents(atPath: url.path).map { SourceFile(name: url.path, bytes: [UInt8]($0)) }
      }
    }
  }

  /// Fenced `scan` blocks of README and docs.
  private static func examples() -> [SourceFile] {
    let docs = FileManager.default.enumerator(at: root.appending(path: "docs"), includingPropertiesForKeys: nil)
    let pages = ((docs?.allObjects as? [URL]) ?? []).filter { $0.pathExtension == "md" }
    return ([root.appending(path: "README.md")] + pages).flatMap { page -> [SourceFile] in
      let text = FileManager.default.contents(atPath: page.path).map { String(decoding: $0, as: UTF8.self) } ?? ""
      let parts = text.components(separatedBy: "```")
      return parts.indices.filter { $0 % 2 == 1 && parts[$0].hasPrefix("scan\n") }.map { index in
        SourceFile(name: "\(page.lastPathComponent) block \(index / 2)", text: String(parts[index].dropFirst(5)))
      }
    }
  }
}
