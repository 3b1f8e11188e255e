// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes

/// A scan's clauses with their values.
struct ScanSettings {
  var targets: TargetsObject
  var ports: PortSet
  var techniques: [Technique]
  var rate: Rate?
  var ratePerHost: Rate?
  var retries = 2
  var timeout = ScanDuration(microseconds: 1_000_000)
  var deadline: ScanDuration?
  var order: ProbeOrder
  var followupsPerHost = 4
  var followupsTotal = 256
  var confirm = 1
  var keepsAll: Bool?
  var interface: String?
  var sourcePort: UInt16?
  var ttl: UInt8?
  var shard: (index: UInt64, of: UInt64)?
  /// Techniques that `else` stands in for, because raw sockets are not to be had or the scope does not allow them.
  var replaced: [Technique] = []
  /// How hosts are looked for.
  var discovery = DiscoveryWish.usual
}

/// The clause `discover` with its values.
enum DiscoveryWish {
  /// Not said: none for one address, else auto.
  case usual
  case none
  case auto
  case plan(DiscoveryPlan)
}

/// Evaluates the clauses of a scan, with their defaults (language reference, section 5).
struct ScanSettingsReader {
  let frame: Frame
  let code: ScanCode
  let node: Int32
  let session: Session

  func settings() throws(Trap) -> ScanSettings {
    let targets = try code.targets.eval(frame)
    guard let set = targets.asTargets else { throw frame.wrongType(targets, "targets", node) }
    let ports = try ports()
    let (techniques, replaced) = try techniques(for: ports)
    let seed = try code.seed.map { node throws(Trap) in try number(node, "seed", 0...Int.max) }
    var settings = ScanSettings(
      targets: set, ports: ports, techniques: techniques,
      order: code.isSequential ? .sequential : .random(seed: UInt64(seed ?? 0) ^ session.options.seed))
    settings.replaced = replaced
    settings.discovery = try discovery()
    try readTiming(into: &settings)
    try readLimits(into: &settings)
    return settings
  }

  private func ports() throws(Trap) -> PortSet {
    guard let node = code.ports else { return TopPorts.tcp(1000) }
    let value = try node.eval(frame)
    guard let ports = value.asPorts, !ports.isEmpty else {
      throw frame.trap(.badArgument, self.node, "the port set is empty: there is nothing to scan")
    }
    return ports
  }

  /// The techniques to use, after the fallback for a run without raw sockets.
  private func techniques(for ports: PortSet) throws(Trap) -> ([Technique], replaced: [Technique]) {
    var asked: [Technique] = []
    for node in code.techniques {
      let value = try node.eval(frame)
      guard let technique = value.asTechnique else { throw frame.wrongType(value, "a technique", self.node) }
      asked.append(technique)
    }
    var fallback: Technique?
    if let node = code.fallback {
      let value = try node.eval(frame)
      guard let technique = value.asTechnique else { throw frame.wrongType(value, "a technique", self.node) }
      fallback = technique
    }
    if code.techniques.isEmpty {
      asked = [session.technique(named: "syn")] + (ports.hasUDP ? [session.technique(named: "udp")] : [])
      fallback = session.technique(named: "connect")
    }
    return try replaced(asked, by: fallback)
  }

  /// `else` stands in for techniques that need raw sockets, and for nothing else: where there are none, and where the
  /// scope allows what stands in alone.
  private func replaced(
    _ asked: [Technique], by fallback: Technique?
  ) throws(Trap) -> ([Technique], replaced: [Technique]) {
    var result: [Technique] = []
    var replaced: [Technique] = []
    for technique in asked {
      var chosen = technique
      let standIn = technique.needsRawSocket ? fallback.flatMap { session.serves($0) ? $0 : nil } : nil
      if !session.serves(technique) {
        guard let standIn else { throw frame.trap(.privilege, node, session.privilegeText(technique)) }
        chosen = standIn
      } else if let standIn, !session.options.scope.permits(technique), session.options.scope.permits(standIn) {
        chosen = standIn
      }
      if chosen != technique { replaced.append(technique) }
      if !result.contains(chosen) { result.append(chosen) }
    }
    return (result, replaced)
  }

  private func discovery() throws(Trap) -> DiscoveryWish {
    switch code.discovery {
    case .usual: return .usual
    case .none: return .none
    case .auto: return .auto
    case .ways(let ways):
      var plan = DiscoveryPlan()
      for way in ways { try add(way, to: &plan) }
      return .plan(plan)
    }
  }

  private func add(_ way: (word: String, ports: Node?), to plan: inout DiscoveryPlan) throws(Trap) {
    let technique = session.discoveryTechnique(way.word)
    guard session.serves(technique) else {
      throw frame.trap(.privilege, node, session.privilegeText(technique, isDiscovery: true))
    }
    guard let node = way.ports else { return plan.add(technique) }
    let value = try node.eval(frame)
    guard let ports = value.asPorts, !ports.isEmpty else { throw frame.wrongType(value, "ports", self.node) }
    let resolved = ports.resolved(bareAs: [technique.transport]).filter { $0.proto == technique.transport }
    guard !resolved.isEmpty else {
      throw frame.trap(.badArgument, self.node, "\(way.word) speaks \(technique.transport), and \(ports) does not")
    }
    plan.add(technique, ports: resolved.map(\.number))
  }

  private func readTiming(into settings: inout ScanSettings) throws(Trap) {
    if let node = code.rate { settings.rate = try rate(node) }
    if let node = code.ratePerHost { settings.ratePerHost = try rate(node) }
    if let node = code.retries { settings.retries = try number(node, "retries", 0...1000) }
    if let node = code.timeout { settings.timeout = try duration(node, "timeout") }
    if let node = code.deadline { settings.deadline = try duration(node, "deadline") }
    if let node = code.confirm { settings.confirm = try number(node, "confirm", 1...100) }
  }

  private func readLimits(into settings: inout ScanSettings) throws(Trap) {
    if let node = code.followupsPerHost { settings.followupsPerHost = try number(node, "followups", 1...1_000_000) }
    if let node = code.followupsTotal { settings.followupsTotal = try number(node, "followups", 1...1_000_000) }
    if let limit = session.limits.followups { settings.followupsTotal = min(settings.followupsTotal, limit) }
    settings.keepsAll = code.keepsAll
    if let node = code.sourcePort {
      settings.sourcePort = UInt16(try number(node, "source_port", 1...65535))
    }
    if let node = code.ttl { settings.ttl = UInt8(try number(node, "ttl", 1...255)) }
    if let node = code.interface {
      let value = try node.eval(frame)
      guard let name = value.asText else { throw frame.wrongType(value, "string", self.node) }
      settings.interface = name
    }
    if let (index, count) = code.shard {
      let parts = try number(count, "shard", 1...Int.max)
      settings.shard = (UInt64(try number(index, "shard", 1...parts)), of: UInt64(parts))
    }
  }

  private func number(_ node: Node, _ clause: String, _ range: ClosedRange<Int>) throws(Trap) -> Int {
    let number = try node.evalInt(frame)
    guard range.contains(number) else {
      throw frame.trap(
        .badArgument, self.node, "\(clause) is \(range.lowerBound) to \(range.upperBound), not \(number)")
    }
    return number
  }

  private func duration(_ node: Node, _ clause: String) throws(Trap) -> ScanDuration {
    let value = try node.eval(frame)
    guard case .duration(let microseconds) = value else { throw frame.wrongType(value, "duration", self.node) }
    guard microseconds > 0 else { throw frame.trap(.badArgument, self.node, "\(clause) is longer than nothing") }
    return ScanDuration(microseconds: microseconds)
  }

  private func rate(_ node: Node) throws(Trap) -> Rate {
    let value = try node.eval(frame)
    guard let rate = value.asRate else { throw frame.wrongType(value, "rate", self.node) }
    guard rate.count > 0 else { throw frame.trap(.badArgument, self.node, "a rate of nothing sends nothing") }
    return rate
  }
}
