// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Branches and loops of which it may not be known which way they go.
extension Planner {
  /// An expression whose value is dropped.
  func effect(_ value: Expression) throws(Failure) -> Exit {
    switch value.kind {
    case .ifElse(let conditional): return try choose(conditional.branches[...], conditional.otherwise)
    case .match(let match): return try choose(match, value)
    case .paren(let inner): return try effect(inner)
    default:
      _ = try evaluate(value)
      return .next
    }
  }

  /// `if … else if … else`
  func choose(
    _ branches: ArraySlice<(condition: Expression, body: Block)>, _ otherwise: Block?
  ) throws(Failure) -> Exit {
    guard let branch = branches.first else { return try walk(otherwise?.statements ?? []) }
    if case .bool(let holds)? = try evaluate(branch.condition).value {
      return holds ? try walk(branch.body.statements) : try choose(branches.dropFirst(), otherwise)
    }
    return try alternatives([.block(branch.body, binds: []), .rest(branches.dropFirst(), otherwise)])
  }

  /// `match`: one arm where the subject is known, else any of them.
  func choose(_ match: MatchSyntax, _ expression: Expression) throws(Failure) -> Exit {
    let subject = try evaluate(match.subject)
    let patterns = WaitFinder.operands(match.arms.flatMap(\.patterns))
    if case .known = subject, patterns.allSatisfy({ isKnown(use(of: $0)) }) {
      return try walk(match.arms[try arm(of: match, expression)].body.statements)
    }
    let isComplete = match.arms.contains { arm in
      arm.patterns.isEmpty || arm.patterns.contains { if case .wildcard = $0 { true } else { false } }
    }
    if !isComplete { doubt.trap = true }
    return try alternatives(match.arms.map { .block($0.body, binds: bindings($0.patterns)) })
  }

  /// Which arm is taken, found by the interpreter's own matching; what it binds is known then.
  private func arm(of match: MatchSyntax, _ expression: Expression) throws(Failure) -> Int {
    // The match itself may have been lowered as a value under its own number.
    let node = node(~expression.id) {
      let arms = match.arms.enumerated().map { number, arm in
        MatchNode.Arm(
          tests: arm.patterns.map { lowering.pattern($0) }, body: IntConstantNode(lowering.id(expression), number))
      }
      return MatchNode(lowering.id(expression), lowering.expression(match.subject), arms)
    }
    do throws(Trap) {
      let number = try node.evalInt(session.frame)
      for slot in bindings(match.arms[number].patterns) { state[slot] = PlanState.Entry(isKnown: true) }
      return number
    } catch {
      throw failure(error)
    }
  }

  private func bindings(_ patterns: [MatchPattern]) -> [Slot] {
    patterns.flatMap { pattern -> [Slot] in
      switch pattern {
      case .name(let name) where program.patternBindings.contains(name.id):
        slot(program.resolutions[name.id]).map { [$0] } ?? []
      case .tuple(let parts, _): bindings(parts)
      default: []
      }
    }
  }

  /// One of several ways that a branch can go.
  private enum Way {
    /// A block; what it binds is not known.
    case block(Block, binds: [Slot])
    /// The branches that are left of an `if`.
    case rest(ArraySlice<(condition: Expression, body: Block)>, Block?)
  }

  private func walk(_ way: Way) throws(Failure) -> Exit {
    switch way {
    case .block(let block, let slots):
      forget(Set(slots))
      return try walk(block.statements)
    case .rest(let branches, let otherwise): return try choose(branches, otherwise)
    }
  }

  /// One of several ways, it is not known which: all count for the most, none for the least.
  private func alternatives(_ ways: [Way]) throws(Failure) -> Exit {
    let before = snapshot()
    var ends: [PlanSnapshot] = []
    var exit = Exit.next
    for way in ways {
      restore(before)
      let left = try perhaps { () throws(Failure) in try walk(way) }
      if left == .next { ends.append(snapshot()) } else { exit = left }
    }
    guard let last = ends.popLast() else { return exit }
    restore(last)
    ends.forEach { join($0) }
    return .next
  }

  // MARK: Loops

  /// Rounds that are walked one by one; further ones count as perhaps.
  private static let roundLimit = 10_000

  /// `while`: round by round as long as the condition is known.
  func loop(while condition: Expression, _ body: Block) throws(Failure) -> Exit {
    let (outer, writes) = (doubt, finder.use(of: body.statements).writes)
    (doubt.loop, doubt.round) = (false, false)
    defer { (doubt.loop, doubt.round) = (outer.loop, outer.round) }
    for _ in 0..<Self.roundLimit {
      guard case .bool(let holds)? = try evaluate(condition).value else { break }
      guard holds else { return leaveLoop(writes) }
      switch try walk(body.statements) {
      case .next, .nextRound: break
      case .leftLoop: return leaveLoop(writes)
      case let exit: return exit
      }
      endRound(writes)
    }
    forget(writes)
    _ = try perhaps(.any) { () throws(Failure) in
      let exit = try walk(body.statements)
      _ = try evaluate(condition)
      return exit
    }
    forget(writes)
    return .next
  }

  /// `for`: item by item where the items are known, else as often as there can be items.
  func loop(
    over collection: Expression, _ names: [Name], _ body: Block, _ statement: Statement
  ) throws(Failure) -> Exit {
    let items = try evaluate(collection)
    let (outer, writes) = (doubt, finder.use(of: body.statements).writes)
    (doubt.loop, doubt.round) = (false, false)
    defer { (doubt.loop, doubt.round) = (outer.loop, outer.round) }
    guard let value = items.value else {
      try walkRounds(.upTo(items.extent.mostItems), names, body, writes)
      return .next
    }
    let iterator: ItemIterator
    do throws(Trap) {
      iterator = try session.frame.iterator(over: value, pairs: names.count > 1, lowering.id(statement))
    } catch {
      throw failure(error)
    }
    var count = 0
    while let item = iterator.next() {
      count += 1
      guard count <= Self.roundLimit else {
        try walkRounds(.any, names, body, writes)
        return .next
      }
      if let first = names.first { set(first, .known(item.0)) }
      if names.count > 1 { set(names[1], .known(item.1)) }
      switch try walk(body.statements) {
      case .next, .nextRound: break
      case .leftLoop: return leaveLoop(writes)
      case let exit: return exit
      }
      endRound(writes)
    }
    return leaveLoop(writes)
  }

  /// Walks a body of which it is not known how often it is done; items are unknown.
  private func walkRounds(
    _ count: CountBounds, _ names: [Name], _ body: Block, _ writes: Set<Slot>
  ) throws(Failure) {
    forget(writes)
    for name in names { set(name, .unknown(.anything)) }
    _ = try perhaps(count) { () throws(Failure) in try walk(body.statements) }
    forget(writes)
  }

  /// What a round sets that may have ended early is not known in the next.
  private func endRound(_ writes: Set<Slot>) {
    if doubt.round { forget(writes) }
    doubt.round = false
  }

  /// What a loop that may have been left early sets is not known.
  private func leaveLoop(_ writes: Set<Slot>) -> Exit {
    if doubt.loop || doubt.round { forget(writes) }
    return .next
  }
}
