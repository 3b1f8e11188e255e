// SPDX-License-Identifier: GPL-3.0-or-later

extension TypeInference {
  // MARK: show and save

  func checkShow(_ show: ShowSyntax) {
    guard let type = infer(show.value) else { return }
    switch type {
    case .unknown: return
    case .list(let element): checkColumns(show, element)
    case .record(.results): checkColumns(show, .record(.portResult))
    case .record(.comparison): checkColumns(show, .record(.change))
    case .optional: reportMaybeNone(show.value, type)
    default:
      report(
        .wrongOperand, "`show` makes a table of a list, and this is \(type.described)", at: show.value.span,
        label: "this is \(type.described)", notes: ["a single value is written by `print(…)`"])
    }
  }

  private func checkColumns(_ show: ShowSyntax, _ element: ValueType) {
    switch element {
    case .unknown, .map: return
    case .record: break
    default:
      guard let first = show.columns.first ?? show.sort else { return }
      report(
        .unknownColumn, "a list whose elements are \(element.name) has no columns", at: first.span,
        label: "leave this out")
      return
    }
    var known = FieldTable.rows(of: element).map(\.name.rawValue)
    if element == .record(.portResult) { known += Set(context.techniqueDeclarations.map(\.name.text)).sorted() }
    for column in show.columns + [show.sort].compactMap({ $0 }) where !column.text.isEmpty {
      guard !known.contains(column.text) else { continue }
      report(
        .unknownColumn, "\(element.described) has no `\(column.text)` to be a column", at: column.span,
        notes: ["columns are: \(FieldTable.rows(of: element).map(\.name.rawValue).joined(separator: ", "))"],
        fixes: context.didYouMean(column.text, at: column.span, known))
    }
  }

  /// What `save` writes, by the word behind `as`.
  private static let formats = SaveFormat.allCases.map(\.rawValue)

  func checkSave(_ save: SaveSyntax) {
    let type = infer(save.value)
    expect(
      type, [.record(.results), .list(.unknown)], of: save.value, "`save` writes the results of a scan, or a list")
    expect(infer(save.path), [.string], of: save.path, "the path of `save` is a text")
    checkPath(save.path)
    checkList(save, type)
    if let format = save.format {
      guard !format.text.isEmpty, !Self.formats.contains(format.text) else { return }
      report(
        .unknownFormat, "there is no format `\(format.text)`", at: format.span,
        notes: ["formats are: \(Self.formats.joined(separator: ", "))"],
        fixes: repairs(of: format))
    } else if let path = save.path.literalText, SaveFormat(ending: path) == nil {
      report(
        .unknownFormat, "the path does not say which format to write", at: save.path.span,
        notes: ["formats are: \(Self.formats.joined(separator: ", "))"],
        fixes: [Repair(replace: save.path.span.after, with: " as json", "say the format")])
    }
  }

  /// The ending of its files stands for a format, too: `xml` is `nmap`.
  private func repairs(of format: Name) -> [Repair] {
    if let meant = SaveFormat(ending: "." + format.text) {
      return [Repair(replace: format.span, with: meant.rawValue, "write `\(meant.rawValue)`")]
    }
    return context.didYouMean(format.text, at: format.span, Self.formats)
  }

  /// Files are written below `--out`.
  private func checkPath(_ path: Expression) {
    guard let text = path.literalText else { return }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard text.hasPrefix("/") || text.hasSuffix("/") || text.isEmpty || parts.contains("..") else { return }
    report(
      .savePathOutside, "`\(text)` does not lie below the folder that `save` writes to", at: path.span,
      label: text.isEmpty || text.hasSuffix("/") ? "the name of a file is missing" : "this leads out of it",
      notes: ["`scan run --out DIR` says which folder that is; without it, it is the current one"])
  }

  /// Formats that hold one scan.
  private func checkList(_ save: SaveSyntax, _ type: ValueType?) {
    let named = save.format.flatMap { SaveFormat(rawValue: $0.text) }
    guard case .list? = type, let format = named ?? save.path.literalText.flatMap({ SaveFormat(ending: $0) }),
      !format.takesLists
    else { return }
    report(
      .saveFormatNotForLists, "`\(format.rawValue)` holds the results of a scan, and this is a list",
      at: save.format?.span ?? save.path.span,
      label: "not for lists", related: [RelatedSpan(save.value.span, "this is a list")],
      notes: [
        "lists are written as \(SaveFormat.allCases.filter(\.takesLists).map(\.rawValue).joined(separator: ", "))"
      ])
  }

  // MARK: expect

  func checkExpectations(_ results: Expression, _ clauses: [ExpectClause]) {
    expect(infer(results), [.record(.results)], of: results, "`expect … { }` judges the results of a scan")
    for clause in clauses {
      switch clause.kind {
      case .judge(_, _, let ports, let hosts):
        if let ports { checkSet(ports, .ports) }
        if let hosts { checkSet(hosts, .targets) }
      case .same(let baseline, let ignoring):
        infer(baseline)
        ignoring.forEach(checkIgnored)
      case .that(let condition): requireBool(condition, "that")
      case .waive(let ports, let hosts, let until, let because):
        checkSet(ports, .ports)
        if let hosts { checkSet(hosts, .targets) }
        expect(infer(until), [.date], of: until, "a waiver ends on a date such as `2026-12-31`")
        expect(infer(because), [.string], of: because, "the reason of a waiver is a text")
      case .missing: break
      }
    }
  }

  private func checkIgnored(_ name: Name) {
    let known = FieldTable.rows(of: .portResult).map(\.name.rawValue)
    guard !name.text.isEmpty, !known.contains(name.text) else { return }
    report(
      .unknownField, "a port result has no `\(name.text)` to be ignored", at: name.span,
      notes: ["it has: \(known.joined(separator: ", "))"], fixes: context.didYouMean(name.text, at: name.span, known))
  }

  // MARK: scan

  /// A scan: its sets, clauses and handlers.
  func scan(_ scan: ScanSyntax) -> ValueType {
    checkSet(scan.targets, .targets)
    for clause in scan.clauses { check(clause) }
    for handler in scan.handlers { walk(handler) }
    return .record(.results)
  }

  private func walk(_ handler: Handler) {
    if case .port(_, let ports?) = handler.event { checkSet(ports, .ports) }
    if let binding = handler.binding, let symbol = context.symbol(binding.id) {
      give(symbol, bindingType(handler.event))
    }
    // What a handler returns and breaks out of is its own.
    let outer = (function, breaks)
    (function, breaks) = (nil, [])
    _ = walk(handler.body)
    (function, breaks) = outer
  }

  private func bindingType(_ event: Handler.Event) -> ValueType {
    switch event {
    case .port: .record(.portResult)
    case .host, .hostDone: .record(.host)
    case .done: .record(.results)
    case .error: .record(.handlerError)
    case .missing: .unknown
    }
  }

  private func check(_ clause: ScanClause) {
    let word = clause.word.text
    switch clause.kind {
    case .ports(let set): checkSet(set, .ports)
    case .using(let techniques, let fallback):
      for technique in techniques + [fallback].compactMap({ $0 }) {
        let type = infer(technique)
        if type == .flags {
          reportFlags(technique)
        } else if context.resolutions[technique.id] != .unresolved || !technique.isName {
          expect(type, [.technique], of: technique, "`using` takes techniques")
        }
      }
    case .rate(let items): for item in items { clauseValue(item.value, .rate, word) }
    case .followups(let items): for item in items { clauseValue(item.value, .int, word) }
    case .retries(let value), .confirm(let value), .sourcePort(let value), .ttl(let value):
      clauseValue(value, .int, word)
    case .timeout(let value), .deadline(let value): clauseValue(value, .duration, word)
    case .orderRandom(let seed): if let seed { clauseValue(seed, .int, "seed") }
    case .via(let value): clauseValue(value, .string, word)
    case .shard(let part, let whole):
      clauseValue(part, .int, word)
      clauseValue(whole, .int, word)
    case .discover(let methods):
      for method in methods {
        guard case .call(_, let arguments) = method.kind else { continue }
        for argument in arguments {
          expect(infer(argument.value), [.ports], of: argument.value, "a host is asked on a port")
          checkPortNumbers(argument.value)
        }
      }
    case .orderSequential, .discoverNone, .discoverAuto, .keep, .missing: break
    }
  }

  /// `using FIN|URG`: what the answers mean is not said.
  private func reportFlags(_ value: Expression) {
    let text = context.text(value.span)
    report(
      .notATechnique, "`\(text)` is not a technique", at: value.span, label: "these are flags",
      fixes: [
        Repair(replace: value.span, with: "flags(\(text), silence: open|filtered)", "a technique that sends them")
      ])
  }

  private func clauseValue(_ value: Expression, _ wanted: ValueType, _ word: String) {
    let type = infer(value)
    if type == .int, case .int = value.kind, let unit = unit(of: wanted) {
      report(
        .wrongOperand, "`\(word)` takes \(wanted.described)", at: value.span, label: "its unit is missing",
        fixes: [Repair(replace: value.span.after, with: unit, "\(context.text(value.span))\(unit)")])
    } else {
      expect(type, [wanted], of: value, "`\(word)` takes \(wanted.described)")
    }
  }

  /// The unit that a number most often lacks.
  private func unit(of type: ValueType) -> String? {
    switch type {
    case .rate: "/s"
    case .duration: "s"
    default: nil
    }
  }
}

extension Expression {
  /// Whether it is a plain name.
  var isName: Bool {
    if case .name = kind { return true }
    return false
  }
}
