// SPDX-License-Identifier: GPL-3.0-or-later

/// A playbook with the prelude and everything that it imports, read and parsed.
///
/// Files are numbered 0 for the playbook, 1 for the prelude, then as they were found; node numbers go on from file to
/// file.
public struct LoadedProgram: Sendable {
  /// The playbook.
  public let tree: SyntaxTree
  /// The built-in techniques.
  public let prelude: SyntaxTree
  /// Imported files, each once, and behind all that it imports itself.
  public let modules: [SyntaxTree]
  /// For every `import` that found its file, by the number of its statement: an index into `modules`.
  public let imports: [NodeID: Int]
  /// What could not be imported, and why.
  public let diagnostics: [Diagnostic]

  /// A playbook that imports nothing.
  public init(_ tree: SyntaxTree, prelude: SyntaxTree) {
    self.init(tree: tree, prelude: prelude, modules: [], imports: [:], diagnostics: [])
  }

  /// Collects what a loader found.
  init(
    tree: SyntaxTree, prelude: SyntaxTree, modules: [SyntaxTree], imports: [NodeID: Int], diagnostics: [Diagnostic]
  ) {
    self.tree = tree
    self.prelude = prelude
    self.modules = modules
    self.imports = imports
    self.diagnostics = diagnostics
  }

  /// Every file, the playbook first.
  public var trees: [SyntaxTree] { [tree, prelude] + modules }

  /// Every file's source, for what shows diagnostics.
  public var sources: [SourceFile] { trees.map(\.source) }
}
