// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// Reads an operator's scope file (language reference, section 8).
public struct ScopeFile {
  /// Why a scope file gives no scope.
  public enum Failure: Error {
    /// The file is wrong; nothing may be sent (exit status 2).
    case invalid([Diagnostic])
    /// The file is right, but today is outside its period (exit status 4).
    case outsidePeriod(Diagnostic)
  }

  /// The number of the file in spans: no program has that many files.
  public static let fileNumber = UInt16.max

  private var targets = LiteralTargets()
  private var diagnostics: [Diagnostic] = []
  private var allow = TargetSet()
  private var deny = TargetSet()
  private var allowCount = 0
  private var period: (days: ClosedRange<CalendarDate>, span: SourceSpan)?
  private var techniques: [String]?
  private var rates: (whole: Rate?, perHost: Rate?)?
  private var ticket: String?

  private init() {}

  /// The scope that `source` holds, if it is valid on the day `today` (UTC).
  public static func read(_ source: SourceFile, today: CalendarDate) throws(Failure) -> Scope {
    let tree = Parser.parse(source)
    if tree.diagnostics.contains(where: { $0.severity == .error }) { throw .invalid(tree.diagnostics) }
    var file = ScopeFile()
    let name = file.read(tree)
    let wrong = file.targets.diagnostics + file.diagnostics
    guard wrong.isEmpty else { throw .invalid(DiagnosticRenderer.ordered(wrong)) }
    if let period = file.period, !period.days.contains(today) {
      throw .outsidePeriod(outside(period.days, period.span, name, today))
    }
    return file.scope(name, hash: "sha256:" + SHA256.hex(source.bytes))
  }

  private func scope(_ name: String, hash: String) -> Scope {
    Scope(
      allow: allow, deny: deny, name: name, ticket: ticket, hash: hash, validity: period?.days,
      techniques: techniques, rate: rates?.whole, ratePerHost: rates?.perHost)
  }

  private static func outside(
    _ days: ClosedRange<CalendarDate>, _ span: SourceSpan, _ name: String, _ today: CalendarDate
  ) -> Diagnostic {
    let isOver = today > days.upperBound
    let headline =
      isOver
      ? "the scope \"\(name)\" expired on \(days.upperBound)" : "the scope \"\(name)\" begins on \(days.lowerBound)"
    return Diagnostic(
      .scopeExpired, headline, at: span, label: "today is \(today) (UTC)",
      notes: ["nothing was sent; the file is the operator's to change"])
  }

  // MARK: Statements

  /// Reads the one scope of the file and returns its name.
  private mutating func read(_ tree: SyntaxTree) -> String {
    var name: String?
    for statement in tree.statements {
      switch statement.kind {
      case .edition: break
      case .scope(let syntax) where name == nil:
        name = read(syntax, at: statement.span, in: tree.source)
      case .scope: complain(.scopeFileForm, "a scope file holds one scope", statement.span, "a second one")
      default: complain(.scopeFileForm, "a scope file holds a scope and nothing else", statement.span)
      }
    }
    if name == nil, diagnostics.isEmpty {
      let start = SourceSpan(start: 0, end: 0, file: tree.source.file)
      complain(.scopeFileForm, "the file holds no scope", start, "expected scope \"name\" { allow … }")
    }
    return name ?? ""
  }

  private mutating func read(_ syntax: ScopeSyntax, at span: SourceSpan, in source: SourceFile) -> String {
    guard let nameSyntax = syntax.name, syntax.narrowed == nil else {
      complain(.scopeFileForm, "an operator's scope has a name and braces", span, "`scope SET` belongs in a playbook")
      return ""
    }
    for entry in syntax.entries { read(entry) }
    if allowCount == 0 { complain(.scopeWithoutAllow, "the scope permits nothing", nameSyntax.span, "add `allow`") }
    return text(nameSyntax, "the name of a scope") ?? ""
  }

  /// The parser has seen to it that only `allow` and `deny` stand several times.
  private mutating func read(_ entry: ScopeSyntax.Entry) {
    switch entry {
    case .allow(let set):
      allowCount += 1
      allow = allow.union(targets.targets(of: set))
    case .deny(let set): deny = deny.union(targets.targets(of: set))
    case .valid(let from, let until): readPeriod(from, until)
    case .using(let names): techniques = names.map(\.text)
    case .rate(let items): readRates(items)
    case .ticket(let value): ticket = text(value, "a ticket")
    }
  }

  // MARK: Entries

  private mutating func readPeriod(_ from: Expression, _ until: Expression) {
    let span = from.span.joined(with: until.span)
    guard let first = date(from), let last = date(until) else { return }
    guard first <= last else {
      complain(.scopeDatesReversed, "the period ends before it begins", span)
      return
    }
    period = (first...last, span)
  }

  private mutating func readRates(_ items: [RateItem]) {
    var whole: Rate?
    var perHost: Rate?
    for item in items {
      guard let rate = rate(item.value) else { continue }
      if (item.perHost ? perHost : whole) != nil {
        let word = item.perHost ? "rate per host" : "rate"
        complain(.scopeEntryTwice, "`\(word)` is given twice", item.value.span, "the second time")
      }
      if item.perHost { perHost = rate } else { whole = rate }
    }
    rates = (whole, perHost)
  }

  private mutating func rate(_ expression: Expression) -> Rate? {
    if case .rate(let rate) = expression.kind { return rate }
    complain(.scopeNotLiteral, "a rate is wanted here, such as 500/s", expression.span)
    return nil
  }

  private mutating func date(_ expression: Expression) -> CalendarDate? {
    if case .date(let date) = expression.kind { return date }
    complain(.scopeNotLiteral, "a date is wanted here, such as 2026-09-30", expression.span)
    return nil
  }

  private mutating func text(_ expression: Expression, _ what: String) -> String? {
    if case .string(let parts, _) = expression.kind {
      let texts = parts.map { part -> String? in if case .text(let text) = part { text } else { nil } }
      if !texts.contains(nil) { return texts.compactMap { $0 }.joined() }
    }
    complain(.scopeNotLiteral, "\(what) is a plain text in quotes", expression.span)
    return nil
  }

  // MARK: Diagnostics

  private mutating func complain(_ code: DiagnosticCode, _ headline: String, _ span: SourceSpan, _ label: String = "") {
    diagnostics.append(Diagnostic(code, headline, at: span, label: label))
  }
}
