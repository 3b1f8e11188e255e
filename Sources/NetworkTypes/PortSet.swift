// SPDX-License-Identifier: GPL-3.0-or-later

/// A set of ports: bare ones, which stand for every protocol, and ones pinned to TCP or UDP.
///
/// A bare port and the same port pinned are kept apart, since `53, 53/udp` asks for more than `53` where a bare
/// number means TCP. Membership and the operators treat a bare port as the two pinned ones.
public struct PortSet: Hashable, Sendable {
  @usableFromInline typealias Numbers = IntervalSet<UInt16>

  @usableFromInline var bare: Numbers
  @usableFromInline var tcp: Numbers
  @usableFromInline var udp: Numbers

  /// The empty set.
  public init() {
    self.init(bare: Numbers(), tcp: Numbers(), udp: Numbers())
  }

  init(bare: Numbers, tcp: Numbers, udp: Numbers) {
    self.bare = bare
    self.tcp = tcp
    self.udp = udp
  }

  /// The ports of a range of numbers, pinned to a protocol or bare.
  public init(_ numbers: ClosedRange<UInt16>, _ proto: TransportProtocol? = nil) {
    self.init(ranges: [PortRange(numbers, proto)])
  }

  /// One port.
  public init(_ port: Port) {
    self.init(port.number...port.number, port.proto)
  }

  /// All the ports of a sequence, in any order.
  public init(_ ports: some Sequence<Port>) {
    self.init(ranges: ports.map { PortRange($0.number...$0.number, $0.proto) })
  }

  /// All the ports of some ranges, which may overlap.
  public init(ranges: some Sequence<PortRange>) {
    var parts: [TransportProtocol?: [Numbers.Interval]] = [:]
    for range in ranges { parts[range.proto, default: []].append(Numbers.Interval(range.first, range.last)) }
    self.init(
      bare: Numbers(parts[nil] ?? []), tcp: Numbers(parts[.tcp] ?? []), udp: Numbers(parts[.udp] ?? []))
  }

  /// True when the set has no port.
  public var isEmpty: Bool { bare.isEmpty && tcp.isEmpty && udp.isEmpty }

  /// How many ports there are, a bare one and the same one pinned counted apart.
  public var count: Int { ranges.reduce(0) { $0 + $1.count } }

  /// True when there is a bare port.
  public var hasBare: Bool { !bare.isEmpty }

  /// True when there is a port pinned to TCP.
  public var hasTCP: Bool { !tcp.isEmpty }

  /// True when there is a port pinned to UDP.
  public var hasUDP: Bool { !udp.isEmpty }

  /// True when a packet of this protocol and port number belongs to the set; for use per packet.
  @inlinable
  public func matches(number: UInt16, proto: TransportProtocol) -> Bool {
    bare.contains(number) || (proto == .tcp ? tcp : udp).contains(number)
  }

  /// True when the port is in the set: a pinned one also when its bare number is, a bare one also when it is there
  /// for both protocols.
  @inlinable
  public func contains(_ port: Port) -> Bool {
    if let proto = port.proto { return matches(number: port.number, proto: proto) }
    return matches(number: port.number, proto: .tcp) && matches(number: port.number, proto: .udp)
  }

  /// The set as ranges: bare ones, then TCP, then UDP, each rising.
  public var ranges: [PortRange] {
    func list(_ numbers: Numbers, _ proto: TransportProtocol?) -> [PortRange] {
      numbers.intervals.map { PortRange($0.lower...$0.upper, proto) }
    }
    return list(bare, nil) + list(tcp, .tcp) + list(udp, .udp)
  }

  /// Every port, by number, then bare, tcp, udp.
  public var ports: [Port] {
    let all = ranges.flatMap { range in (range.first...range.last).map { Port($0, range.proto) } }
    return all.sorted()
  }

  /// Every port pinned, a bare one once for each protocol given; by number, then tcp, udp, each once.
  public func resolved(bareAs protocols: Set<TransportProtocol>) -> [Port] {
    PortSet(
      bare: Numbers(), tcp: protocols.contains(.tcp) ? tcp.union(bare) : tcp,
      udp: protocols.contains(.udp) ? udp.union(bare) : udp
    ).ports
  }
}

extension PortSet {
  /// The system ports, 0 to 1023 (RFC 6335 §6).
  public static let systemPorts = PortSet(0...1023)
  /// The registered ports, 1024 to 49151 (RFC 6335 §6).
  public static let registeredPorts = PortSet(1024...49_151)
  /// The dynamic ports, 49152 to 65535 (RFC 6335 §6).
  public static let dynamicPorts = PortSet(49_152...65_535)
  /// Every port that can be scanned, 1 to 65535: port 0 is reserved.
  public static let allPorts = PortSet(1...65_535)
}

extension PortSet: CustomStringConvertible, LosslessStringConvertible {
  /// `22, 80-90, 53/udp`: bare ports, then TCP, then UDP; the empty set is `ports()`.
  public var description: String {
    isEmpty ? "ports()" : ranges.map(\.description).joined(separator: ", ")
  }

  /// Reads a comma list of ports and ranges, blanks around the commas allowed; nil when an item is neither.
  public init?(_ text: some StringProtocol) {
    if text == "ports()" {
      self.init()
      return
    }
    var ranges: [PortRange] = []
    for item in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let range = PortRange(item.trimmingBlanks) else { return nil }
      ranges.append(range)
    }
    self.init(ranges: ranges)
  }
}
