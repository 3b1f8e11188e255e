// SPDX-License-Identifier: GPL-3.0-or-later

/// What an `import` line is told when its file cannot be had.
enum ImportFault {
  /// A path that may not be imported, whatever lies there.
  static func diagnostic(_ fault: ModulePath.Fault, _ text: String, at span: SourceSpan) -> Diagnostic {
    switch fault {
    case .empty: Diagnostic(.moduleNotFound, "the path names no file", at: span)
    case .absolute:
      Diagnostic(
        .moduleOutside, "an import is given by its path from this file, not from the root of the file system",
        at: span, label: "begins at the root", notes: [below])
    case .outside:
      Diagnostic(
        .moduleOutside, "\"\(text)\" lies outside the playbook's folder", at: span, label: "leads out of the folder",
        notes: [below])
    case .notInLibrary:
      Diagnostic(
        .moduleOutside, "what ships inside the program imports only what ships inside the program", at: span,
        notes: ["that is: \(shipped)"])
    }
  }

  private static let below = "a playbook imports files of its own folder and below it, and what begins with \"std/\""

  private static var shipped: String {
    StandardLibrary.importableNames.map { "\"std/\($0)\"" }.joined(separator: ", ")
  }

  /// A file that cannot be read.
  static func diagnostic(
    _ failure: ModuleFailure, _ path: ModulePath, _ text: String, at span: SourceSpan, _ reader: any ModuleReader
  ) -> Diagnostic {
    switch failure {
    case .missing: missing(path, text, at: span, reader)
    case .notAFile: Diagnostic(.moduleUnreadable, "\"\(text)\" is no file", at: span, label: "name a file in it")
    case .link(let link):
      Diagnostic(
        .moduleOutside, "\"\(link)\" is a link, and imports follow none", at: span,
        notes: ["a link could lead out of the playbook's folder; put the file itself there"])
    case .tooLarge:
      Diagnostic(.moduleUnreadable, "\"\(text)\" is larger than \(SourceFile.sizeLimit >> 20) MiB", at: span)
    case .refused(let reason): Diagnostic(.moduleUnreadable, "\"\(text)\" cannot be read: \(reason)", at: span)
    }
  }

  private static func missing(
    _ path: ModulePath, _ text: String, at span: SourceSpan, _ reader: any ModuleReader
  ) -> Diagnostic {
    let names = reader.names(in: path.folder).filter { $0.hasSuffix(".scan") }.sorted()
    let name = path.text.split(separator: "/").last.map(String.init) ?? ""
    let nearest = names.contains(name + ".scan") ? name + ".scan" : Spelling.nearest(to: name, in: names)
    let fixes = nearest.map { nearest in
      [Repair(replace: span, with: "\"\(text.dropLast(name.count))\(nearest)\"", "did you mean this file?")]
    }
    let folder = path.folder.isEmpty ? "the playbook's folder" : "`\(path.folder)`"
    return Diagnostic(
      .moduleNotFound, "there is no file \"\(text)\"", at: span, label: "nothing lies there",
      notes: names.isEmpty ? ["\(folder) holds no playbook"] : ["\(folder) holds: \(listed(names))"], fixes: fixes ?? []
    )
  }

  private static func listed(_ names: [String]) -> String {
    names.count <= 8 ? names.joined(separator: ", ") : names.prefix(8).joined(separator: ", ") + ", …"
  }

  /// A name that does not ship inside the program.
  static func notInLibrary(_ path: ModulePath, at span: SourceSpan) -> Diagnostic {
    let nearest = Spelling.nearest(to: path.text, in: StandardLibrary.importableNames.map { "std/\($0)" })
    return Diagnostic(
      .moduleNotFound, "nothing called \"\(path.text)\" ships inside the program", at: span,
      notes: ["there is: \(shipped)"],
      fixes: nearest.map { [Repair(replace: span, with: "\"\($0)\"", "did you mean this?")] } ?? [])
  }

  /// More files than are read.
  static func tooMany(_ limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.tooManyModules, "a playbook imports at most \(limit) files", at: span, label: "one too many")
  }

  /// Files that import each other; `names` begins and ends with the same one.
  static func cycle(_ names: [String], _ places: [SourceSpan], at span: SourceSpan) -> Diagnostic {
    let shown = names.map { "`\($0)`" }
    let headline =
      names.count == 2 ? "\(shown[0]) imports itself" : "files import each other: \(shown.joined(separator: " → "))"
    return Diagnostic(
      .importCycle, headline, at: span, label: "leads back to \(shown[0])",
      related: zip(places, shown.dropFirst()).map { RelatedSpan($0, "here \($1) is imported") },
      notes: names.count == 2 ? [] : ["put what they share into a file that imports none of them"])
  }
}
