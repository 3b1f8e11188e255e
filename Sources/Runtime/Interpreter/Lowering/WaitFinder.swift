// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Finds what waits in statements: the checker marks expressions, statements follow from them.
struct WaitFinder {
  private let lowering: Lowering

  init(_ lowering: Lowering) { self.lowering = lowering }

  /// Whether running the statement may wait.
  func waits(_ statement: Statement) -> Bool {
    switch statement.kind {
    case .whileLoop(let condition, let body): waits(condition) || waits(body)
    case .forLoop(_, let collection, let body): waits(collection) || waits(body)
    case .expression(let value): waits(value)
    default: Self.operands(statement).contains { waits($0) }
    }
  }

  /// Whether evaluating the expression may wait.
  func waits(_ expression: Expression) -> Bool {
    if lowering.waits(expression) { return true }
    // Blocks of conditionals in statement position hold statements, which the checker's table does not speak of.
    switch expression.kind {
    case .ifElse(let conditional):
      return conditional.branches.contains { waits($0.condition) || waits($0.body) }
        || (conditional.otherwise.map { waits($0) } ?? false)
    case .match(let match): return waits(match.subject) || match.arms.contains { waits($0.body) }
    default: return false
    }
  }

  private func waits(_ block: Block) -> Bool { block.statements.contains { waits($0) } }

  /// The operands of a statement in the order in which they are evaluated.
  static func operands(_ statement: Statement) -> [Expression] {
    switch statement.kind {
    case .binding(_, _, let value), .expression(let value), .fail(let value), .emit(_, let value): return [value]
    case .assignment(let place, _, let value): return placeOperands(place) + [value]
    case .returnValue(let value): return value.map { [$0] } ?? []
    case .ports(_, let set), .targets(_, let set): return set.items + set.except
    case .scope(let scope): return scope.narrowed.map { $0.items + $0.except } ?? []
    case .limits(let entries): return entries.map(\.value)
    case .finding(let finding):
      var operands: [Expression] = []
      if case .computed(let level) = finding.level { operands.append(level) }
      return operands + [finding.text] + [finding.place, finding.fields].compactMap { $0 }
    case .show(let show): return [show.value]
    case .save(let save): return [save.value, save.path]
    case .expect(let condition, let message): return [condition] + (message.map { [$0] } ?? [])
    case .expectBlock(let results, let clauses): return [results] + clauses.flatMap { operands($0.kind) }
    default: return []
    }
  }

  private static func operands(_ clause: ExpectClause.Kind) -> [Expression] {
    switch clause {
    case .judge(_, _, let ports, let hosts): [ports, hosts].compactMap { $0 }.flatMap { $0.items + $0.except }
    case .same(let earlier, _): [earlier]
    case .that(let condition): [condition]
    case .waive(let ports, let hosts, let until, let because):
      [ports, hosts].compactMap { $0 }.flatMap { $0.items + $0.except } + [until, because]
    case .missing: []
    }
  }

  /// The indices of an assigned place; the place itself is not read.
  private static func placeOperands(_ place: Expression) -> [Expression] {
    switch place.kind {
    case .index(let collection, let index): placeOperands(collection) + [index]
    case .member(let object, _, _): placeOperands(object)
    default: []
    }
  }

  /// The operands of an expression in the order in which they are evaluated.
  static func operands(_ expression: Expression) -> [Expression] {
    switch expression.kind {
    case .string(let parts, _):
      return parts.compactMap { if case .interpolation(let inner) = $0 { inner } else { nil } }
    case .list(let items): return items
    case .map(let entries): return entries.flatMap { [$0.key, $0.value] }
    case .paren(let inner), .unary(_, let inner): return [inner]
    case .binary(_, let left, let right, _): return [left, right]
    case .call(let callee, let arguments):
      let receiver = if case .member(let object, _, _) = callee.kind { [object] } else { [] as [Expression] }
      return receiver + arguments.map(\.value)
    case .index(let collection, let index): return [collection, index]
    case .member(let object, _, _): return [object]
    case .tryElse(let attempt, let otherwise): return [attempt, otherwise]
    case .set(let set): return set.items + set.except
    case .scan(let scan): return operands(scan)
    default: return []
    }
  }

  /// What a scan's header and clauses evaluate; handlers are units of their own.
  static func operands(_ scan: ScanSyntax) -> [Expression] {
    scan.targets.items + scan.targets.except + scan.clauses.flatMap { operands($0.kind) }
      + scan.handlers.flatMap { handler in
        if case .port(_, let ports?) = handler.event { ports.items + ports.except } else { [] as [Expression] }
      }
  }

  /// The values that the patterns of a match arm compare with.
  static func operands(_ patterns: [MatchPattern]) -> [Expression] {
    patterns.flatMap { pattern -> [Expression] in
      switch pattern {
      case .value(let value): [value]
      case .tuple(let parts, _): operands(parts)
      case .name, .wildcard: []
      }
    }
  }

  private static func operands(_ clause: ScanClause.Kind) -> [Expression] {
    switch clause {
    case .ports(let set): set.items + set.except
    case .using(let techniques, let fallback): techniques + (fallback.map { [$0] } ?? [])
    case .rate(let items): items.map(\.value)
    case .followups(let limits): limits.map(\.value)
    case .retries(let value), .timeout(let value), .deadline(let value), .confirm(let value), .via(let value),
      .sourcePort(let value), .ttl(let value):
      [value]
    case .orderRandom(let seed): seed.map { [$0] } ?? []
    case .shard(let index, let count): [index, count]
    case .discover(let methods):
      methods.flatMap { method -> [Expression] in
        if case .call(_, let arguments) = method.kind { arguments.map(\.value) } else { [] }
      }
    case .orderSequential, .discoverNone, .discoverAuto, .keep, .missing: []
    }
  }

  /// Whether evaluating it later than written makes no difference.
  static func isConstant(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .none, .bool, .int, .float, .bytes, .address, .network, .addressRange, .port, .range, .duration, .rate, .size,
      .date, .lambda:
      true
    default: false
    }
  }
}
