// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Last pass: what a scan can answer, held against what the playbook asks of it.
struct ScanRules {
  let context: CheckContext
  let scans: [ScanSite]
  let expectations: [Expectation]
  let shows: [ShowSyntax]

  init(_ context: CheckContext, scans: [ScanSite], expectations: [Expectation], shows: [ShowSyntax]) {
    self.context = context
    self.scans = scans
    self.expectations = expectations
    self.shows = shows
  }

  var constants: Constants { Constants(context) }

  /// Checks every scan, and every expectation on one.
  func run() {
    var known: [NodeID: ScanFacts] = [:]
    var targets: [NodeID: SetSyntax] = [:]
    for site in scans {
      let facts = ScanFacts(site.scan, constants, context)
      known[site.expression] = facts
      targets[site.expression] = site.scan.targets
      checkTargets(site.scan)
      checkPorts(site.scan, facts)
      for clause in site.scan.clauses { checkValue(clause) }
      checkPace(site.scan)
      for handler in site.scan.handlers { check(handler, facts) }
    }
    for expectation in expectations {
      let scan = context.scan(behind: expectation.results).flatMap { number in
        known[number].flatMap { facts in targets[number].map { (facts, $0) } }
      }
      ExpectationRules(context: context, expectation: expectation, scan: scan).run()
    }
    for show in shows where !show.columns.isEmpty || show.sort != nil {
      guard let scan = context.scan(behind: list(show.value)), let facts = known[scan] else { continue }
      checkColumns(show, facts)
    }
  }

  /// The results that a list of port results was read from: `seen` of `seen.open`.
  private func list(_ value: Expression) -> Expression {
    let isPorts = context.types[value.id] == .list(.record(.portResult))
    guard isPorts, case .member(let base, _, _) = value.kind else { return value }
    return context.types[base.id] == .record(.results) ? base : value
  }

  /// Columns that are techniques, and that the scan does not ask.
  private func checkColumns(_ show: ShowSyntax, _ facts: ScanFacts) {
    guard let asked = facts.techniqueNames else { return }
    let fields = Set(FieldTable.rows(of: .portResult).map(\.name.rawValue))
    for column in show.columns + [show.sort].compactMap({ $0 }) {
      let name = column.text
      guard isTechnique(name), !fields.contains(name), !asked.contains(name) else { continue }
      context.report(
        .unknownColumn, "the scan does not use `\(name)`, so there is nothing to show of it", at: column.span,
        related: facts.usingClause.map { [RelatedSpan($0, "these are its techniques")] } ?? [],
        fixes: facts.lastTechnique.map { [Repair(replace: $0.after, with: ", \(name)", "ask by it too")] } ?? [])
    }
  }

  private func isTechnique(_ name: String) -> Bool {
    context.techniqueDeclarations.contains { $0.name.text == name }
  }

  // MARK: Targets, ports and techniques

  /// Targets that are literals, and of which nothing is left.
  private func checkTargets(_ scan: ScanSyntax) {
    guard !scan.targets.items.isEmpty, let targets = constants.targets(scan.targets), targets.isEmpty else { return }
    context.report(
      .emptyTargetSet, "the target set is empty: there is nothing to scan", at: scan.targets.span,
      label: scan.targets.except.isEmpty ? "nothing is left here" : "`except` leaves nothing")
  }

  /// Ports of a protocol that no technique of the scan speaks.
  private func checkPorts(_ scan: ScanSyntax, _ facts: ScanFacts) {
    guard let techniques = facts.techniques, let set = facts.portsClause else { return }
    let protocols = Set(techniques.map(\.transport))
    for item in set.items {
      guard let ports = constants.ports(item) else { continue }
      for (isThere, proto) in [(ports.hasUDP, TransportProtocol.udp), (ports.hasTCP, .tcp)] {
        guard isThere, !protocols.contains(proto) else { continue }
        let spoken = proto == .udp ? "tcp" : "udp"
        context.report(
          .wrongProtocol, "a \(proto) port is asked, and every technique of this scan speaks \(spoken)", at: item.span,
          label: "nothing here can ask this",
          related: facts.usingClause.map { [RelatedSpan($0, "these are the techniques")] } ?? [],
          fixes: proto == .udp
            ? facts.lastTechnique.map { [Repair(replace: $0.after, with: ", udp", "ask udp ports too")] } ?? [] : [])
      }
    }
  }

  // MARK: Pace

  /// A rate that lets no packet out before the deadline.
  private func checkPace(_ scan: ScanSyntax) {
    var rates: [(value: Rate, span: SourceSpan)] = []
    var deadline: (value: ScanDuration, span: SourceSpan)?
    for clause in scan.clauses {
      switch clause.kind {
      case .rate(let items):
        for item in items {
          if case .rate(let value)? = constants.literal(item.value)?.kind { rates.append((value, item.value.span)) }
        }
      case .deadline(let value):
        if case .duration(let time)? = constants.literal(value)?.kind { deadline = (time, value.span) }
      default: break
      }
    }
    guard let deadline else { return }
    for rate in rates where rate.value.count > 0 && rate.value.eventsPerSecond * deadline.value.seconds < 1 {
      context.report(
        .rateBelowOne, "at \(rate.value) not one packet is sent within \(deadline.value)", at: rate.span,
        related: [RelatedSpan(deadline.span, "the scan ends here")])
    }
  }
}
