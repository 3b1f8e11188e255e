// SPDX-License-Identifier: GPL-3.0-or-later

/// `scope` of playbooks and of the operator's file, and `limits` (language reference, sections 6 and 8).
extension Parser {
  /// `scope SET`, or `scope "name" { … }`
  func parseScope() -> Statement.Kind {
    let start = position
    advance()
    let isNameless = kind == .leftBrace && !isAtLineBreak
    let set = isNameless ? SetSyntax(items: [], except: [], span: behind) : parseSet()
    if isLost { resumeAtBrace(of: start) }
    guard kind == .leftBrace, !isAtLineBreak else {
      return .scope(ScopeSyntax(name: nil, narrowed: set, entries: []))
    }
    if set.items.count != 1 || !set.except.isEmpty || !isText(set.items.first) { complainAboutScopeName(set) }
    var entries: [ScopeSyntax.Entry] = []
    var seen: [String: SourceSpan] = [:]
    parseBraces(of: start, "`scope`", in: .scope) { parseScopeEntry(&entries, &seen) }
    return .scope(ScopeSyntax(name: set.items.first, narrowed: nil, entries: entries))
  }

  private func isText(_ expression: Expression?) -> Bool {
    if case .string = expression?.kind { return true }
    return false
  }

  private func complainAboutScopeName(_ set: SetSyntax) {
    complain(
      .scopeName, "an operator's scope has a name in quotes", at: set.span, label: "a name belongs here",
      notes: ["in a playbook `scope SET` has no braces"])
  }

  /// `allow` and `deny` may be given several times; the others once.
  private func parseScopeEntry(_ entries: inout [ScopeSyntax.Entry], _ seen: inout [String: SourceSpan]) {
    let start = position
    guard kind.isWord, let row = ClauseWord.row(text(start), in: .scope), case .scope(let form) = row.form else {
      return complainAboutEntry(in: .scope, "a line of a scope")
    }
    advance()
    let word = name(at: start)
    guard let entry = parseScopeLine(form) else { return }
    if form == .allow || form == .deny { return entries.append(entry) }
    noteClause(word, in: &seen) { entries.append(entry) }
  }

  private func parseScopeLine(_ form: ClauseWord.ScopeForm) -> ScopeSyntax.Entry? {
    switch form {
    case .allow: return .allow(parseSet())
    case .deny: return .deny(parseSet())
    case .rate: return .rate(parseRates())
    case .ticket: return .ticket(parseBinary(.or))
    case .valid:
      let first = parseBinary(.or)
      if !take(word: "until") { complainMissing(.wordMissing, "`until` and the last day") }
      return .valid(first, until: parseBinary(.or))
    case .using:
      var names: [Name] = []
      repeat {
        names.append(takeName("a technique"))
      } while take(.comma)
      return .using(names)
    }
  }

  /// `limits { time 20m, packets 2M }`
  func parseLimits() -> Statement.Kind {
    let start = position
    advance()
    var entries: [LimitEntry] = []
    var seen: [String: SourceSpan] = [:]
    parseBraces(of: start, "`limits`", in: .limits) { parseLimitLine(&entries, &seen) }
    return .limits(entries)
  }

  /// Limits are separated by commas or line ends.
  private func parseLimitLine(_ entries: inout [LimitEntry], _ seen: inout [String: SourceSpan]) {
    repeat {
      let start = position
      guard kind.isWord, ClauseWord.row(text(start), in: .limits) != nil else {
        return complainAboutEntry(in: .limits, "a limit")
      }
      advance()
      let word = name(at: start)
      let value = parseBinary(.or)
      noteClause(word, in: &seen) { entries.append(LimitEntry(name: word, value: value)) }
    } while take(.comma) && kind != .rightBrace && kind != .endOfFile
  }
}
