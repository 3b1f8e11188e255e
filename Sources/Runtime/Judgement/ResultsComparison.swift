// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Two results held against each other, pair by pair and host by host.
struct ResultsComparison {
  let earlier: ScanResults
  let later: ScanResults
  /// Pairs that both asked.
  let pairs: PairSpace
  /// Fields that are not compared: `state`, `service`.
  var ignored: Set<String> = []

  /// What one of the results knows of a pair.
  enum Side {
    case row(PortRow)
    /// Only counted, because it cannot be open, or on a host that discovery found down.
    case notOpen
    case missing

    /// Whether both say the same, as far as they tell states apart.
    func isSameState(as other: Side) -> Bool {
      switch (self, other) {
      case (.row(let left), .row(let right)): left.primary.state == right.primary.state
      case (.row(let row), .notOpen), (.notOpen, .row(let row)): !row.primary.state.mayBe(.open)
      default: true
      }
    }

    var isTrusted: Bool {
      if case .row(let row) = self { return row.primary.isTrusted }
      return true
    }
  }

  /// A pair that is not what it was.
  struct Change {
    let key: PortKey
    let earlier: Side
    let later: Side
    var isStateChange: Bool
    let earlierService: String?
    let laterService: String?
    var isServiceChange: Bool
  }

  /// The pairs that differ.
  struct Differences {
    var changed: [Change] = []
    /// Those where one side is not to be trusted, whether or not they differ.
    var untrusted: [Change] = []
    /// Pairs about which each side knows something.
    var decidedEarlier: UInt128 = 0
    var decidedLater: UInt128 = 0
  }

  // MARK: Pairs

  func differences() -> Differences {
    var differences = Differences()
    var first = Cursor(earlier, pairs)
    var second = Cursor(later, pairs)
    while first.row != nil || second.row != nil {
      let (left, right) = advance(&first, &second)
      guard let key = (left ?? right).map(PortKey.init) else { break }
      compare(key, side(left, key, first), side(right, key, second), &differences)
    }
    differences.decidedEarlier = first.decided(in: pairs)
    differences.decidedLater = second.decided(in: pairs)
    return differences
  }

  /// The rows of the next pair in order.
  private func advance(_ first: inout Cursor, _ second: inout Cursor) -> (PortRow?, PortRow?) {
    guard let left = first.row else { return (nil, second.take()) }
    guard let right = second.row else { return (first.take(), nil) }
    if left.precedes(right) { return (first.take(), nil) }
    if right.precedes(left) { return (nil, second.take()) }
    return (first.take(), second.take())
  }

  private func side(_ row: PortRow?, _ key: PortKey, _ cursor: Cursor) -> Side {
    if let row { return .row(row) }
    return cursor.isKnownNotOpen(key.host) ? .notOpen : .missing
  }

  private func compare(_ key: PortKey, _ left: Side, _ right: Side, _ differences: inout Differences) {
    if case .missing = left { return }
    if case .missing = right { return }
    var change = Change(
      key: key, earlier: left, later: right,
      isStateChange: !ignored.contains("state") && !left.isSameState(as: right),
      earlierService: service(left, earlier), laterService: service(right, later), isServiceChange: false)
    if case .row = left, case .row = right, !ignored.contains("service") {
      change.isServiceChange = change.earlierService != change.laterService
    }
    if !left.isTrusted || !right.isTrusted {
      differences.untrusted.append(change)
    } else if change.isStateChange || change.isServiceChange {
      differences.changed.append(change)
    }
  }

  private func service(_ side: Side, _ results: ScanResults) -> String? {
    if case .row(let row) = side { return results.service(of: row) }
    return nil
  }

  // MARK: Hosts

  /// Hosts that are up in one and not in the other; those whose being down is not certain apart.
  func hosts() -> (changed: [(Address, isUp: Bool)], unsettled: [(Address, isUp: Bool)]) {
    let before = Set(earlier.hostsUp)
    let after = Set(later.hostsUp)
    var changed: [(Address, isUp: Bool)] = []
    var unsettled: [(Address, isUp: Bool)] = []
    for host in before.symmetricDifference(after).sorted() {
      guard earlier.targets.contains(host), later.targets.contains(host) else { continue }
      let isUp = after.contains(host)
      let isSettled = isUp ? earlier.isSettled(host) : later.isSettled(host)
      if isSettled { changed.append((host, isUp)) } else { unsettled.append((host, isUp)) }
    }
    return (changed, unsettled)
  }
}

/// A walk over the rows of results, in order, that belong to a space.
private struct Cursor {
  private let results: ScanResults
  private let order: [UInt32]
  private var place = 0
  private var membership: PairMembership
  private let unkept: [Address: ScanResults.Unkept]
  private var rowsByHost: [Address: Int] = [:]
  private var taken: UInt128 = 0
  private(set) var row: PortRow?

  init(_ results: ScanResults, _ pairs: PairSpace) {
    self.results = results
    order = results.ordered()
    membership = PairMembership(pairs)
    unkept = results.unkept()
    advance()
  }

  private mutating func advance() {
    while place < order.count {
      let next = results.rows[Int(order[place])]
      place += 1
      if membership.contains(next) {
        row = next
        return
      }
    }
    row = nil
  }

  mutating func take() -> PortRow? {
    defer { advance() }
    if let row {
      taken += 1
      if !unkept.isEmpty { rowsByHost[row.host, default: 0] += 1 }
    }
    return row
  }

  /// Whether a pair of the host that has no row is known not to be open.
  func isKnownNotOpen(_ host: Address) -> Bool {
    if results.foundDown.contains(host) { return true }
    return unkept[host].map { $0.isComplete && $0.isTrusted } ?? false
  }

  /// How many pairs of the space these results know something of, once all rows were taken.
  func decided(in pairs: PairSpace) -> UInt128 {
    var count = taken
    for (host, unkept) in unkept where unkept.isComplete && unkept.isTrusted {
      guard let ports = pairs.ports(of: host) else { continue }
      count += UInt128(max(0, ports.count - (rowsByHost[host] ?? 0)))
    }
    return count + pairs.intersection(hosts: results.foundDown, ports: results.askedPorts).count
  }
}

extension PortKey {
  init(_ row: PortRow) { self.init(host: row.host, port: row.port, transport: row.transport) }
}
