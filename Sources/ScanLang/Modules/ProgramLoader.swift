// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads a playbook and all that it imports, each file once.
public final class ProgramLoader {
  /// The most files that a playbook may import, directly or not.
  public static let fileLimit = 200

  private let reader: any ModuleReader
  private let main: SyntaxTree
  private let prelude: SyntaxTree
  private var nextNode: NodeID
  private var nextFile: UInt16
  /// The number of the first imported file.
  private let firstFile: UInt16
  private var modules: [SyntaxTree] = []
  private var imports: [NodeID: Int] = [:]
  private var diagnostics: [Diagnostic] = []
  /// Where each file that was read stands in `modules`; `nil` for one that cannot be read.
  private var known: [ModulePath: Int?] = [:]
  /// The files whose imports are being read, the playbook first, and where each imports the next.
  private var chain: [(path: ModulePath, place: SourceSpan)] = []
  private var hasReportedLimit = false

  private init(_ source: SourceFile, _ reader: any ModuleReader) {
    self.reader = reader
    main = Parser.parse(source)
    prelude = Parser.parse(Prelude.source(), firstNode: main.nodeCount)
    nextNode = prelude.nodeCount
    firstFile = Prelude.fileNumber + 1
    nextFile = firstFile
  }

  private init(entry: SyntaxTree, prelude: SyntaxTree, _ reader: any ModuleReader) {
    self.reader = reader
    main = entry
    self.prelude = prelude
    nextNode = entry.nodeCount
    firstFile = entry.source.file + 1
    nextFile = firstFile
  }

  /// Parses a playbook, and what it imports through a reader.
  public static func load(_ source: SourceFile, reader: any ModuleReader = NoModules()) -> LoadedProgram {
    let loader = ProgramLoader(source, reader)
    loader.follow(loader.main, as: StandardLibrary.path(ofSourceNamed: source.name) ?? .file([fileName(source.name)]))
    return LoadedProgram(
      tree: loader.main, prelude: loader.prelude, modules: loader.modules, imports: loader.imports,
      diagnostics: loader.diagnostics)
  }

  /// Reads what an entry of a session imports. Every file is read anew, so that what was changed in it is seen; files and
  /// nodes are numbered on from those of the entry.
  static func load(
    entry: SyntaxTree, after earlier: LoadedProgram, reader: any ModuleReader
  ) -> LoadedProgram {
    let loader = ProgramLoader(entry: entry, prelude: earlier.prelude, reader)
    loader.follow(entry, as: .file([fileName(entry.source.name)]))
    let first = earlier.modules.count
    return LoadedProgram(
      tree: entry, prelude: earlier.prelude, modules: earlier.modules + loader.modules,
      imports: earlier.imports.merging(loader.imports.mapValues { $0 + first }) { _, new in new },
      diagnostics: loader.diagnostics)
  }

  private static func fileName(_ name: String) -> String { String(name.split(separator: "/").last ?? "") }

  // MARK: Files

  /// Reads what a file imports.
  private func follow(_ tree: SyntaxTree, as path: ModulePath) {
    chain.append((path, SourceSpan(start: 0, end: 0)))
    defer { chain.removeLast() }
    for statement in tree.statements {
      guard case .importModule(let text, let span, _) = statement.kind, !text.isEmpty || span.start < span.end else {
        // The parser has said that the path is missing.
        continue
      }
      do throws(ModulePath.Fault) {
        let wanted = try ModulePath(text, from: path)
        chain[chain.count - 1].place = span
        if let number = module(wanted, text, at: span) { imports[statement.id] = number }
      } catch {
        diagnostics.append(ImportFault.diagnostic(error, text, at: span))
      }
    }
  }

  /// The number of a file among the modules, read if it was not yet.
  private func module(_ path: ModulePath, _ text: String, at span: SourceSpan) -> Int? {
    if let start = chain.firstIndex(where: { $0.path == path }) {
      reportCycle(from: start, at: span)
      return nil
    }
    if let number = known[path] {
      if number == nil { _ = source(path, text, at: span) }
      return number
    }
    guard let source = source(path, text, at: span) else {
      known[path] = .some(nil)
      return nil
    }
    let tree = Parser.parse(source, firstNode: nextNode)
    nextNode = tree.nodeCount
    nextFile += 1
    follow(tree, as: path)
    modules.append(tree)
    known[path] = modules.count - 1
    return modules.count - 1
  }

  private func source(_ path: ModulePath, _ text: String, at span: SourceSpan) -> SourceFile? {
    guard Int(nextFile) < Self.fileLimit + Int(firstFile), nextFile < .max else {
      if !hasReportedLimit { diagnostics.append(ImportFault.tooMany(Self.fileLimit, at: span)) }
      hasReportedLimit = true
      return nil
    }
    guard case .file = path else {
      guard case .library(let name) = path, let found = StandardLibrary.source(name, file: nextFile) else {
        diagnostics.append(ImportFault.notInLibrary(path, at: span))
        return nil
      }
      return found
    }
    do throws(ModuleFailure) {
      return SourceFile(name: shownFolder + path.text, bytes: try reader.read(path.text), file: nextFile)
    } catch {
      diagnostics.append(ImportFault.diagnostic(error, path, text, at: span, reader))
      return nil
    }
  }

  /// The playbook's folder as the user named it, for names of files in messages.
  private var shownFolder: String {
    let name = main.source.name
    guard let slash = name.lastIndex(of: "/"), !name.hasPrefix("<") else { return "" }
    return String(name[...slash])
  }

  /// Reports an import that leads back to a file whose imports are being read.
  private func reportCycle(from start: Int, at span: SourceSpan) {
    let names = (chain[start...].map(\.path) + [chain[start].path]).map(\.text)
    diagnostics.append(ImportFault.cycle(names, chain[start...].dropLast().map(\.place), at: span))
  }
}
