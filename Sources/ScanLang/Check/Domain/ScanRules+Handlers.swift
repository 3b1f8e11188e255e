// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

extension ScanRules {
  /// A handler: states that the scan can report, and ports that it asks.
  func check(_ handler: Handler, _ facts: ScanFacts) {
    guard case .port(let states, let set) = handler.event else { return }
    if let set { PortQuestion(context, facts).check(set, .handlerPortsNotAsked, "this handler never runs for it") }
    let able = facts.primaries(for: set.flatMap { constants.ports($0) })
    guard !able.isEmpty else { return }
    for pattern in states {
      guard let state = StateWords.state(pattern), !able.contains(where: { $0.possibleStates.contains(state) })
      else { continue }
      report(pattern, state, able, facts)
    }
  }

  private func report(_ pattern: StatePattern, _ state: PortState, _ able: [Technique], _ facts: ScanFacts) {
    let names = able.map { $0.name.isEmpty ? "flags(…)" : $0.name }
    let subject =
      names.count == 1 ? "`\(names[0])` never reports" : "none of `\(names.joined(separator: "`, `"))` reports"
    context.report(
      .impossibleState, "\(subject) `\(state)`", at: pattern.span, label: "this handler can never run",
      related: places(able, facts),
      notes: able.map { technique in
        "`\(technique.name.isEmpty ? "flags(…)" : technique.name)` can report "
          + StateWords.list(technique.possibleStates)
      },
      fixes: repairs(pattern, state, able))
  }

  /// Where the techniques say what they report.
  private func places(_ able: [Technique], _ facts: ScanFacts) -> [RelatedSpan] {
    var related: [RelatedSpan] = []
    if let clause = facts.usingClause { related.append(RelatedSpan(clause, "the scan uses this")) }
    for technique in able {
      guard let number = context.techniques.firstIndex(where: { $0.technique == technique }) else { continue }
      let declaration = context.techniqueDeclarations[number]
      guard let arms = declaration.arms.first?.span.joined(with: declaration.arms[declaration.arms.count - 1].span)
      else { continue }
      related.append(RelatedSpan(arms, "what `\(technique.name)` makes of answers"))
    }
    return related
  }

  /// States that it can report and that hold the one asked for, else those nearest.
  private func repairs(_ pattern: StatePattern, _ state: PortState, _ able: [Technique]) -> [Repair] {
    let all = able.flatMap(\.possibleStates)
    var wider: [PortState] = []
    for candidate in all where candidate.isSuperset(of: state) && !wider.contains(candidate) { wider.append(candidate) }
    return wider.map { Repair(replace: pattern.span, with: $0.description, "what it reports instead") }
  }
}

/// Whether ports that a handler or expectation names are asked by its scan.
struct PortQuestion {
  let context: CheckContext
  let facts: ScanFacts

  init(_ context: CheckContext, _ facts: ScanFacts) {
    self.context = context
    self.facts = facts
  }

  /// Reports every operand of a set of whose ports the scan asks none, or with `wantsAll` not all.
  func check(_ set: SetSyntax, _ code: DiagnosticCode, _ label: String, wantsAll: Bool = false) {
    guard let asked = facts.ports, let clause = facts.portsClause else { return }
    lazy var excepted = excepted(set)
    for item in set.items {
      guard let ports = Constants(context).ports(item), !ports.isEmpty else { continue }
      let isDisjoint = !overlaps(asked, ports)
      let missing = isDisjoint ? ports : wantsAll ? notAsked(ports - excepted, asked) : PortSet()
      guard !missing.isEmpty else { continue }
      context.report(
        code, "the scan does not ask \(name(missing))", at: item.span, label: label,
        related: [RelatedSpan(clause.span, "these ports are asked")],
        fixes: [
          Repair(
            replace: clause.span.after, with: ", \(isDisjoint ? context.code(item.span) : missing.description)",
            missing.count == 1 ? "ask it too" : "ask them too")
        ])
    }
  }

  /// Ports behind `except`; all of them where they are known only when it runs.
  private func excepted(_ set: SetSyntax) -> PortSet {
    set.except.reduce(PortSet()) { $0 | (Constants(context).ports($1) ?? PortSet(0...65_535)) }
  }

  private func notAsked(_ ports: PortSet, _ asked: PortSet) -> PortSet {
    guard let bare = facts.bareProtocol else { return PortSet() }
    return ports.notAsked(PortSet(ranges: asked.ranges.map { PortRange($0.first...$0.last, $0.proto ?? bare) }))
  }

  private func name(_ ports: PortSet) -> String { (ports.count == 1 ? "port " : "ports ") + ports.description }

  /// Whether a port is in both: a bare one of the scan is asked over one protocol, a bare one wanted stands for both.
  private func overlaps(_ asked: PortSet, _ wanted: PortSet) -> Bool {
    for first in asked.ranges {
      for second in wanted.ranges {
        guard first.first <= second.last, second.first <= first.last else { continue }
        let spoken = first.proto ?? facts.bareProtocol
        if spoken == nil || second.proto == nil || spoken == second.proto { return true }
      }
    }
    return false
  }
}
