// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// An `expect` block held against itself, and against its scan where that is known.
struct ExpectationRules {
  private let context: CheckContext
  private let expectation: Expectation
  /// What is known of the scan whose results are judged.
  private let scan: (facts: ScanFacts, targets: SetSyntax)?
  /// Its targets, where they are known and each is written in the one form that it has.
  private let targets: TargetSet?

  init(context: CheckContext, expectation: Expectation, scan: (facts: ScanFacts, targets: SetSyntax)?) {
    self.context = context
    self.expectation = expectation
    self.scan = scan
    targets = scan.flatMap { Constants(context).targets($0.targets) }.flatMap { $0.isCanonical ? $0 : nil }
  }

  private var constants: Constants { Constants(context) }

  /// `never|only|always` with what is known of its operands before the run.
  private struct Rule {
    let judgement: ExpectClause.Judgement
    let states: [PortState]
    /// Without operand, or with one that only the run knows, `nil`.
    let ports: PortSet?
    /// From the lowest to the highest of them: what lies outside need not be held against the set.
    let portBounds: ClosedRange<UInt16>?
    let hosts: TargetSet?
    /// Whether there are operands that only the run knows.
    let isVague: Bool
    let span: SourceSpan
  }

  func run() {
    let rules = rules()
    checkAnything()
    for clause in expectation.clauses { check(clause) }
    // Blocks beyond this size are generated, and nobody reads about every pair.
    if rules.count <= 100 {
      for (place, rule) in rules.enumerated() { check(rule, against: rules[..<place]) }
    }
    let comparesAll = expectation.clauses.contains { if case .same = $0.kind { true } else { false } }
    guard !comparesAll, !rules.contains(where: \.isVague) else { return }
    for clause in expectation.clauses {
      if case .waive(let ports, let hosts, _, _) = clause.kind { checkWaiver(ports, hosts, rules) }
    }
  }

  private func rules() -> [Rule] {
    expectation.clauses.compactMap { clause in
      guard case .judge(let judgement, let patterns, let ports, let hosts) = clause.kind else { return nil }
      let knownPorts = ports.flatMap { constants.ports($0) }
      let knownHosts = hosts.flatMap { constants.targets($0) }
      let states = patterns.compactMap { StateWords.state($0) }
      let isVague =
        ports != nil && knownPorts == nil || hosts != nil && knownHosts == nil || states.count != patterns.count
      return Rule(
        judgement: judgement, states: states, ports: knownPorts, portBounds: knownPorts?.bounds, hosts: knownHosts,
        isVague: isVague, span: clause.span)
    }
  }

  /// Reports a block without a line that judges anything.
  private func checkAnything() {
    let judges = expectation.clauses.contains { clause in
      switch clause.kind {
      case .waive: false
      default: true
      }
    }
    guard !judges else { return }
    context.report(
      .nothingExpected, "this `expect` judges nothing", at: expectation.results.span,
      label: "no line says what is expected of it",
      notes: ["`never`, `only`, `always`, `same as` and `that` say what is expected"])
  }

  // MARK: One line

  private func check(_ clause: ExpectClause) {
    switch clause.kind {
    case .judge(let judgement, let states, let ports, let hosts):
      if let scan, let ports, judgement != .only {
        PortQuestion(context, scan.facts).check(
          ports, .expectedPortsNotAsked, "nothing can be said of it", wantsAll: true)
      }
      if judgement == .always { checkStates(states, ports) }
      if let hosts { checkHosts(hosts) }
    case .same(_, let ignored): for name in ignored { checkIgnored(name) }
    case .waive, .that, .missing: break
    }
  }

  /// A state that `always` wants and no technique can give.
  private func checkStates(_ patterns: [StatePattern], _ ports: SetSyntax?) {
    guard let scan else { return }
    let able = scan.facts.primaries(for: ports.flatMap { constants.ports($0) })
    let states = patterns.compactMap { StateWords.state($0) }
    guard !able.isEmpty, states.count == patterns.count, let first = patterns.first,
      !able.contains(where: { $0.possibleStates.contains(where: states.contains) })
    else { return }
    let names = able.map { $0.name.isEmpty ? "flags(…)" : $0.name }
    context.report(
      .expectedStateImpossible,
      names.count == 1
        ? "`\(names[0])` never reports `\(states[0])`"
        : "none of `\(names.joined(separator: "`, `"))` reports `\(states[0])`",
      at: patterns.dropFirst().reduce(first.span) { $0.joined(with: $1.span) }, label: "this can never hold",
      related: scan.facts.usingClause.map { [RelatedSpan($0, "the scan uses this")] } ?? [],
      notes: zip(names, able).map { "`\($0)` can report \(StateWords.list($1.possibleStates))" })
  }

  /// Hosts that the scan does not ask.
  private func checkHosts(_ set: SetSyntax) {
    guard let scan, let targets, set.except.isEmpty else { return }
    for item in set.items {
      guard let hosts = constants.targets(item), hosts.isCanonical else { continue }
      let outside = hosts - targets
      guard !outside.isEmpty else { continue }
      context.report(
        .expectedHostsNotTargets,
        "\(outside) \(outside.count == 1 ? "is no target" : "are no targets") of the scan", at: item.span,
        label: "nothing can be said of \(outside == hosts ? "this" : "all of this")",
        related: [RelatedSpan(scan.targets.span, "these are its targets")],
        fixes: [Repair(replace: scan.targets.span.after, with: ", \(context.code(item.span))", "ask it too")])
    }
  }

  private func checkIgnored(_ name: Name) {
    let known = FieldTable.rows(of: .portResult).contains { $0.name.rawValue == name.text }
    guard known, !["state", "service"].contains(name.text) else { return }
    context.report(
      .ignoredNotCompared, "`\(name.text)` is not compared, so there is nothing to ignore", at: name.span,
      notes: ["`same as` compares which hosts are up, and `state` and `service` of each port"])
  }

  // MARK: Lines against each other

  private func check(_ rule: Rule, against earlier: ArraySlice<Rule>) {
    guard !rule.isVague else { return }
    for other in earlier where !other.isVague {
      if other.judgement == rule.judgement, other.states == rule.states, other.ports == rule.ports,
        other.hosts == rule.hosts
      {
        context.report(
          .expectationRepeated, "`\(context.text(rule.span))` is expected already", at: rule.span,
          related: [RelatedSpan(other.span, "here")])
        return
      }
      guard let clash = clash(rule, other) ?? clash(other, rule) else { continue }
      context.report(
        .expectationsContradict, "no result can meet both: \(clash)", at: rule.span, label: "wants one thing",
        related: [RelatedSpan(other.span, "wants another")])
      return
    }
  }

  /// What `always` of the first wants and the second forbids.
  private func clash(_ first: Rule, _ second: Rule) -> String? {
    guard first.judgement == .always, second.judgement != .always, overlap(first.hosts, second.hosts),
      !first.states.isEmpty, first.states.allSatisfy(second.states.contains)
    else { return nil }
    let wanted = first.ports ?? PortSet.allPorts
    let forbidden = second.judgement == .only ? wanted - (second.ports ?? PortSet()) : both(wanted, second.ports)
    guard !forbidden.isEmpty else { return nil }
    let name = first.ports == nil ? "every port" : "\(forbidden.count == 1 ? "port" : "ports") \(forbidden)"
    return "\(name) always \(first.states[0]), and never"
  }

  private func both(_ first: PortSet, _ second: PortSet?) -> PortSet { second.map { first & $0 } ?? first }

  private func overlap(_ first: TargetSet?, _ second: TargetSet?) -> Bool {
    guard let first, let second else { return true }
    return !(first & second).isEmpty
  }

  // MARK: Waivers

  /// A waiver that is about none of the other lines.
  private func checkWaiver(_ ports: SetSyntax, _ hosts: SetSyntax?, _ rules: [Rule]) {
    guard let waived = constants.ports(ports) else { return }
    var places: TargetSet?
    if let hosts {
      guard let known = constants.targets(hosts) else { return }
      places = known
    }
    let bounds = waived.bounds
    let isNeeded = rules.contains { rule in
      if rule.judgement != .only, let asked = rule.portBounds, let bounds, !asked.overlaps(bounds) { return false }
      guard overlap(places, rule.hosts) else { return false }
      if rule.judgement == .only { return !(waived - (rule.ports ?? PortSet())).isEmpty }
      return !both(waived, rule.ports).isEmpty
    }
    guard !isNeeded else { return }
    context.report(
      .waiverWithoutRule, "no line of this block is about what is waived here",
      at: hosts.map { ports.span.joined(with: $0.span) } ?? ports.span, label: "nothing expects this",
      related: rules.prefix(3).map { RelatedSpan($0.span, "this is expected") })
  }
}

extension PortSet {
  /// From the lowest to the highest number, of whatever protocol.
  fileprivate var bounds: ClosedRange<UInt16>? {
    let ranges = ranges
    guard let low = ranges.map(\.first).min(), let high = ranges.map(\.last).max() else { return nil }
    return low...high
  }
}

extension TargetSet {
  /// Whether no address of it has another form that means the same (`0.0.0.0`, `::`, `::ffff:…`).
  fileprivate var isCanonical: Bool {
    ranges.allSatisfy { range in
      range.first.isV4 ? range.first.value > 0 : range.first.high > 0 || range.first.low > 0xFFFF_FFFF_FFFF
    }
  }
}
