// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes

/// The way to a host as far as it is known: echo requests with a rising TTL, a few hops at a time, until the host itself
/// answers or somebody says that there is no way.
///
/// One hop after the other would cost three timeouts for each router that keeps silent; all at once would ask the host
/// itself thirty times.
final class TracedPath {
  /// Hops that are asked at once.
  private static let group = 5
  /// Resends to a hop that keeps silent: three requests in all, as every traceroute makes.
  static let retries = 2

  /// A router, or the host, and the round trip to it in microseconds.
  struct Hop {
    var address: Address
    var rtt: Int64
  }

  let target: Address
  let timeout: ScanDuration
  private let mostHops: Int
  /// Those that are known, the nearest first; nil for one that kept silent.
  private(set) var hops: [Hop?] = []
  /// Whether the host itself answered.
  private(set) var isReached = false
  /// Why not even the first packet left.
  private(set) var obstacle: Reason?
  private var isBlocked = false
  /// What the hops that are asked now answered, by technique.
  private var observations: [UInt8: Observation] = [:]

  /// A way of which nothing is known.
  init(to target: Address, mostHops: Int, timeout: ScanDuration) {
    (self.target, self.mostHops, self.timeout) = (target, mostHops, timeout)
  }

  /// Echo requests to the next hops.
  var nextTechniques: [Technique] {
    (hops.count + 1...min(hops.count + Self.group, mostHops)).map { ttl in
      var technique = Technique.echo
      technique.options.ttl = UInt8(ttl)
      return technique
    }
  }

  /// Whether there is nothing more to ask.
  var isOver: Bool { isReached || isBlocked || hops.count >= mostHops }

  /// Keeps what a hop answered.
  func take(_ observation: Observation) { observations[observation.technique] = observation }

  /// Takes in that the hops which were asked are decided; `senders` of errors by technique.
  func take(senders: [UInt8: Address]) {
    for number in nextTechniques.indices where !isOver {
      let observation = observations[UInt8(number)]
      hops.append(observation.flatMap { hop($0, senders[UInt8(number)]) })
    }
    observations = [:]
  }

  private func hop(_ observation: Observation, _ sender: Address?) -> Hop? {
    let rtt = Int64(max(0, observation.rtt))
    switch observation.reason {
    case .echoReply:
      isReached = true
      return Hop(address: target, rtt: rtt)
    case .noResponse: return nil
    case .timeExceeded: return sender.map { Hop(address: $0, rtt: rtt) }
    default:
      // A router, or the host itself, says that it goes no further; nobody else but this machine's own table does.
      isBlocked = true
      isReached = observation.isFromTarget
      if sender == nil, hops.isEmpty { obstacle = observation.reason }
      return sender.map { Hop(address: $0, rtt: rtt) }
    }
  }
}
