// SPDX-License-Identifier: GPL-3.0-or-later

/// `scan TARGETS clause… [{ clauses and handlers }]`
extension TreeLayout {
  func scan(_ scan: ScanSyntax, in span: SourceSpan) {
    token()
    space()
    var clauses = scan.clauses[...]
    nest(Self.headerStep) {
      set(scan.targets)
      while let clause = clauses.first, clause.span.start == tokens[cursor].start {
        clauses.removeFirst()
        space()
        token()
        space()
        self.clause(clause.kind)
      }
    }
    guard kind == .leftBrace, tokens[cursor].start < span.end else { return }
    space()
    var handlers = scan.handlers[...]
    braces(of: span, count: clauses.count + handlers.count) { _ in
      if let clause = clauses.first, clause.span.start == tokens[cursor].start {
        clauses.removeFirst()
        clauseWord()
        nest { self.clause(clause.kind) }
      } else if let handler = handlers.popFirst() {
        self.handler(handler)
      }
    }
  }

  // MARK: Clauses

  private func clause(_ kind: ScanClause.Kind) {
    switch kind {
    case .ports(let set): self.set(set)
    case .using(let techniques, let fallback):
      operands(techniques)
      guard let fallback else { return }
      space()
      token()
      space()
      expression(fallback)
    case .rate(let items): rates(items)
    case .retries(let value), .timeout(let value), .deadline(let value), .confirm(let value), .via(let value),
      .sourcePort(let value), .ttl(let value):
      expression(value)
    default: wordOperands(of: kind)
    }
  }

  private func wordOperands(of kind: ScanClause.Kind) {
    switch kind {
    case .discover(let probes): operands(probes)
    case .followups(let limits):
      fill(count: limits.count) { index in
        expression(limits[index].value)
        words(limits[index].perHost ? 2 : 1)
      }
    case .shard(let part, let count):
      expression(part)
      words(1)
      space()
      expression(count)
    case .orderRandom(let seed):
      token()
      guard let seed else { return }
      words(1)
      space()
      expression(seed)
    default: token()
    }
  }

  private func words(_ count: Int) {
    for _ in 0..<count {
      space()
      token()
    }
  }

  /// `R per host`, `R`
  func rates(_ items: [RateItem]) {
    fill(count: items.count) { index in
      expression(items[index].value)
      if items[index].perHost { words(2) }
    }
  }

  // MARK: Handlers

  private func handler(_ handler: Handler) {
    token()
    space()
    nest(Self.headerStep) { event(handler.event) }
    space()
    if handler.binding != nil {
      token()
      space()
      token()
      space()
    }
    block(handler.body)
  }

  private func event(_ event: Handler.Event) {
    switch event {
    case .port(let states, let ports):
      if states.isEmpty { token() } else { self.states(states) }
      guard let ports else { return }
      space()
      set(ports)
    case .host(let names):
      token()
      space()
      fill(count: names.count) { _ in token() }
    case .hostDone:
      token()
      words(1)
    default: token()
    }
  }
}
