// SPDX-License-Identifier: GPL-3.0-or-later

/// What ships inside the program to be imported, read from the files themselves.
extension Reference {
  static let moduleEntries: [ReferenceEntry] = StandardLibrary.importableNames.compactMap { name in
    StandardLibrary.source(name).map { source in
      let tree = Parser.parse(source)
      return ReferenceEntry(
        .module, "std/\(name)", signature: "import \"std/\(name)\"", tree.documentation ?? "",
        facts: tree.statements.compactMap { $0.offer(in: source) }, example: "import \"std/\(name)\"", frame: .file)
    }
  }
}

extension Statement {
  /// What an import of its file gets by it: the kind of declaration, how it is used, and what it is for.
  fileprivate func offer(in source: SourceFile) -> ReferenceEntry.Fact? {
    let kind: String
    let name: Name
    var use: String
    switch self.kind {
    case .ports(let declared, _): (kind, name, use) = ("ports", declared, declared.text)
    case .targets(let declared, _): (kind, name, use) = ("targets", declared, declared.text)
    case .binding(let declared, isVariable: false, _): (kind, name, use) = ("let", declared, declared.text)
    case .technique(let technique): (kind, name, use) = ("technique", technique.name, technique.name.text)
    case .function(let function):
      let head = SourceSpan(start: function.name.span.start, end: function.body.span.start, file: span.file)
      (kind, name, use) = ("fn", function.name, source.text(head))
      while use.last == " " { use.removeLast() }
    default: return nil
    }
    guard !name.text.hasPrefix("_") else { return nil }
    return ReferenceEntry.Fact(kind, use + (documentation.map { " - " + ReferenceEntry.firstSentence(of: $0) } ?? ""))
  }
}
