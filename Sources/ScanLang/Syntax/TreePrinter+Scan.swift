// SPDX-License-Identifier: GPL-3.0-or-later

extension TreePrinter {
  /// A scan with its clauses and handlers.
  func list(_ scan: ScanSyntax) -> SExpression {
    .list("scan", [list(scan.targets)] + scan.clauses.map { list($0) } + scan.handlers.map { list($0) })
  }

  private func list(_ clause: ScanClause) -> SExpression { .list(clause.word.text, operands(clause.kind)) }

  private func operands(_ kind: ScanClause.Kind) -> [SExpression] {
    switch kind {
    case .ports(let set): [list(set)]
    case .using(let techniques, let fallback): techniques.map { list($0) } + optional("else", fallback)
    case .rate(let items): list(items)
    case .retries(let value), .timeout(let value), .deadline(let value), .confirm(let value), .via(let value),
      .sourcePort(let value), .ttl(let value):
      [list(value)]
    default: wordOperands(kind)
    }
  }

  private func wordOperands(_ kind: ScanClause.Kind) -> [SExpression] {
    switch kind {
    case .orderRandom(let seed): [.word("random")] + optional("seed", seed)
    case .orderSequential: [.word("sequential")]
    case .discoverNone: [.word("none")]
    case .discoverAuto: [.word("auto")]
    case .discover(let probes): probes.map { list($0) }
    case .followups(let limits): limits.map { .list($0.perHost ? "per-host" : "total", [list($0.value)]) }
    case .keep(let all): [.word(all ? "all" : "open")]
    case .shard(let part, let count): [list(part), .list("of", [list(count)])]
    default: [.word("<missing>")]
    }
  }

  private func list(_ handler: Handler) -> SExpression {
    .list("on", event(handler.event) + optional("as", handler.binding) + [list(handler.body)])
  }

  private func event(_ event: Handler.Event) -> [SExpression] {
    switch event {
    case .port(let states, let ports):
      (states.isEmpty ? [.word("any")] : states.map { list($0) }) + (ports.map { [list($0)] } ?? [])
    case .host(let states): [.list("host", lists(states))]
    case .hostDone: [.word("host-done")]
    case .done: [.word("done")]
    case .error: [.word("error")]
    case .missing: [.word("<missing>")]
    }
  }

  /// A line of `expect`.
  func list(_ clause: ExpectClause) -> SExpression {
    switch clause.kind {
    case .judge(let judgement, let states, let ports, let hosts):
      .list(
        judgement.rawValue,
        states.map { list($0) } + (ports.map { [list($0)] } ?? []) + (hosts.map { [.list("on", [list($0)])] } ?? []))
    case .same(let earlier, let ignored):
      .list("same", [list(earlier)] + (ignored.isEmpty ? [] : [.list("ignoring", lists(ignored))]))
    case .that(let condition): .list("that", [list(condition)])
    case .waive(let ports, let hosts, let end, let reason):
      .list(
        "waive",
        [list(ports)] + (hosts.map { [.list("on", [list($0)])] } ?? [])
          + [.list("until", [list(end)]), .list("because", [list(reason)])])
    case .missing: .word("<missing>")
    }
  }
}
