// SPDX-License-Identifier: GPL-3.0-or-later

/// What may stand within a statement, by the word that it begins with.
extension PlaceReader {
  /// The statement under way at the top or in a block.
  func statement(_ head: [Token]) -> [CompletionOffer] {
    guard let first = head.first else { return [.statements, .operands] }
    let rest = head.dropFirst()
    switch first.kind {
    case .kwShow: return show(rest)
    case .kwSave: return save(rest)
    case .kwFinding: return finding(rest)
    case .kwImport: return rest.last?.kind == .stringEnd ? [.keywords(["as"])] : []
    case .kwPorts where rest.count > 1: return set(rest.dropFirst(2), .ports)
    case .kwTargets where rest.count > 1: return set(rest.dropFirst(2), .targets)
    case .kwScope: return set(rest, .targets)
    case .kwTest: return test(rest)
    case .kwNetwork: return rest.count == 1 ? [.choices("network")] : []
    case .kwParam: return parameter(rest)
    case .kwFn: return rest.last?.kind == .arrow ? [.types] : []
    case .kwFor: return loop(rest)
    case .kwLet, .kwVar: return rest.contains { $0.kind == .assign } ? value(rest.dropFirst(2)) : []
    // A name of their own follows.
    case .kwTechnique, .kwEmit, .kwPorts, .kwTargets, .kwEdition, .kwBreak, .kwContinue, .kwLimits: return []
    default: return value(head[...])
    }
  }

  private func show(_ tokens: ArraySlice<Token>) -> [CompletionOffer] {
    let line = ClauseLine(tokens, in: .show, cursor)
    switch line.word {
    case "columns"?: return line.wantsOperand ? [.columns] : [.clauses(.show, given: line.given)]
    case "sort"?:
      return line.wantsOperand ? [.columns] : [.choices("show"), .clauses(.show, given: line.given)]
    default: return value(tokens, otherwise: [.clauses(.show, given: []), .operators])
    }
  }

  private func save(_ tokens: ArraySlice<Token>) -> [CompletionOffer] {
    guard let to = tokens.lastIndex(where: { $0.kind == .identifier && cursor.text($0) == "to" }),
      to > tokens.startIndex
    else { return value(tokens, otherwise: [.choices("save"), .operators]) }
    switch tokens.last?.kind {
    case .stringEnd: return [.keywords(["as"])]
    case .kwAs: return [.formats]
    default: return []
    }
  }

  private func finding(_ tokens: ArraySlice<Token>) -> [CompletionOffer] {
    switch tokens.last?.kind {
    case nil: return [.words(of: "finding", Parser.levels)]
    case .stringEnd: return [.words(of: "finding", ["at"])]
    default: return tokens.last.map(cursor.text) == "at" ? [.operands] : []
    }
  }

  private func test(_ tokens: ArraySlice<Token>) -> [CompletionOffer] {
    if tokens.last?.kind == .stringEnd { return [.choices("test")] }
    return tokens.last.map(cursor.text) == "with" ? [.networks] : []
  }

  private func parameter(_ tokens: ArraySlice<Token>) -> [CompletionOffer] {
    if let assign = tokens.firstIndex(where: { $0.kind == .assign }) { return value(tokens[(assign + 1)...]) }
    return tokens.last?.kind == .colon || tokens.last?.kind == .pipe ? [.types] : []
  }

  private func loop(_ tokens: ArraySlice<Token>) -> [CompletionOffer] {
    if let place = tokens.firstIndex(where: { $0.kind == .kwIn }) { return value(tokens[(place + 1)...]) }
    return tokens.last?.kind == .identifier ? [.keywords(["in"])] : []
  }

  // MARK: Texts

  /// What a text at the cursor may name, by what stands before it.
  var inText: [CompletionOffer] {
    guard frames.frames.count > 1 else { return [] }
    let around = frames.frames[frames.frames.count - 2]
    let head = around.head
    if head.first?.kind == .kwImport { return [.modules] }
    if head.first?.kind == .kwSave { return [.outputs] }
    if case .call(let site) = around.kind, ["read_lines", "baseline"].contains(site.name), head.isEmpty {
      return site.place == 0 ? [.files] : []
    }
    let outside = PlaceReader(cursor, frames: frames.withoutLast).offers
    return outside.contains(.ports) ? [.services] : []
  }
}
