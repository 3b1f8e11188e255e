// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

extension Session {
  /// `diff(earlier, later)`
  func comparison(_ earlier: ScanResults, _ later: ScanResults) -> Value {
    let before = PairSpace(hosts: earlier.targets, ports: earlier.askedPorts)
    let after = PairSpace(hosts: later.targets, ports: later.askedPorts)
    let common = before.intersection(after)
    let comparison = ResultsComparison(earlier: earlier, later: later, pairs: common)
    let differences = comparison.differences()
    let hosts = comparison.hosts()
    let either = before.count + after.subtracting(before).count
    let compared = min(differences.decidedEarlier, differences.decidedLater) - UInt128(differences.untrusted.count)
    let opened = differences.changed.filter { $0.later.isOpen && !$0.earlier.isOpen }
    let closed = differences.changed.filter { $0.earlier.isOpen && !$0.later.isOpen }
    return .object(
      RecordObject(
        .comparison,
        [
          .opened: .list(opened.compactMap { port($0.key, of: later) }),
          .closed: .list(closed.compactMap { port($0.key, of: earlier) }),
          .changed: .list(differences.changed.map(record)),
          .hostsUp: .list(hosts.changed.filter { $0.isUp }.map { .object(HostObject(later, $0.0)) }),
          .hostsDown: .list(hosts.changed.filter { !$0.isUp }.map { .object(HostObject(earlier, $0.0)) }),
          .count: .int(differences.changed.count + hosts.changed.count),
          .notCompared: .int(Int(clamping: either - min(either, compared))),
        ]))
  }

  private func port(_ key: PortKey, of results: ScanResults) -> Value? {
    results.row(key).map { .portResult(results.handle(on: $0)) }
  }

  private func record(_ change: ResultsComparison.Change) -> Value {
    .object(
      RecordObject(
        .change,
        [
          .host: .address(change.key.host),
          .port: .port(Port(number: change.key.port, proto: change.key.transport)),
          .before: change.earlier.state.map { .state($0) } ?? .none,
          .after: change.later.state.map { .state($0) } ?? .none,
          .service: change.laterService.map { .text($0) } ?? .none,
        ]))
  }
}

extension ResultsComparison.Side {
  /// The state, where it is known exactly.
  fileprivate var state: PortState? {
    if case .row(let row) = self { return row.primary.state }
    return nil
  }

  fileprivate var isOpen: Bool { state == .open }
}
