// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Judges `same as`: which hosts are up, and state and service of each pair. Pure: reads two results, gives a verdict.
///
/// One walk over both, in the order of address and port.
struct BaselineJudge {
  let now: ScanResults
  let then: ScanResults
  let waivers: [Waiver]
  /// Fields that are not compared.
  let ignored: Set<String>

  func judge() -> Verdict {
    let spaceNow = space(of: now)
    let spaceThen = space(of: then)
    let common = spaceNow.intersection(spaceThen)
    let comparison = ResultsComparison(earlier: then, later: now, pairs: common, ignored: ignored)
    var verdict = Verdict()
    let differences = comparison.differences()
    let hosts = comparison.hosts()
    if !differences.changed.isEmpty || !hosts.changed.isEmpty { verdict.worsen(to: .failed) }
    let groups = missing(spaceNow, spaceThen, common, differences)
    if !differences.untrusted.isEmpty || !hosts.unsettled.isEmpty || !groups.isEmpty { verdict.worsen(to: .unsure) }
    let limit = Verdict.detailLimit
    verdict.add(hosts.changed.prefix(limit).map(hostDetail), of: hosts.changed.count)
    verdict.add(differences.changed.prefix(limit).map(detail), of: differences.changed.count)
    verdict.add(
      hosts.unsettled.prefix(limit).map { host, isUp in
        hostDetail(
          "seems \(isUp ? "up" : "down"), was \(isUp ? "down" : "up"), and not all of its ports answered", host)
      }, of: hosts.unsettled.count)
    verdict.add(differences.untrusted.prefix(limit).map(untrusted), of: differences.untrusted.count)
    verdict.add(groups.map { $0.detail(in: now) })
    return verdict
  }

  private func space(of results: ScanResults) -> PairSpace {
    let whole = PairSpace(hosts: results.targets, ports: results.askedPorts)
    return waivers.reduce(whole) { $0.subtracting(hosts: $1.hosts?.set ?? results.targets, ports: $1.ports) }
  }

  /// Pairs that one side does not know.
  private func missing(
    _ spaceNow: PairSpace, _ spaceThen: PairSpace, _ common: PairSpace, _ differences: ResultsComparison.Differences
  ) -> [MissingAnswers.Group] {
    var groups: [MissingAnswers.Group] = []
    let added = spaceNow.subtracting(spaceThen)
    if !added.isEmpty { groups.append(MissingAnswers.Group(space: added, why: "not in the earlier results")) }
    let gone = spaceThen.subtracting(spaceNow)
    if !gone.isEmpty { groups.append(MissingAnswers.Group(space: gone, why: "in the earlier results, not asked now")) }
    if differences.decidedLater < common.count {
      groups.append(MissingAnswers(now).group(in: common, decided: differences.decidedLater, trustsCounts: false))
    }
    if differences.decidedEarlier < common.count {
      let count = common.count - differences.decidedEarlier
      groups.append(MissingAnswers.Group(count: count, example: nil, why: "without an answer in the earlier results"))
    }
    return groups
  }

  // MARK: Lines

  private func detail(_ change: ResultsComparison.Change) -> ExpectDetail {
    var parts: [String] = []
    if change.isStateChange { parts.append("is \(text(change.later, of: now)), was \(text(change.earlier, of: then))") }
    if change.isServiceChange {
      parts.append("service is \(change.laterService ?? "none"), was \(change.earlierService ?? "none")")
    }
    return line(parts.joined(separator: "; "), change)
  }

  private func untrusted(_ change: ResultsComparison.Change) -> ExpectDetail {
    line("is \(text(change.later, of: now)), was \(text(change.earlier, of: then)): not to be trusted", change)
  }

  private func line(_ text: String, _ change: ResultsComparison.Change) -> ExpectDetail {
    if case .row(let row) = change.later {
      return ExpectDetail(text, row, now.techniques[Int(row.primary.technique)].name)
    }
    var detail = ExpectDetail(text)
    (detail.host, detail.port, detail.transport) = (change.key.host, change.key.port, change.key.transport)
    return detail
  }

  private func text(_ side: ResultsComparison.Side, of results: ScanResults) -> String {
    switch side {
    case .row(let row):
      "\(row.primary.state) (\(row.primary.reason.word), \(results.techniques[Int(row.primary.technique)].name))"
    case .notOpen: "not open"
    case .missing: "unknown"
    }
  }

  private func hostDetail(_ host: Address, _ isUp: Bool) -> ExpectDetail {
    hostDetail(isUp ? "is up, was down" : "is down, was up", host)
  }

  private func hostDetail(_ text: String, _ host: Address) -> ExpectDetail {
    var detail = ExpectDetail(text)
    detail.host = host
    return detail
  }
}
