// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Reads the lines of one simulated host.
struct HostReader {
  private let network: NetworkReader
  private let syntax: SimulatedHostSyntax
  private var delay: ClosedRange<UInt64>
  private var loss: Double
  private var filter = SimulatedHost.PacketFilter.none
  private var limits: [String: Rate] = [:]
  private var rules: [(ports: PortSet, behaviour: SimulatedHost.PortBehaviour)] = []
  private var ruleSpans: [SourceSpan] = []
  private var takers = FirstTakers<TransportProtocol>()
  private var rest: SimulatedHost.PortBehaviour?
  /// Lines that a host has at most once, and where they stand.
  private var seen: [String: SourceSpan] = [:]

  private var context: CheckContext { network.context }

  init(_ network: NetworkReader, _ syntax: SimulatedHostSyntax, delay: ClosedRange<UInt64>, loss: Double) {
    self.network = network
    self.syntax = syntax
    self.delay = delay
    self.loss = loss
  }

  /// The host with these addresses.
  func host(_ targets: TargetSet) -> SimulatedHost {
    var reader = self
    syntax.rules.forEach { reader.read($0) }
    return SimulatedHost(
      targets: targets, name: name(targets), delay: reader.delay, loss: reader.loss, rules: reader.rules,
      rest: reader.rest ?? .closed, filter: reader.filter, resetLimit: reader.limits["reset"],
      icmpLimit: reader.limits["icmp"])
  }

  private func name(_ targets: TargetSet) -> String? {
    guard let expression = syntax.name else { return nil }
    guard let text = expression.literalText, !text.isEmpty else {
      context.report(
        .networkNotConstant, "the name of a host must be known before the run", at: expression.span,
        label: "a plain text may stand here")
      return nil
    }
    if targets.count > 1 {
      context.report(
        .simulatedValue, "one name stands for one host, and these are \(targets.count) addresses",
        at: expression.span, label: "whose name is it?")
    }
    return text
  }

  // MARK: Lines

  private mutating func read(_ rule: SimulatedHostSyntax.Rule) {
    switch rule {
    case .ports(let ports, let behaviour, let span): read(ports, behaviour, span)
    case .filterStateful(let span):
      if isFirst("filter", span) { filter = .stateful }
    case .filterStateless(let ports, let span):
      guard isFirst("filter", span), let set = network.ports(ports) else { return }
      filter = .stateless(set)
    case .limit(let name, let value):
      guard isFirst("limit \(name.text)", name.span), let rate = network.rate(value) else { return }
      limits[name.text] = rate
    case .delay(let low, let high):
      guard isFirst("delay", low.span), let range = network.delay(low, high) else { return }
      delay = range
    case .loss(let value):
      guard isFirst("loss", value.span), let share = network.share(value) else { return }
      loss = share
    }
  }

  private mutating func isFirst(_ line: String, _ span: SourceSpan) -> Bool {
    guard let first = seen[line] else {
      seen[line] = span
      return true
    }
    context.report(
      .hostLineTwice, "`\(line)` is given twice for one host", at: span, label: "given again here",
      related: [RelatedSpan(first, "given first here")])
    return false
  }

  // MARK: Ports

  private mutating func read(_ ports: SetSyntax?, _ behaviour: SimulatedHostSyntax.Behaviour, _ span: SourceSpan) {
    guard let ports else {
      guard isFirst("else", span) else { return }
      rest = self.behaviour(behaviour, nil, span)
      return
    }
    guard let set = network.ports(ports), isFree(set, ports.span) else { return }
    guard let read = self.behaviour(behaviour, set, span) else { return }
    for range in set.ranges { takers.take(range.numbers, in: range.proto, for: rules.count) }
    rules.append((set, read))
    ruleSpans.append(ports.span)
  }

  /// Whether no rule above names one of the ports.
  private func isFree(_ ports: PortSet, _ span: SourceSpan) -> Bool {
    let earlier = ports.ranges.compactMap { takers.first(meeting: $0.numbers, in: $0.proto) }.min()
    guard let earlier, let both = (rules[earlier].ports & ports).ranges.first else { return true }
    context.report(
      .portTwice, "port \(Port(both.first, both.proto)) has two rules", at: span, label: "named again here",
      related: [RelatedSpan(ruleSpans[earlier], "named first here")])
    return false
  }

  private func behaviour(
    _ syntax: SimulatedHostSyntax.Behaviour, _ ports: PortSet?, _ span: SourceSpan
  ) -> SimulatedHost.PortBehaviour? {
    switch syntax {
    case .closed: return .closed
    case .drop: return .drop
    case .reject(let word): return rejection(word, ports)
    case .open(let banner, let reply):
      if let banner, let ports, !ports.hasTCP, !ports.hasBare {
        context.report(
          .simulatedValue, "a UDP port has no banner: nothing is said before a datagram comes", at: banner.span,
          label: "`reply` says what answers a datagram")
      }
      return .open(banner: banner.flatMap(network.bytes) ?? [], reply: reply.flatMap(network.bytes))
    }
  }

  /// `reject … with WORD`; without a word port unreachable, as packet filters do.
  private func rejection(_ word: Name?, _ ports: PortSet?) -> SimulatedHost.PortBehaviour? {
    guard let word else { return .reject(.port) }
    guard let rejection = SimulatedHost.Rejection(rawValue: word.text) else { return nil }
    if rejection == .reset, let ports, ports.hasUDP {
      context.report(
        .simulatedValue, "a UDP port cannot be reset: RST is a TCP segment", at: word.span,
        label: "`admin`, `port`, `host` or `net` may stand here")
    }
    return .reject(rejection)
  }
}

extension PortRange {
  fileprivate var numbers: ClosedRange<UInt128> { UInt128(first)...UInt128(last) }
}
