// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Reads the declarations of simulated networks: everything in them is known before the run.
struct NetworkReader {
  let context: CheckContext
  /// What an error was reported about before, by file.
  private let explained: FirstTakers<UInt16>
  private var constants: Constants { Constants(context) }

  init(_ context: CheckContext) {
    self.context = context
    var explained = FirstTakers<UInt16>()
    for diagnostic in context.diagnostics where diagnostic.severity == .error {
      explained.take(diagnostic.span.bytes, in: diagnostic.span.file, for: 0)
    }
    self.explained = explained
  }

  /// Reads every network into the context.
  func readAll() {
    for statement in context.statements {
      guard case .network(let declaration) = statement.kind else { continue }
      context.networks.append(CheckedNetwork(name: declaration.name, network: network(declaration)))
    }
  }

  private func network(_ declaration: NetworkDeclaration) -> SimulatedNetwork {
    let delay = declaration.delay.flatMap(self.delay) ?? 0...0
    let loss = declaration.loss.flatMap(share) ?? 0
    var taken = TakenAddresses()
    let hosts = declaration.hosts.compactMap { syntax -> SimulatedHost? in
      guard let targets = addresses(of: syntax, &taken) else { return nil }
      return HostReader(self, syntax, delay: delay, loss: loss).host(targets)
    }
    return SimulatedNetwork(name: declaration.name.text, seed: declaration.seed.flatMap(seed) ?? 0, hosts: hosts)
  }

  // MARK: Addresses

  /// The hosts of a network so far.
  private struct TakenAddresses {
    var hosts: [NamedHost] = []
    var takers = FirstTakers<Zone>()
  }

  /// A host with its addresses as they stand there, and as packets have them.
  private struct NamedHost {
    let named: TargetSet
    let targets: TargetSet
    let span: SourceSpan

    init(_ named: TargetSet, _ span: SourceSpan) {
      self.named = named
      self.span = span
      // IPv4 in the clothes of IPv6 is IPv4, as it is for scopes.
      targets = TargetSet(named.ranges.flatMap(\.canonicalForms))
    }

    /// An address of the host as it stands there: `0.0.0.0` for 127.0.0.1.
    func written(_ address: Address) -> Address {
      guard !named.contains(address) else { return address }
      let mapped = address.v4.map { Address(high: 0, low: 0xffff_0000_0000 | UInt64($0)) }
      let forms = [Address(v4: 0), Address(high: 0, low: 0, zone: address.zone), mapped].compactMap { $0 }
      return forms.first { $0.canonical == address && named.contains($0) } ?? address
    }
  }

  /// The addresses of a host, without those that a host above has already.
  private func addresses(
    of syntax: SimulatedHostSyntax, _ taken: inout TakenAddresses
  ) -> TargetSet? {
    let span = syntax.targets.span
    guard let named = constants.targets(syntax.targets) else {
      let items = syntax.targets.items + syntax.targets.except
      notConstant("which addresses are hosts", items.first { constants.targets($0) == nil }?.span ?? span)
      return nil
    }
    let host = NamedHost(named, span)
    let targets = host.targets
    if targets.isEmpty {
      context.report(
        .simulatedValue, "these hosts have no address", at: span, label: "nothing is left of the set")
      return nil
    }
    if let earlier = targets.ranges.compactMap({ taken.takers.first(meeting: $0.numbers, in: $0.plane) }).min() {
      reportOverlap(host, with: taken.hosts[earlier])
      return nil
    }
    for range in targets.ranges { taken.takers.take(range.numbers, in: range.plane, for: taken.hosts.count) }
    taken.hosts.append(host)
    return targets
  }

  private func reportOverlap(_ host: NamedHost, with earlier: NamedHost) {
    guard let both = earlier.targets.intersection(host.targets).ranges.first else { return }
    let (written, before) = (host.written(both.first), earlier.written(both.first))
    let also = written == both.first ? "" : " (\(both.first))"
    let rest = AddressRange(first: written, last: host.written(both.last)) ?? AddressRange(written)
    context.report(
      .hostsOverlap, "\(written)\(also) is the address of two hosts", at: host.span, label: "described again here",
      related: [RelatedSpan(earlier.span, "described first here" + (before == both.first ? "" : ", as \(before)"))],
      notes: ["`hosts … except \(rest)` leaves it to the other"])
  }

  // MARK: Values

  /// `delay 5ms-20ms` in nanoseconds.
  func delay(_ low: Expression, _ high: Expression?) -> ClosedRange<UInt64>? {
    guard let first = duration(low) else { return nil }
    guard let high else { return first...first }
    guard let last = duration(high) else { return nil }
    guard first <= last else {
      let span = SourceSpan(start: low.span.start, end: high.span.end, file: low.span.file)
      context.report(
        .simulatedValue, "the range of the delay falls", at: span, label: "the shorter end comes first",
        fixes: [
          Repair(replace: span, with: "\(context.code(high.span))-\(context.code(low.span))", "the other way round")
        ])
      return nil
    }
    return first...last
  }

  private func duration(_ expression: Expression) -> UInt64? {
    guard case .duration(let duration)? = literal(expression, "a delay")?.kind else { return nil }
    let microseconds = duration.microseconds
    // A day is more than any network takes, and leaves the arithmetic room.
    guard (0...86_400_000_000).contains(microseconds) else {
      outOfRange("a delay is nothing to a day", expression)
      return nil
    }
    return UInt64(microseconds) * 1000
  }

  /// `loss 1%` as a share.
  func share(_ expression: Expression) -> Double? {
    guard case .float(let share, _)? = literal(expression, "a loss")?.kind else { return nil }
    guard (0...1).contains(share) else {
      outOfRange("a loss is a share of 0% to 100%", expression)
      return nil
    }
    return share
  }

  /// `limit reset 100/s`
  func rate(_ expression: Expression) -> Rate? {
    guard case .rate(let rate)? = literal(expression, "a limit")?.kind else { return nil }
    return rate
  }

  private func seed(_ expression: Expression) -> UInt64? {
    guard case .int(let number)? = literal(expression, "a seed")?.kind else { return nil }
    return UInt64(bitPattern: Int64(number))
  }

  /// The bytes that a text or bytes literal stands for.
  func bytes(_ expression: Expression) -> [UInt8]? {
    guard let literal = literal(expression, "what a host says") else { return nil }
    if case .bytes(let bytes) = literal.kind { return bytes }
    guard let text = literal.literalText else {
      notConstant("what a host says", expression.span)
      return nil
    }
    return Array(text.utf8)
  }

  /// The ports of a rule.
  func ports(_ set: SetSyntax) -> PortSet? {
    guard let ports = constants.ports(set) else {
      notConstant("which ports", (set.items + set.except).first { constants.ports($0) == nil }?.span ?? set.span)
      return nil
    }
    return ports
  }

  /// The literal that an expression stands for; reported where only the run could know.
  private func literal(_ expression: Expression, _ what: String) -> Expression? {
    let literal = constants.literal(expression)
    if literal == nil { notConstant(what, expression.span) }
    return literal
  }

  private func notConstant(_ what: String, _ span: SourceSpan) {
    guard explained.first(meeting: span.bytes, in: span.file) == nil, !context.isIncomplete(span.file) else { return }
    context.report(
      .networkNotConstant, "\(what) must be known before the run", at: span, label: "known only while running",
      notes: ["literals and the names of literals may stand here"])
  }

  private func outOfRange(_ rule: String, _ expression: Expression) {
    context.report(.simulatedValue, rule, at: expression.span, label: "not \(context.text(expression.span))")
  }
}

extension AddressRange {
  /// The numbers of a canonical range: IPv4 lies where no IPv6 address does, in the block of IPv4-mapped ones.
  fileprivate var numbers: ClosedRange<UInt128> { Self.number(first)...Self.number(last) }

  private static func number(_ address: Address) -> UInt128 { UInt128(address.high) << 64 | UInt128(address.low) }

  /// The zone that it lies in; without one it lies in all of them.
  fileprivate var plane: Zone? { first.zone.isNone ? nil : first.zone }
}

extension SourceSpan {
  /// The offsets of its bytes; of an empty one the offset where it stands.
  fileprivate var bytes: ClosedRange<UInt128> { UInt128(start)...UInt128(max(start + 1, end) - 1) }
}
