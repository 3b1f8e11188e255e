// SPDX-License-Identifier: GPL-3.0-or-later

extension TypeInference {
  /// Statements that neither branch nor leave.
  func walkOther(_ statement: Statement) {
    switch statement.kind {
    case .binding(let name, _, let value):
      let type = infer(value)
      if let symbol = context.symbol(name.id) { give(symbol, type) }
    case .assignment(let place, let operation, let value): assign(place, operation, value)
    case .parameter(let declaration): checkDefault(of: declaration)
    case .ports(_, let set): checkSet(set, .ports)
    case .targets(_, let set): checkSet(set, .targets)
    case .scope(let scope): if let set = scope.narrowed { checkSet(set, .targets) }
    case .limits(let entries): entries.forEach(checkLimit)
    case .network(let network): checkNetwork(network)
    case .finding(let finding): checkFinding(finding)
    case .emit(_, let record): expect(infer(record), [.map], of: record, "`emit` takes a record: `{name: value}`")
    case .show(let show): checkShow(show)
    case .save(let save): checkSave(save)
    case .expect(let condition, let message):
      requireBool(condition, "expect")
      if let message { expect(infer(message), [.string], of: message, "the message of `expect` is a text") }
    case .expectBlock(let results, let clauses): checkExpectations(results, clauses)
    default: break
    }
  }

  // MARK: Assignments

  private func assign(_ place: Expression, _ operation: AssignmentOperator, _ value: Expression) {
    let given = infer(value)
    let old = inferPlace(place)
    guard let binary = operation.binary else { return store(given, in: place) }
    guard let given, let old else { return }
    let span = SourceSpan(start: place.span.end, end: value.span.start, file: place.span.file)
    store(calculation(binary, (place, old), (value, given), trimmed(span, binary)), in: place)
  }

  /// The operator alone, of what stands between place and value.
  private func trimmed(_ span: SourceSpan, _ operation: BinaryOperator) -> SourceSpan {
    let lead = context.source(of: span).text(span).utf8.prefix { $0 == UInt8(ascii: " ") }.count
    let start = span.start + UInt32(lead)
    return SourceSpan(start: start, end: min(span.end, start + 2), file: span.file)
  }

  /// The type of a place before it is assigned; a key that is not there yet is no mistake.
  private func inferPlace(_ place: Expression) -> ValueType? {
    switch place.kind {
    case .index(let base, let key):
      infer(key)
      guard let container = inferPlace(base) else { return note(place, nil) }
      switch container {
      case .list(let element): return note(place, element)
      case .map, .unknown: break
      default:
        report(
          .notAPlace, "an element of \(container.described) cannot be assigned", at: place.span,
          label: "only lists and maps can change")
      }
      return note(place, .unknown)
    case .member(let base, _, _):
      guard let container = inferPlace(base) else { return note(place, nil) }
      if container != .map, container != .unknown {
        report(
          .notAPlace, "a field of \(container.described) cannot be assigned", at: place.span,
          label: "only keys of maps can change")
      }
      return note(place, .unknown)
    case .name: return note(place, context.symbol(place.id).flatMap { context.symbols[$0].type })
    default: return infer(place)
    }
  }

  /// Joins a value's type into the variable at the root of a place.
  private func store(_ type: ValueType?, in place: Expression) {
    switch place.kind {
    case .name: if let symbol = context.symbol(place.id) { give(symbol, type) }
    case .index(let base, _):
      if case .list = context.types[base.id], let type { store(TypeLattice.list(of: type), in: base) }
    default: break
    }
  }

  // MARK: Sets

  /// A set expression: every operand must convert to the kind of set.
  func checkSet(_ set: SetSyntax, _ wanted: ValueType) {
    for item in set.items + set.except {
      guard let type = infer(item) else { continue }
      if TypeLattice.accepts(wanted, type) {
        if wanted == .ports { checkPortNumbers(item) }
        continue
      }
      if case .optional(let inner) = type, TypeLattice.accepts(wanted, inner) {
        reportMaybeNone(item, type)
        continue
      }
      let what = wanted == .ports ? "ports" : "targets"
      report(
        .wrongSetItem, "\(type.described) does not belong among \(what)", at: item.span,
        label: "this is \(type.described)",
        notes: [
          wanted == .ports
            ? "ports are numbers, ranges, `443/tcp`, names of services, and sets of them"
            : "targets are addresses, networks, ranges, hosts, names in quotes, and sets of them"
        ])
    }
  }

  // MARK: Output

  private func checkFinding(_ finding: FindingSyntax) {
    if case .computed(let level) = finding.level {
      expect(infer(level), [.string], of: level, "the level of a finding is a text such as \"high\"")
    }
    expect(infer(finding.text), [.string], of: finding.text, "a finding says in a text what was found")
    if let place = finding.place {
      expect(
        infer(place), [.record(.portResult), .record(.host), .address, .port], of: place,
        "a finding is at a port, a host or an address")
    }
    if let fields = finding.fields { expect(infer(fields), [.map], of: fields, "further facts are a map") }
  }

  private func checkLimit(_ entry: LimitEntry) {
    let types: [String: ValueType] = ["time": .duration, "memory": .size]
    let wanted = types[entry.name.text] ?? .int
    guard let type = infer(entry.value) else { return }
    expect(type, [wanted], of: entry.value, "the limit `\(entry.name.text)` is \(wanted.described)")
    if TypeLattice.accepts(wanted, type) { checkAmount(entry) }
  }

  /// A limit is more than nothing; the gate knows the one on packets before the first, so that it is a plain number.
  private func checkAmount(_ entry: LimitEntry) {
    let literal = Constants(context).literal(entry.value)
    if entry.name.text == "packets" {
      if case .int = entry.value.kind {} else { return reportLateLimit(entry, literal) }
    }
    let isNothing =
      switch literal?.kind {
      case .int(let number): number <= 0
      case .duration(let time): time <= .zero
      case .size(let size): size.bytes == 0
      default: false
      }
    if isNothing {
      report(.clauseOutOfRange, "the limit `\(entry.name.text)` is more than nothing", at: entry.value.span)
    }
  }

  private func reportLateLimit(_ entry: LimitEntry, _ literal: Expression?) {
    report(
      .limitNotKnown, "the limit on packets is a plain number, known before the run", at: entry.value.span,
      label: "not a plain number", notes: literal == nil ? ["write the number out: `packets 2M`"] : [],
      fixes: literal.map { [Repair(replace: entry.value.span, with: context.code($0.span), "the number")] } ?? [])
  }

  private func checkNetwork(_ network: NetworkDeclaration) {
    if let seed = network.seed { expect(infer(seed), [.int], of: seed, "a seed is a whole number") }
    if let (low, high) = network.delay { checkDelay(low, high) }
    if let loss = network.loss { expect(infer(loss), [.float], of: loss, "a loss is a share such as `1%`") }
    for host in network.hosts {
      checkSet(host.targets, .targets)
      if let name = host.name { infer(name) }
      for case .ports(let ports?, _, _) in host.rules { checkSet(ports, .ports) }
      for case .filterStateless(let ports, _) in host.rules { checkSet(ports, .ports) }
      for case .ports(_, .open(let banner, let reply), _) in host.rules {
        if let banner { expect(infer(banner), [.string, .bytes], of: banner, "a banner is a text or bytes") }
        if let reply { expect(infer(reply), [.string, .bytes], of: reply, "a reply is bytes or a text") }
      }
      for case .limit(_, let rate) in host.rules { expect(infer(rate), [.rate], of: rate, "a limit is a rate") }
      for case .delay(let low, let high) in host.rules { checkDelay(low, high) }
      for case .loss(let share) in host.rules { expect(infer(share), [.float], of: share, "a loss is a share") }
    }
  }

  private func checkDelay(_ low: Expression, _ high: Expression?) {
    for end in [low, high].compactMap({ $0 }) {
      expect(infer(end), [.duration], of: end, "a delay is a duration such as `5ms`")
    }
  }
}

extension AssignmentOperator {
  /// The operator that a compound assignment applies first.
  fileprivate var binary: BinaryOperator? {
    switch self {
    case .set: nil
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    }
  }
}
