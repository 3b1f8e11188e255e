// SPDX-License-Identifier: GPL-3.0-or-later

/// One simulated host, or many that behave alike.
public struct SimulatedHost: Sendable {
  /// Its addresses, in canonical form.
  public let targets: TargetSet
  /// Its name, for look-ups.
  public let name: String?
  /// Round trip to it, evenly drawn, in nanoseconds.
  public let delay: ClosedRange<UInt64>
  /// The share of packets that are lost, drawn for each packet in each direction.
  public let loss: Double
  /// The packet filter before it.
  public let filter: PacketFilter
  /// Ceiling on the RST segments that one address sends.
  public let resetLimit: Rate?
  /// Ceiling on the ICMP errors that one address sends.
  public let icmpLimit: Rate?
  /// What ports do that no rule names.
  public let rest: PortBehaviour

  private let tcp: PortTable
  private let udp: PortTable

  /// A filter that decides before the rules for ports do.
  public enum PacketFilter: Hashable, Sendable {
    /// Everything passes.
    case none
    /// A TCP segment that is not the first of a connection belongs to none, and is dropped.
    case stateful
    /// A bare SYN to these ports is dropped, everything else passes.
    case stateless(PortSet)
  }

  /// What a port does.
  public enum PortBehaviour: Hashable, Sendable {
    /// Takes connections; `banner` is said at once, `reply` in answer to bytes or a datagram.
    case open(banner: [UInt8], reply: [UInt8]?)
    /// Nothing listens: RST, or port unreachable.
    case closed
    /// A filter says nothing.
    case drop
    /// A filter answers with an error.
    case reject(Rejection)
  }

  /// The error that a filter answers with.
  public enum Rejection: String, Hashable, Sendable, CaseIterable {
    /// ICMP: prohibited by a filter.
    case admin
    /// ICMP: port unreachable.
    case port
    /// ICMP: host unreachable.
    case host
    /// ICMP: network unreachable, for IPv6 no route.
    case net
    /// TCP RST.
    case reset
  }

  /// A host. `rules` name each port at most once for a protocol; a bare port stands for both.
  public init(
    targets: TargetSet, name: String? = nil, delay: ClosedRange<UInt64> = 0...0, loss: Double = 0,
    rules: [(ports: PortSet, behaviour: PortBehaviour)] = [], rest: PortBehaviour = .closed,
    filter: PacketFilter = .none, resetLimit: Rate? = nil, icmpLimit: Rate? = nil
  ) {
    self.targets = targets
    self.name = name
    self.delay = delay
    self.loss = loss
    self.rest = rest
    self.filter = filter
    self.resetLimit = resetLimit
    self.icmpLimit = icmpLimit
    tcp = PortTable(rules, .tcp)
    udp = PortTable(rules, .udp)
  }

  /// What a port does.
  public func behaviour(of port: UInt16, _ proto: TransportProtocol) -> PortBehaviour {
    (proto == .tcp ? tcp : udp)[port] ?? rest
  }
}

/// The rules of one protocol, as ranges in rising order.
private struct PortTable: Sendable {
  private struct Row {
    let last: UInt16
    let first: UInt16
    let behaviour: SimulatedHost.PortBehaviour
  }

  private let rows: [Row]

  init(_ rules: [(ports: PortSet, behaviour: SimulatedHost.PortBehaviour)], _ proto: TransportProtocol) {
    let rows = rules.flatMap { rule in
      rule.ports.ranges.filter { $0.proto == nil || $0.proto == proto }
        .map { Row(last: $0.last, first: $0.first, behaviour: rule.behaviour) }
    }
    self.rows = rows.sorted { $0.last < $1.last }
  }

  subscript(port: UInt16) -> SimulatedHost.PortBehaviour? {
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].last < port { low = middle + 1 } else { high = middle }
    }
    guard low < rows.count, rows[low].first <= port else { return nil }
    return rows[low].behaviour
  }
}
