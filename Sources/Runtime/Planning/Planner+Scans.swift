// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// Scans: clauses are read by the code that reads them in a run, and counted instead of walked.
extension Planner {
  /// What clauses say, and what of them only the run knows.
  private struct Reading {
    var code: ScanCode
    /// Addresses that come to the known ones.
    var moreTargets = CountBounds.zero
    var portsAreKnown = true
    var techniquesAreKnown = true
    var timeoutIsKnown = true
    var shardIsKnown = true
  }

  /// Counts a scan and what its handlers send; gives what its results can hold.
  func plan(_ scan: ScanSyntax, _ expression: Expression) throws(Failure) -> PlanValue {
    let id = lowering.id(expression)
    var reading = Reading(code: ScanCode(targets: ConstantNode(id, .targets(TargetSet())), span: scan.keyword))
    try readTargets(scan.targets, into: &reading, id)
    for clause in scan.clauses { try read(clause.kind, into: &reading, id) }
    let settings: ScanSettings
    do throws(Trap) {
      settings = try ScanSettingsReader(
        frame: session.frame, code: reading.code, node: id, session: session
      ).settings()
      for technique in settings.techniques { try session.checkScope(technique, id) }
    } catch {
      throw failure(error)
    }
    if !reading.portsAreKnown || !reading.techniquesAreKnown { doubt.trap = true }
    return try count(
      scan, settings, more: reading.moreTargets, portsAreKnown: reading.portsAreKnown,
      timeoutIsKnown: reading.timeoutIsKnown, shardIsKnown: reading.shardIsKnown, expression)
  }

  // MARK: Clauses

  /// The known targets of a set as one node, and how many more there can be.
  private func readTargets(_ set: SetSyntax, into reading: inout Reading, _ id: Int32) throws(Failure) {
    var items: [Node] = []
    for item in set.items {
      if let value = try evaluate(item).value {
        items.append(ConstantNode(lowering.id(item), value))
      } else {
        reading.moreTargets += addresses(in: item)
      }
    }
    var except: [Node] = []
    for item in set.except {
      if let value = try evaluate(item).value {
        except.append(ConstantNode(lowering.id(item), value))
      } else {
        // What is left out is not known: any part of the rest may be.
        reading.moreTargets.least = 0
        doubt.trap = true
      }
    }
    reading.code.targets = TargetSetNode(id, items, except)
  }

  /// How many addresses an unknown item of a target set stands for.
  private func addresses(in item: Expression) -> CountBounds {
    switch program.types[item.id] {
    case .address, .record(.host): return .one
    case .list(.address), .list(.record(.host)), .optional(.address):
      doubt.trap = true
      return .upTo(program.types[item.id] == .optional(.address) ? 1 : extent(item).mostItems)
    default:
      doubt.trap = true
      return .any
    }
  }

  private func read(_ clause: ScanClause.Kind, into reading: inout Reading, _ id: Int32) throws(Failure) {
    switch clause {
    case .ports(let set):
      let parts = try nodes(set.items)
      let except = try nodes(set.except)
      reading.portsAreKnown = parts.isComplete && except.isComplete
      reading.code.ports =
        reading.portsAreKnown
        ? PortSetNode(id, parts.nodes, except.nodes) : ConstantNode(id, .ports(PortSet(0...UInt16.max)))
    case .using(let techniques, let fallback):
      let parts = try nodes(techniques)
      reading.techniquesAreKnown = parts.isComplete
      reading.code.techniques = parts.isComplete ? parts.nodes : [technique("connect", id)]
      reading.code.fallback = try fallback.flatMap { expression throws(Failure) in try node(expression) }
    case .rate(let items):
      for item in items {
        let node = try node(item.value)
        if item.perHost { reading.code.ratePerHost = node } else { reading.code.rate = node }
      }
    case .retries(let value):
      reading.code.retries = try node(value) ?? IntConstantNode(id, AttemptTraffic.mostRetries)
    case .confirm(let value): reading.code.confirm = try node(value) ?? IntConstantNode(id, 100)
    case .timeout(let value):
      reading.code.timeout = try node(value)
      reading.timeoutIsKnown = reading.code.timeout != nil
    case .deadline(let value):
      // A deadline that is not known may be any; that there is one counts.
      reading.code.deadline = try node(value) ?? ConstantNode(id, .duration(.max))
    case .orderRandom(let seed):
      reading.code.seed = try seed.flatMap { expression throws(Failure) in try node(expression) }
    case .orderSequential: reading.code.isSequential = true
    case .keep(let all): reading.code.keepsAll = all
    case .shard(let index, let count):
      if let index = try node(index), let count = try node(count) {
        reading.code.shard = (index, of: count)
      } else {
        reading.shardIsKnown = false
      }
    case .followups(let limits):
      for limit in limits {
        let node = try node(limit.value)
        if limit.perHost { reading.code.followupsPerHost = node } else { reading.code.followupsTotal = node }
      }
    case .via(let value): reading.code.interface = try node(value)
    case .sourcePort(let value): reading.code.sourcePort = try node(value)
    case .ttl(let value): reading.code.ttl = try node(value)
    case .discoverNone: reading.code.discovery = .none
    case .discoverAuto: reading.code.discovery = .auto
    case .discover(let ways): reading.code.discovery = try discovery(ways, &reading)
    case .missing: break
    }
  }

  /// `icmp, syn(443)`; where ports are not known, as many as there can be.
  private func discovery(_ ways: [Expression], _ reading: inout Reading) throws(Failure) -> DiscoveryCode {
    var result: [(word: String, ports: Node?)] = []
    for way in ways {
      guard let word = Lowering.discoveryWord(way) else { continue }
      guard case .call(_, let arguments) = way.kind else {
        result.append((word, nil))
        continue
      }
      let id = lowering.id(way)
      let parts = try nodes(arguments.map(\.value))
      let all = ConstantNode(id, .ports(PortSet(0...UInt16.max)))
      result.append((word, parts.isComplete ? PortSetNode(id, parts.nodes, []) : all))
    }
    return .ways(result)
  }

  private func technique(_ name: String, _ id: Int32) -> Node {
    ConstantNode(id, .object(TechniqueObject(session.technique(named: name))))
  }

  /// The value of an expression as a node; `nil` where only the run knows it, and then it may be wrong.
  private func node(_ expression: Expression) throws(Failure) -> Node? {
    guard let value = try evaluate(expression).value else {
      doubt.trap = true
      return nil
    }
    return ConstantNode(lowering.id(expression), value)
  }

  private func nodes(_ expressions: [Expression]) throws(Failure) -> (nodes: [Node], isComplete: Bool) {
    var nodes: [Node] = []
    for expression in expressions {
      if let node = try node(expression) { nodes.append(node) }
    }
    return (nodes, nodes.count == expressions.count)
  }
}
