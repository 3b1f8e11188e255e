// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

extension Lowering {
  /// A scan's clauses and handlers as nodes.
  func scan(_ scan: ScanSyntax, _ id: Int32) -> ScanCode {
    var code = ScanCode(targets: targetSet(scan.targets, id: id), span: scan.keyword)
    for clause in scan.clauses { add(clause.kind, to: &code, id) }
    code.handlers = scan.handlers.compactMap { handler($0) }
    code.savesPackets = program.capturedScans.contains(Int(id))
    return code
  }

  private func add(_ clause: ScanClause.Kind, to code: inout ScanCode, _ id: Int32) {
    switch clause {
    case .ports(let set): code.ports = portSet(set, id: id)
    case .using(let techniques, let fallback):
      code.techniques = techniques.map { expression($0) }
      code.fallback = fallback.map { expression($0) }
    case .rate(let items):
      for item in items {
        if item.perHost { code.ratePerHost = expression(item.value) } else { code.rate = expression(item.value) }
      }
    case .retries(let value): code.retries = expression(value)
    case .timeout(let value): code.timeout = expression(value)
    case .deadline(let value): code.deadline = expression(value)
    case .orderRandom(let seed): code.seed = seed.map { expression($0) }
    case .orderSequential: code.isSequential = true
    case .followups(let limits):
      for limit in limits {
        let node = expression(limit.value)
        if limit.perHost { code.followupsPerHost = node } else { code.followupsTotal = node }
      }
    case .confirm(let value): code.confirm = expression(value)
    case .keep(let all): code.keepsAll = all
    case .via(let value): code.interface = expression(value)
    case .sourcePort(let value): code.sourcePort = expression(value)
    case .ttl(let value): code.ttl = expression(value)
    case .shard(let index, let count): code.shard = (expression(index), of: expression(count))
    case .discoverNone: code.discovery = .none
    case .discoverAuto: code.discovery = .auto
    case .discover(let methods): code.discovery = .ways(methods.compactMap { way($0, id) })
    case .missing: break
    }
  }

  /// `icmp`, `syn(443)`
  private func way(_ method: Expression, _ id: Int32) -> (word: String, ports: Node?)? {
    guard let word = Self.discoveryWord(method) else { return nil }
    guard case .call(_, let arguments) = method.kind else { return (word, nil) }
    return (word, PortSetNode(id, arguments.map { expression($0.value) }, []))
  }

  /// The word of an operand of `discover`: `syn` of `syn(443)`.
  static func discoveryWord(_ method: Expression) -> String? {
    switch method.kind {
    case .name(let word): return word
    case .call(let callee, _):
      guard case .name(let word) = callee.kind else { return nil }
      return word
    default: return nil
    }
  }

  private func handler(_ handler: Handler) -> HandlerCode? {
    guard let number = program.unitNumbers[handler.id] else { return nil }
    let event: HandlerCode.Event
    switch handler.event {
    case .port(let states, let ports):
      event = .port(
        states: states.isEmpty ? nil : Set(states.map { Self.state($0).rawValue }),
        ports: ports.map { portSet($0, id: Int32(truncatingIfNeeded: handler.id)) })
    case .host(let states):
      event = .host(
        up: states.isEmpty || states.contains { $0.text == "up" },
        down: states.isEmpty || states.contains { $0.text == "down" })
    case .hostDone: event = .hostDone
    case .done: event = .done
    case .error: event = .error
    case .missing: return nil
    }
    let unit = program.units[number]
    return HandlerCode(
      event: event, unit: number, captures: unit.captures, header: unit.name, hasBinding: handler.binding != nil,
      asksOpinions: program.opinionHandlers.contains(handler.id))
  }

  /// The union of the states that a pattern names.
  static func state(_ pattern: StatePattern) -> PortState {
    pattern.names.reduce(into: PortState()) { state, name in
      if let named = PortState(name: name.text) { state.formUnion(named) }
    }
  }
}
