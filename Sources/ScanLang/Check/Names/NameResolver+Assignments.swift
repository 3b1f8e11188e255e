// SPDX-License-Identifier: GPL-3.0-or-later

extension NameResolver {
  /// The left side of an assignment.
  func resolvePlace(_ place: Expression) {
    nested(place.span) {
      switch place.kind {
      case .name(let text): assign(text, place, whole: place)
      case .index(let base, let key):
        resolve(key)
        resolveBase(base, whole: place)
      case .member(let base, _, _): resolveBase(base, whole: place)
      case .missing: break
      default: rejectPlace(place)
      }
    }
  }

  /// The variable at the root of `m["k"].x = v`.
  private func resolveBase(_ base: Expression, whole: Expression) {
    nested(base.span) {
      switch base.kind {
      case .name(let text): assign(text, base, whole: whole)
      case .index(let inner, let key):
        resolve(key)
        resolveBase(inner, whole: whole)
      case .member(let inner, _, _): resolveBase(inner, whole: whole)
      case .missing: break
      default:
        resolve(base)
        rejectPlace(whole)
      }
    }
  }

  private func rejectPlace(_ place: Expression) {
    context.report(
      .notAPlace, "this cannot be assigned to", at: place.span,
      label: "only a variable, an element or a key of one can change")
  }

  private func assign(_ text: String, _ root: Expression, whole: Expression) {
    guard !text.isEmpty else { return }
    guard let number = lookUp(text) else { return rejectUnknown(text, root) }
    context.symbolOf[root.id] = Int32(number)
    let symbol = context.symbols[number]
    switch symbol.kind {
    case .invalid: return
    case .function, .technique, .network, .module:
      context.report(
        .assignedFinal, "`\(text)` cannot be assigned", at: root.span, label: "`\(text)` is \(symbol.noun)",
        related: [RelatedSpan(symbol.name.span, "declared here")])
      return
    default: break
    }
    context.resolutions[root.id] = place(of: number, in: unit)
    if symbol.kind != .variable {
      reportFinal(symbol, root)
    } else if symbol.unit != unit {
      reportFrozen(symbol, root)
    }
  }

  private func rejectUnknown(_ text: String, _ root: Expression) {
    if Predeclared.isFixed(text) || context.techniqueNumbers[text] != nil {
      context.report(.assignedFinal, "`\(text)` is predeclared and cannot be assigned", at: root.span)
      return
    }
    guard !context.isObscured(text, at: root.span) else { return }
    if let later = upcoming[text]?.last {
      usedEarly.insert(later.id)
      context.report(
        .usedTooEarly, "`\(text)` is assigned before it stands", at: root.span,
        related: [RelatedSpan(later.span, "it is declared here")])
      return
    }
    let start = SourceSpan(start: root.span.start, end: root.span.start, file: root.span.file)
    context.report(
      .unknownName, "`\(text)` is not declared", at: root.span, label: "a new variable begins with `let` or `var`",
      fixes: context.didYouMean(text, at: root.span, visible.keys.filter { lookUp($0) != nil }.sorted())
        + [Repair(replace: start, with: "var ", "declare it here")])
  }

  private func reportFinal(_ symbol: Symbol, _ root: Expression) {
    var fixes: [Repair] = []
    if symbol.kind == .final, symbol.name.span.start >= 4 {
      let name = symbol.name.span
      let word = SourceSpan(start: name.start - 4, end: name.start, file: name.file)
      if context.text(word) == "let" { fixes = [Repair(replace: word, with: "var ", "declare it with `var`")] }
    }
    context.report(
      .assignedFinal, "`\(symbol.name.text)` cannot be assigned", at: root.span,
      label: "`\(symbol.name.text)` is \(symbol.noun)", related: [RelatedSpan(symbol.name.span, "declared here")],
      fixes: fixes)
  }

  private func reportFrozen(_ symbol: Symbol, _ root: Expression) {
    let name = symbol.name.text
    let (where_, note) =
      switch context.units[unit].kind {
      case .handler:
        (
          "a handler",
          "handlers run side by side; give a result back with `emit kind { … }` and read it with "
            + "`results.emitted(\"kind\")`"
        )
      case .lambda: ("a lambda", "let the lambda give a value, or use a `for` loop")
      case .test: ("a test", "every test starts anew; use a variable of its own")
      default: ("a function", "give the new value back with `return` and assign it where the function is called")
      }
    context.report(
      .assignedFrozen, "\(where_) cannot change `\(name)`, which stands outside it", at: root.span,
      label: "read-only in here", related: [RelatedSpan(symbol.name.span, "`\(name)` is declared here")],
      notes: [note])
  }
}
