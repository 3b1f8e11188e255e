// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang
import Synchronization

/// Hosts and ports that the scans of a session found and the networks they asked, for whoever types them again.
///
/// The interpreter's thread tells it each host and port once, when an answer comes; any thread may ask, whatever the
/// interpreter is at. Both hold the lock for moments that do not grow with what was found.
public final class FoundPlaces: Sendable {
  /// A host, or the beginning of the addresses of several.
  public struct Hosts: Hashable, Sendable {
    /// As it is written: `10.0.0.7`, `10.0.7.`, `2001:db8::`.
    public let text: String
    /// How many hosts have such addresses.
    public let count: Int
    /// The host, where it is a single one.
    public let address: Address?
  }

  /// A port that was open, or the beginning of the numbers of several.
  public struct Ports: Hashable, Sendable {
    /// As it is written: `443`, `53/udp`, `40`.
    public let text: String
    /// How many ports.
    public let count: Int
    /// How often it was open, where it is a single one.
    public let times: Int?
  }

  private struct State {
    var hosts = PrefixTree<Address>(separators: ".:")
    var ports = PrefixTree<OpenPort>(separators: "")
    var times: [OpenPort: Int] = [:]
    /// The latest last.
    var networks: [String] = []
  }

  private let state = Mutex(State())
  /// More networks than these are not kept.
  private static let networkLimit = 20

  /// Nothing found yet.
  public init() {}

  // MARK: Telling

  /// A host answered.
  func add(host: Address) { state.withLock { $0.hosts.insert(host) } }

  /// A port is open.
  func add(_ port: OpenPort) {
    state.withLock { state in
      state.times[port, default: 0] += 1
      if state.times[port] == 1 { state.ports.insert(port) }
    }
  }

  /// Networks and ranges were asked; single hosts are told when they answer.
  func add(_ targets: TargetSet) {
    let ranges = targets.ranges.lazy.filter { $0.count > 1 }.prefix(Self.networkLimit)
    // A range of several networks is written with commas; nobody types that as one word.
    let texts = ranges.map { TargetSet($0).description }.filter { !$0.contains(",") }
    guard !texts.isEmpty else { return }
    state.withLock { state in
      state.networks.removeAll { texts.contains($0) }
      state.networks = (state.networks + texts.reversed()).suffix(Self.networkLimit)
    }
  }

  // MARK: Asking

  /// Hosts whose addresses begin with a text, few or in groups.
  public func hosts(beginningWith prefix: String) -> [Hosts] {
    let groups = state.withLock { $0.hosts.groups(beginningWith: prefix.lowercased()).groups }
    // By number, but where digits are left to type: `2001:db8::1`, `2001:db8::2`.
    let areWhole = groups.allSatisfy { $0.element != nil || $0.text.hasSuffix(".") || $0.text.hasSuffix(":") }
    return (areWhole ? groups.sorted { $0.sample < $1.sample } : groups)
      .map { Hosts(text: $0.text, count: $0.count, address: $0.element) }
  }

  /// Ports whose texts begin so, few or in groups.
  public func ports(beginningWith prefix: String) -> [Ports] {
    state.withLock { state in
      state.ports.groups(beginningWith: prefix).groups.map { group in
        Ports(text: group.text, count: group.count, times: group.element.flatMap { state.times[$0] })
      }
      .sorted { ($0.text.count, $0.text) < ($1.text.count, $1.text) }
    }
  }

  /// Networks and ranges that were asked, the latest first.
  public var networks: [String] { state.withLock { $0.networks.reversed() } }
}

/// A port as it is typed: UDP is named, TCP is meant where nothing is.
struct OpenPort: Hashable, CustomStringConvertible, Sendable {
  let number: UInt16
  let transport: TransportProtocol

  init(_ number: UInt16, _ transport: TransportProtocol) { (self.number, self.transport) = (number, transport) }

  var description: String { transport == .udp ? "\(number)/udp" : "\(number)" }
}
