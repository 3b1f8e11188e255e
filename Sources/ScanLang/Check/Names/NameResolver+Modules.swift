// SPDX-License-Identifier: GPL-3.0-or-later

extension NameResolver {
  /// Makes an imported file known by its name; one that was not found is known all the same.
  func hoist(importOf path: String, _ span: SourceSpan, _ alias: Name?, _ statement: Statement) {
    let number = context.program.imports[statement.id]
    let kind: Symbol.Kind = number.map { .module($0) } ?? .invalid
    if let alias {
      declare(alias, kind, hasSlot: false)
    } else if let name = (try? ModulePath(path, from: .file([""])))?.boundName {
      declare(Name(id: statement.id, text: name, span: span), kind, hasSlot: false)
    } else if number != nil {
      context.report(
        .importNameMissing, "what is imported needs a name of its own", at: span,
        label: "the file's name cannot be one here",
        fixes: [Repair(replace: span.after, with: " as \(Self.suggestedName(path))", "give it a name")])
    }
  }

  /// A name made of what can stand in one.
  private static func suggestedName(_ path: String) -> String {
    let file = path.split(separator: "/").last.map { $0.prefix { $0 != "." } } ?? ""
    var name = String(decoding: file.utf8.map { $0.continuesName ? $0 : UInt8(ascii: "_") }, as: UTF8.self)
    if !(name.utf8.first?.beginsName ?? false) { name = "_" + name }
    return Keyword.isFreeName(name) ? name : "lib_\(name)"
  }

  /// `fw.limit`: a name of an imported file. `false` when what stands before the point is none.
  func resolveQualified(_ whole: Expression, _ base: Expression, _ name: Name, _ isOptional: Bool) -> Bool {
    guard case .name(let text) = base.kind, let number = lookUp(text),
      case .module(let module) = context.symbols[number].kind
    else { return false }
    context.symbols[number].isRead = true
    context.symbolOf[base.id] = Int32(number)
    if isOptional {
      let dot = SourceSpan(start: base.span.end, end: name.span.start, file: base.span.file)
      context.report(
        .moduleAsValue, "`\(text)` is an imported file, and never none", at: dot,
        fixes: [Repair(replace: dot, with: ".", "a plain point", isSafe: true)])
    } else if name.text.isEmpty {
      // The parser has said what is missing.
    } else if let export = context.modules[module].exports[name.text], !name.text.hasPrefix("_") {
      use(export, whole)
    } else {
      reportUnknown(name, of: text, module)
    }
    return true
  }

  private func reportUnknown(_ name: Name, of text: String, _ number: Int) {
    let module = context.modules[number]
    let file = module.tree.source
    let start = SourceSpan(start: 0, end: 0, file: file.file)
    guard !context.isObscured(name.text, at: start) else { return }
    if let hidden = module.exports[name.text] {
      let isLibrary = StandardLibrary.path(ofSourceNamed: file.name) != nil
      return context.report(
        .privateName, "`\(name.text)` is private to \(file.name)", at: name.span,
        label: "a name that begins with `_` is seen in its own file alone",
        related: isLibrary ? [] : [RelatedSpan(context.symbols[hidden].name.span, "declared here")])
    }
    let names = module.exports.keys.filter { !$0.hasPrefix("_") }.sorted()
    context.report(
      .unknownExport, "`\(text)` declares no `\(name.text)`", at: name.span, label: "not in \(file.name)",
      notes: [names.isEmpty ? "it declares nothing" : "it declares: \(names.joined(separator: ", "))"],
      fixes: context.didYouMean(name.text, at: name.span, names))
  }

  /// The name of an imported file where a value is wanted.
  func reportModuleAsValue(_ symbol: Symbol, _ expression: Expression) {
    guard case .module(let number) = symbol.kind else { return }
    let names = context.modules[number].exports.keys.filter { !$0.hasPrefix("_") }.sorted()
    context.report(
      .moduleAsValue, "`\(symbol.name.text)` is an imported file, and no value", at: expression.span,
      label: "a point and a name belong behind it",
      notes: names.isEmpty ? [] : ["it declares: \(names.joined(separator: ", "))"])
  }
}
