// SPDX-License-Identifier: GPL-3.0-or-later

/// Warns of names that nobody reads. Loop variables, parameters of functions and what handlers bind are often there
/// for form, and functions and techniques may be for whoever imports the file: those are not mentioned.
struct UsageWarnings {
  let context: CheckContext

  init(_ context: CheckContext) { self.context = context }

  /// Warns, unless the file could not be read whole.
  func run() {
    guard !context.isIncomplete else { return }
    for symbol in context.symbols where !symbol.isRead && !symbol.name.text.hasPrefix("_") {
      warn(symbol)
    }
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
    default: break
    }
  }
}
