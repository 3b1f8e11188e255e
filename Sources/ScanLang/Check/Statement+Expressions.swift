// SPDX-License-Identifier: GPL-3.0-or-later

extension Statement {
  /// The expressions that stand directly in a statement, in source order; blocks are not looked into.
  var expressions: [Expression] {
    switch kind {
    case .ports(_, let set), .targets(_, let set): set.items + set.except
    case .parameter(let declaration): [declaration.defaultValue].compactMap { $0 }
    case .binding(_, _, let value), .expression(let value), .fail(let value), .emit(_, let value): [value]
    case .assignment(let place, _, let value): [place, value]
    case .returnValue(let value): [value].compactMap { $0 }
    case .scope(let scope): scope.narrowed.map { $0.items + $0.except } ?? []
    case .limits(let entries): entries.map(\.value)
    case .finding(let finding): finding.expressions
    case .show(let show): [show.value]
    case .save(let save): [save.value, save.path]
    case .expect(let condition, let message): [condition, message].compactMap { $0 }
    case .expectBlock(let results, let clauses): [results] + clauses.flatMap(\.expressions)
    default: []
    }
  }
}

extension FindingSyntax {
  fileprivate var expressions: [Expression] {
    let computed: Expression? = if case .computed(let value) = level { value } else { nil }
    return [computed, text, place, fields].compactMap { $0 }
  }
}

extension ExpectClause {
  fileprivate var expressions: [Expression] {
    switch kind {
    case .judge(_, _, let ports, let hosts): [ports, hosts].compactMap { $0 }.flatMap { $0.items + $0.except }
    case .same(let baseline, _): [baseline]
    case .that(let condition): [condition]
    case .waive(let ports, let hosts, let until, let because):
      [ports, hosts].compactMap { $0 }.flatMap { $0.items + $0.except } + [until, because]
    case .missing: []
    }
  }
}

extension ScanClause {
  /// The expressions of a clause, in source order.
  var expressions: [Expression] {
    switch kind {
    case .ports(let set): set.items + set.except
    case .using(let techniques, let fallback): techniques + [fallback].compactMap { $0 }
    case .rate(let items): items.map(\.value)
    case .followups(let items): items.map(\.value)
    case .orderRandom(let seed): [seed].compactMap { $0 }
    case .retries(let value), .timeout(let value), .deadline(let value), .confirm(let value), .via(let value),
      .sourcePort(let value), .ttl(let value):
      [value]
    case .shard(let part, let whole): [part, whole]
    case .discover(let methods): methods
    case .orderSequential, .discoverNone, .discoverAuto, .keep, .missing: []
    }
  }
}
