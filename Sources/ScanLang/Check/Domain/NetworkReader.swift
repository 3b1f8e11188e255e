// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Reads the declarations of simulated networks: everything in them is known before the run.
struct NetworkReader {
  let context: CheckContext
  private var constants: Constants { Constants(context) }

  init(_ context: CheckContext) { self.context = context }

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
    var taken: [(TargetSet, SourceSpan)] = []
    let hosts = declaration.hosts.compactMap { syntax -> SimulatedHost? in
      guard let targets = addresses(of: syntax, &taken) else { return nil }
      return HostReader(self, syntax, delay: delay, loss: loss).host(targets)
    }
    return SimulatedNetwork(name: declaration.name.text, seed: declaration.seed.flatMap(seed) ?? 0, hosts: hosts)
  }

  // MARK: Addresses

  /// The addresses of a host, without those that a host above has already.
  private func addresses(
    of syntax: SimulatedHostSyntax, _ taken: inout [(TargetSet, SourceSpan)]
  ) -> TargetSet? {
    let span = syntax.targets.span
    guard let named = constants.targets(syntax.targets) else {
      let items = syntax.targets.items + syntax.targets.except
      notConstant("which addresses are hosts", items.first { constants.targets($0) == nil }?.span ?? span)
      return nil
    }
    // IPv4 in the clothes of IPv6 is IPv4, as it is for scopes.
    let targets = TargetSet(named.ranges.flatMap(\.canonicalForms))
    if targets.isEmpty {
      context.report(
        .simulatedValue, "these hosts have no address", at: span, label: "nothing is left of the set")
      return nil
    }
    for (earlier, place) in taken {
      guard let both = earlier.intersection(targets).ranges.first else { continue }
      context.report(
        .hostsOverlap, "\(both.first) is the address of two hosts", at: span, label: "described again here",
        related: [RelatedSpan(place, "described first here")],
        notes: ["`hosts … except \(both)` leaves it to the other"])
      return nil
    }
    taken.append((targets, span))
    return targets
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
          Repair(replace: span, with: "\(context.text(high.span))-\(context.text(low.span))", "the other way round")
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
    let isExplained = context.diagnostics.contains { diagnostic in
      diagnostic.severity == .error && diagnostic.span.file == span.file && diagnostic.span.start < span.end
        && span.start < diagnostic.span.end
    }
    guard !isExplained, !context.isIncomplete(span.file) else { return }
    context.report(
      .networkNotConstant, "\(what) must be known before the run", at: span, label: "known only while running",
      notes: ["literals and the names of literals may stand here"])
  }

  private func outOfRange(_ rule: String, _ expression: Expression) {
    context.report(.simulatedValue, rule, at: expression.span, label: "not \(context.text(expression.span))")
  }
}
