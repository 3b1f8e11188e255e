// SPDX-License-Identifier: GPL-3.0-or-later

/// Warns of names that nobody reads. Loop variables, parameters of functions and what handlers bind are often there
/// for form, and what a file that only declares has at its top level is for whoever imports it: those are not
/// mentioned.
struct UsageWarnings {
  let context: CheckContext
  /// Whether the playbook itself only declares, be it sets or constants alone, and so may be there to be imported.
  private let isLibrary: Bool

  init(_ context: CheckContext) {
    self.context = context
    isLibrary = context.tree.statements.allSatisfy(ModuleRules.mayStandInModule)
  }

  /// Warns, unless the file could not be read whole.
  func run() {
    for symbol in context.symbols[context.base.symbols...] where !symbol.isRead && !symbol.name.text.hasPrefix("_") {
      guard !context.isIncomplete(symbol.name.span.file) else { continue }
      if !isOffered(symbol) { warn(symbol) }
    }
  }

  /// Whether a name is there for whoever imports its file.
  private func isOffered(_ symbol: Symbol) -> Bool {
    let file = symbol.name.span.file
    // What an entry of a session declares is there for later ones.
    if context.isEntry, symbol.isGlobal { return true }
    return symbol.isGlobal && !symbol.kind.isModule && (file != context.tree.source.file || isLibrary)
  }

  private func warn(_ symbol: Symbol) {
    let name = symbol.name
    switch symbol.kind {
    case .final:
      context.report(
        .unusedName, "nobody reads `\(name.text)`", at: name.span, label: "declared and not used",
        fixes: [Repair(replace: name.span, with: "_\(name.text)", "to keep it all the same")])
    case .variable:
      context.report(
        .unusedName, "nobody reads `\(name.text)`", at: name.span, label: "given values that are never used")
    case .portSet, .targetSet:
      context.report(.unusedName, "nobody uses the set `\(name.text)`", at: name.span)
    case .playbookParameter:
      context.report(
        .unusedParameter, "the parameter `\(name.text)` changes nothing", at: name.span,
        label: "nobody reads it", notes: ["whoever gives --\(name.text.replacing("_", with: "-")) expects an effect"])
    case .module:
      context.report(
        .unusedImport, "nobody uses `\(name.text)`", at: name.span, label: "imported and not used",
        notes: ["behind it stand a point and a name: `\(name.text).…`"])
    default: break
    }
  }
}
