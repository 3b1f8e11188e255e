// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// The way to simulated hosts and back: losses and delays drawn from the network's seed, ceilings on packets, resets and
/// errors.
///
/// The same questions at the same moments get the same answers. Beside the network it holds something only for
/// addresses that are under a ceiling and have answered lately.
struct SimulatedWire {
  /// What comes back, and how long after the probe, in nanoseconds.
  struct Echo {
    var answer: SimulatedAnswer
    var delay: UInt64
  }

  let network: SimulatedNetwork
  private var generator: SeededGenerator
  private var resets: [Int: HostPacing] = [:]
  private var errors: [Int: HostPacing] = [:]
  private let path: Pacing?
  private var onPath = Pacing.State()

  init(_ network: SimulatedNetwork) {
    self.network = network
    generator = SeededGenerator(seed: network.seed)
    path = network.carries.map(Pacing.init)
  }

  /// Sends a probe at the moment `now`; `nil` when nothing comes back.
  mutating func send(_ probe: SimulatedProbe, to address: Address, port: UInt16, now: MonotonicTime) -> Echo? {
    guard isCarried(now), let number = network.hostNumber(at: address) else { return nil }
    return send(probe, to: number, address, port: port, now: now)
  }

  /// Whether the path carries another packet.
  private mutating func isCarried(_ now: MonotonicTime) -> Bool {
    guard let path else { return true }
    guard path.wait(for: 1, in: onPath, now: now.nanoseconds) == nil else { return false }
    path.take(1, from: &onPath, now: now.nanoseconds)
    return true
  }

  private mutating func send(
    _ probe: SimulatedProbe, to number: Int, _ address: Address, port: UInt16, now: MonotonicTime
  ) -> Echo? {
    let host = network.hosts[number]
    if isLost(host.loss) { return nil }
    let answer = host.reaction(to: probe, port: port, family: address.canonical.family)
    guard let answer else { return nil }
    let delay = draw(host.delay)
    let arrival = now.advanced(byNanoseconds: delay / 2)
    guard mayLeave(answer, number, host, address, arrival) else { return nil }
    return isLost(host.loss) ? nil : Echo(answer: answer, delay: delay)
  }

  /// The time that bytes on an established connection take to come: a round trip, and for each loss the 200 ms after
  /// which Linux resends at the earliest.
  mutating func deliver(from address: Address) -> UInt64 {
    guard let number = network.hostNumber(at: address) else { return 0 }
    let host = network.hosts[number]
    var time = draw(host.delay)
    for _ in 0..<15 where isLost(host.loss) { time += 200_000_000 }
    return time
  }

  private mutating func isLost(_ share: Double) -> Bool {
    share > 0 && Double.random(in: 0..<1, using: &generator) < share
  }

  private mutating func draw(_ range: ClosedRange<UInt64>) -> UInt64 {
    range.lowerBound == range.upperBound ? range.lowerBound : UInt64.random(in: range, using: &generator)
  }

  /// Whether the host's ceilings let an answer out; one that does counts.
  private mutating func mayLeave(
    _ answer: SimulatedAnswer, _ number: Int, _ host: SimulatedHost, _ address: Address, _ now: MonotonicTime
  ) -> Bool {
    if let limit = host.resetLimit, answer.isReset {
      return resets[number, default: HostPacing(limit)].take(address.judged, now: now)
    }
    if let limit = host.icmpLimit, answer.isError {
      return errors[number, default: HostPacing(limit)].take(address.judged, now: now)
    }
    return true
  }
}

extension HostPacing {
  /// Takes one packet if the rate allows it at `now`.
  fileprivate mutating func take(_ address: Address, now: MonotonicTime) -> Bool {
    guard wait(for: 1, to: address, now: now.nanoseconds) == nil else { return false }
    take(1, for: address, now: now.nanoseconds)
    return true
  }
}
