// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// How hosts are looked for before their ports are asked: a few probes each, and any answer of the host itself will do.
public struct DiscoveryPlan: Sendable {
  /// What is asked, in the order in which it was named.
  public private(set) var techniques: [Technique] = []
  /// The probes of each host; an echo or neighbour question has port 0.
  public private(set) var probes: [PortProbe] = []

  /// A plan that asks nothing.
  public init() {}

  /// The plan of `discover auto`: echo, SYN to 443 and ACK to 80 where the engine sends them, else connections to both
  /// ports. What `permits` turns down, because an engine or a scope does not do it, is left out.
  ///
  /// `named` gives the techniques of the prelude.
  public static func automatic(
    permits: (Technique) -> Bool, named: (String) -> Technique
  ) -> DiscoveryPlan {
    var plan = DiscoveryPlan()
    let (syn, ack) = (named("syn"), named("ack"))
    if permits(.echo) { plan.add(.echo) }
    if permits(syn) { plan.add(syn, ports: [443]) }
    if permits(ack) { plan.add(ack, ports: [80]) }
    guard plan.isEmpty else { return plan }
    let connect = named("connect")
    if permits(connect) { plan.add(connect, ports: [443, 80]) }
    return plan
  }

  /// Adds a question to the host, or to ports of it.
  public mutating func add(_ technique: Technique, ports: some Sequence<UInt16> = [0]) {
    let number = techniques.firstIndex(of: technique) ?? techniques.count
    if number == techniques.count { techniques.append(technique) }
    for port in ports {
      let probe = PortProbe(port: port, technique: UInt8(truncatingIfNeeded: number))
      if !probes.contains(probe) { probes.append(probe) }
    }
  }

  /// Whether nothing is asked: then every host counts as up.
  public var isEmpty: Bool { probes.isEmpty }

  /// How many probes one host gets at most, resends aside; a host that answers early gets fewer.
  public var probesPerHost: Int { probes.count }
}

extension Technique {
  /// `icmp`: an echo request.
  public static let echo = Technique(name: "icmp", send: .echo, arms: hostArms)
  /// `arp`: an ARP request, or a neighbour solicitation for IPv6.
  public static let neighbour = Technique(name: "arp", send: .neighbour, arms: hostArms)

  private static let hostArms = [
    Arm(answer: .reply, state: .open), Arm(answer: .unreachable([]), state: .filtered),
    Arm(answer: .silence, state: .filtered),
  ]
}
