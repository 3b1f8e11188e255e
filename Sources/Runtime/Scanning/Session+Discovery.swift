// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// The search for hosts that comes before a scan's ports.
struct HostSearch {
  /// How many probes each host gets.
  let probesPerHost: UInt64
  /// What the ports are asked over once it is known who is up.
  let space: JobSpace
}

/// Discovery: hosts first, then the ports of those that are up (language reference, section 5).
///
/// The search goes over the whole target space before the first port is asked, and keeps a byte a host: so the ports of
/// all hosts found up are asked in an order that depends on the seed alone, whatever the order of the answers was.
extension Session {
  /// The technique behind a word of the clause `discover`.
  func discoveryTechnique(_ word: String) -> Technique {
    switch word {
    case "icmp": .echo
    case "arp": .neighbour
    default: technique(named: word)
    }
  }

  /// How the hosts of a scan are looked for; `nil` when all count as up.
  func discoveryPlan(_ settings: ScanSettings, _ targets: TargetSet, _ node: Int32) throws(Trap) -> DiscoveryPlan? {
    switch settings.discovery {
    case .none: return nil
    case .usual where targets.count == 1: return nil
    case .usual, .auto:
      let plan = DiscoveryPlan.automatic(
        permits: { serves($0) && options.scope.permits($0) }, named: { technique(named: $0) })
      return plan.isEmpty ? nil : plan
    case .plan(let plan):
      for technique in plan.techniques { try checkScope(technique, node) }
      return plan.isEmpty ? nil : plan
    }
  }

  /// Has the engine look for hosts; the ports follow.
  func startDiscovery(_ scan: ActiveScan, _ plan: DiscoveryPlan, _ space: JobSpace) {
    scan.search = HostSearch(probesPerHost: UInt64(plan.probesPerHost), space: space)
    scan.results.searched = space.hosts
    let jobs = JobSpace(targets: space.targets, probes: plan.probes, order: space.order, hosts: space.hosts)
    launch(scan, jobs, plan.techniques, settlesHosts: true, confirm: 1)
  }

  /// Takes verdicts of the search.
  func search(_ batch: [Observation], for scan: ActiveScan) {
    guard let search = scan.search else { return }
    for observation in batch {
      let place = observation.index / search.probesPerHost
      guard observation.isFromTarget, observation.rtt >= 0 else {
        scan.results.ledger.note(place, observation.reason, isTrusted: observation.trusted)
        continue
      }
      guard scan.results.ledger.markUp(place, observation.reason) else { continue }
      scan.results.foundUp(observation.target, observation.reason, rtt: observation.rtt)
      startHost(scan, observation.target)
    }
  }

  /// The search is over: the ports of the hosts that are up follow, and those that are down are decided, with nothing
  /// open.
  func endSearch(_ scan: ActiveScan, _ end: EngineEnd) {
    guard let search = scan.search else { return }
    scan.search = nil
    scan.searchCounters = end.counters
    guard end.cause == .completed, !isStopping, !scan.stoppedByScript else {
      var end = end
      // The ports of every host are undecided, not only the search's own probes.
      end.undecided = search.space.count
      end.counters = ProbeCounters()
      return finish(scan, end)
    }
    let selection = scan.results.ledger.selection { place in
      !scan.skipped.isEmpty && scan.skipped.contains(search.space.targets.address(at: place))
    }
    let hosts = search.space.count / max(1, UInt64(search.space.probes.count))
    let missing = hosts - min(hosts, scan.results.ledger.up)
    scan.results.trusted +=
      (missing - min(missing, scan.results.ledger.doubtful)) * UInt64(search.space.probes.count)
    scan.results.isSearched = true
    remarkSilence(of: missing - min(missing, scan.results.ledger.doubtful), among: hosts, scan)
    scan.searchFailures = end.sendFailures
    scan.searchFailure = end.firstFailure
    scan.searchRefused = end.refused
    let space = JobSpace(
      targets: search.space.targets, probes: search.space.probes, order: search.space.order, hosts: .these(selection))
    startPorts(scan, space)
  }

  /// Whoever did not write `discover` may not know that a host behind a filter was asked nothing: it is said where nobody
  /// answered, and where the hosts are so few that each was meant.
  private func remarkSilence(of silent: UInt64, among hosts: UInt64, _ scan: ActiveScan) {
    guard case .usual = scan.settings.discovery, silent > 0, silent == hosts || hosts <= 16 else { return }
    let count = silent == hosts ? "all \(hosts) hosts" : "\(silent) of \(hosts) hosts"
    output.sayOnce(
      "\(count) did not answer the search, and no port was asked there; `discover none` asks them all the same",
      to: self)
  }
}
