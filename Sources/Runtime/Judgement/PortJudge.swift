// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// Judges `never`, `only` and `always` over the results of one scan. Pure: reads results, gives a verdict.
///
/// Costs one walk over the rows and a sort of those that matter, however large the target space.
struct PortJudge {
  let results: ScanResults
  /// Those in force.
  let waivers: [Waiver]

  /// The pairs that an expectation is about.
  private struct Question {
    /// Asked by the scan, waivers taken out.
    var needed: PairSpace
    /// Asked by the scan, waived ones too.
    var whole: PairSpace
    /// Not asked by the scan at all, waivers taken out.
    var outside: [MissingAnswers.Group] = []
  }

  /// Rows by what they mean.
  private struct Tally {
    var failed: [UInt32] = []
    var unsure: [UInt32] = []
    var untrusted: [UInt32] = []
    var waived: [UInt32] = []
    /// Pairs with a verdict, whatever it is.
    var decided: UInt128 = 0
    /// Rows of each host that were needed; only with `keep open`.
    var rowsByHost: [Address: Int] = [:]
  }

  func judge(_ expectation: PortExpectation) -> Verdict {
    let question = question(expectation)
    var tally = walk(expectation, question)
    var groups = question.outside
    if !results.keepsAll { groups += countUnkept(expectation, question.needed, &tally) }
    groups += judgeDown(expectation, question.needed, &tally)
    return verdict(expectation, question, tally, groups)
  }

  // MARK: What is asked

  private func question(_ expectation: PortExpectation) -> Question {
    let hosts = expectation.hosts?.set ?? results.targets
    let asked = results.askedPorts
    let listed = expectation.ports
    let ports: PortSet =
      switch expectation.kind {
      case .only: asked - (listed ?? PortSet())
      case .never, .always: listed.map { asked & $0 } ?? asked
      }
    let whole = PairSpace(hosts: hosts & results.targets, ports: ports)
    var question = Question(needed: withoutWaived(whole), whole: whole)
    if expectation.kind != .only, let unasked = listed?.notAsked(asked), !unasked.isEmpty {
      let space = withoutWaived(PairSpace(hosts: hosts & results.targets, ports: unasked))
      question.outside.append(MissingAnswers.Group(space: space, why: "not asked by the scan"))
    }
    let others = hosts - results.targets
    if !others.isEmpty {
      let space = withoutWaived(PairSpace(hosts: others, ports: expectation.kind == .only ? ports : listed ?? asked))
      question.outside.append(MissingAnswers.Group(space: space, why: "no target of the scan"))
    }
    return question
  }

  private func withoutWaived(_ space: PairSpace) -> PairSpace {
    waivers.reduce(space) { $0.subtracting(hosts: $1.hosts?.set ?? results.targets, ports: $1.ports) }
  }

  // MARK: Rows

  private func walk(_ expectation: PortExpectation, _ question: Question) -> Tally {
    var tally = Tally()
    var needed = PairMembership(question.needed)
    var whole = PairMembership(question.whole)
    let hasWaivers = !waivers.isEmpty
    for number in results.ordered() {
      let row = results.rows[Int(number)]
      let outcome = expectation.outcome(StateMatch(row.primary.state, expectation.states))
      guard needed.contains(row) else {
        if hasWaivers, outcome != .held, whole.contains(row) { tally.waived.append(number) }
        continue
      }
      tally.decided += 1
      if !results.keepsAll { tally.rowsByHost[row.host, default: 0] += 1 }
      if !row.primary.isTrusted {
        tally.untrusted.append(number)
      } else if outcome == .failed {
        tally.failed.append(number)
      } else if outcome == .unsure {
        tally.unsure.append(number)
      }
    }
    return tally
  }

  /// With `keep open`, ports that cannot be open are only counted: what they may be is known by host.
  private func countUnkept(
    _ expectation: PortExpectation, _ needed: PairSpace, _ tally: inout Tally
  ) -> [MissingAnswers.Group] {
    var failed = Counted()
    var unsure = Counted()
    for (host, unkept) in results.unkept() {
      guard let ports = needed.ports(of: host) else { continue }
      let left = UInt128(max(0, ports.count - (tally.rowsByHost[host] ?? 0)))
      guard left > 0, unkept.isComplete else { continue }
      tally.decided += left
      let outcome = expectation.outcome(StateMatch(oneOf: unkept.states, expectation.states))
      guard outcome != .held || !unkept.isTrusted else { continue }
      if outcome == .failed, unkept.isTrusted { failed.add(left, of: host) } else { unsure.add(left, of: host) }
    }
    let why = "only counted because of `keep open`, so their state is not known"
    let groups = [
      MissingAnswers.Group(count: failed.ports, example: failed.first, why: "not so", outcome: .failed),
      MissingAnswers.Group(count: unsure.ports, example: unsure.first, why: why),
    ]
    return groups.filter { $0.count > 0 }
  }

  /// Ports without rows, and the first host that has some.
  private struct Counted {
    var ports: UInt128 = 0
    var first: Address?

    mutating func add(_ more: UInt128, of host: Address) {
      ports += more
      first = min(first ?? host, host)
    }
  }

  /// A host that discovery found down has nothing open; what else is true of its ports is not known.
  private func judgeDown(
    _ expectation: PortExpectation, _ needed: PairSpace, _ tally: inout Tally
  ) -> [MissingAnswers.Group] {
    guard !results.foundDown.isEmpty else { return [] }
    let space = needed.intersection(hosts: results.foundDown, ports: results.askedPorts)
    let count = space.count
    guard count > 0 else { return [] }
    tally.decided += count
    let states: [PortState] = [.closed, .filtered, [.closed, .filtered]]
    let outcome = expectation.outcome(StateMatch(oneOf: states, expectation.states))
    guard outcome != .held else { return [] }
    let why = outcome == .failed ? "down, so nothing is open" : "down, so their state is not known"
    return [MissingAnswers.Group(space: space, why: why, outcome: outcome)]
  }

  // MARK: The verdict

  private func verdict(
    _ expectation: PortExpectation, _ question: Question, _ tally: Tally, _ groups: [MissingAnswers.Group]
  ) -> Verdict {
    var verdict = Verdict()
    var groups = groups
    if question.needed.count > tally.decided {
      groups.append(MissingAnswers(results).group(in: question.needed, decided: tally.decided, trustsCounts: true))
    }
    if !tally.failed.isEmpty { verdict.worsen(to: .failed) }
    if !tally.unsure.isEmpty || !tally.untrusted.isEmpty || !(expectation.hosts?.unknown.isEmpty ?? true) {
      verdict.worsen(to: .unsure)
    }
    for group in groups where group.count > 0 { verdict.worsen(to: group.outcome) }
    let limit = Verdict.detailLimit
    verdict.add(tally.failed.prefix(limit).map { detail($0) { "is \($0)" } }, of: tally.failed.count)
    verdict.add(groups.filter { $0.count > 0 && $0.outcome == .failed }.map { $0.detail(in: results) })
    verdict.add(
      tally.unsure.prefix(limit).map { detail($0) { "is only known to be \($0)" } }, of: tally.unsure.count)
    verdict.add(
      tally.untrusted.prefix(limit).map { detail($0) { "seems \($0), which is not to be trusted" } },
      of: tally.untrusted.count)
    verdict.add(groups.filter { $0.count > 0 && $0.outcome == .unsure }.map { $0.detail(in: results) })
    for name in expectation.hosts?.unknown ?? [] {
      verdict.add([ExpectDetail("\(LiteralText.quoted(name)) is no target of the scan")])
    }
    verdict.add(tally.waived.prefix(limit).map(waivedDetail), of: tally.waived.count)
    return verdict
  }

  private func detail(_ number: UInt32, _ text: (String) -> String) -> ExpectDetail {
    let row = results.rows[Int(number)]
    let technique = results.techniques[Int(row.primary.technique)].name
    return ExpectDetail(
      "\(text(row.primary.state.description)) (\(row.primary.reason.word), \(technique))", row, technique)
  }

  private func waivedDetail(_ number: UInt32) -> ExpectDetail {
    let row = results.rows[Int(number)]
    let waiver = waivers.first {
      $0.hosts?.set.contains(row.host) ?? true && $0.ports.matches(number: row.port, proto: row.transport)
    }
    let until = waiver.map { " until \($0.until): \($0.reason)" } ?? ""
    return ExpectDetail(
      "is \(row.primary.state), waived\(until)", row, results.techniques[Int(row.primary.technique)].name)
  }
}
