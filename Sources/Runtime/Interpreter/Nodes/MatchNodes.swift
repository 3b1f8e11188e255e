// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// One alternative of a match arm, ready to be compared.
indirect enum PatternTest {
  /// Takes anything.
  case wildcard
  /// Takes anything and keeps it in a slot.
  case bind(Int)
  /// The same for a name of the top level.
  case bindGlobal(Int)
  /// Takes text that a regular expression matches.
  case expression(String)
  /// The value of a node: by membership for ranges, networks, sets and lists, exactly for the rest.
  case value(Node)
  /// As many parts as a list has items.
  case tuple([PatternTest])
}

extension Frame {
  /// Whether a value matches, binding names on the way.
  func matches(_ test: PatternTest, _ subject: Value, _ node: Int32) throws(Trap) -> Bool {
    switch test {
    case .wildcard: return true
    case .bind(let slot):
      slots[slot] = subject
      return true
    case .bindGlobal(let slot):
      run.pointee.globals[slot] = subject
      return true
    case .expression(let pattern):
      guard let text = subject.asText else { return false }
      return try matches(pattern, text, node)
    case .value(let pattern): return try matches(value: try pattern.eval(self), subject, node)
    case .tuple(let parts):
      guard let items = subject.asList?.items, items.count == parts.count else { return false }
      for (part, item) in zip(parts, items) where try !matches(part, item, node) { return false }
      return true
    }
  }

  /// Membership where the pattern is a set and the subject may be in it, else equality.
  private func matches(value pattern: Value, _ subject: Value, _ node: Int32) throws(Trap) -> Bool {
    if try same(pattern, subject, node) { return true }
    guard case .object(let object) = pattern else {
      // 443/tcp matches the bare 443 and the other way round.
      if case .port = pattern, let inner = try ports(subject, node), let outer = try ports(pattern, node) {
        return inner.isSubset(of: outer)
      }
      return false
    }
    switch object.kind {
    case .list: return try place(of: subject, in: pattern.asList?.items ?? [], node) != nil
    case .range:
      if case .int(let number) = subject, let range = pattern.asRange {
        return number >= range.first && number <= range.last
      }
      guard let outer = pattern.asRange?.ports, let inner = try ports(subject, node) else { return false }
      return inner.isSubset(of: outer)
    case .network, .addressRange, .targets, .ports:
      // A set that cannot hold such a value does not match it.
      do throws(Trap) { return try isMember(subject, of: pattern, node) } catch {
        guard error.kind == .wrongType else { throw error }
        return false
      }
    default: return false
    }
  }
}

/// `match` as statement or value.
final class MatchNode: Node {
  /// Alternatives and what to do.
  struct Arm {
    /// Empty for `else`.
    let tests: [PatternTest]
    let body: Node
  }
  let subject: Node
  let arms: [Arm]

  init(_ id: Int32, _ subject: Node, _ arms: [Arm]) {
    self.subject = subject
    self.arms = arms
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value { try arm(frame).eval(frame) }
  override func exec(_ frame: Frame) throws(Trap) -> Flow { try arm(frame).exec(frame) }

  private func arm(_ frame: Frame) throws(Trap) -> Node {
    let value = try subject.eval(frame)
    for arm in arms {
      if arm.tests.isEmpty { return arm.body }
      for test in arm.tests where try frame.matches(test, value, id) { return arm.body }
    }
    throw frame.trap(.noArmMatches, id, "no arm matches \(value.literal(frame.stores))")
  }
}

/// One arm's test alone, for units that wait: the steps jump by it.
final class PatternTestNode: Node {
  let subject: Int
  let tests: [PatternTest]

  init(_ id: Int32, subject: Int, _ tests: [PatternTest]) {
    self.subject = subject
    self.tests = tests
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value { .bool(try evalBool(frame)) }

  override func evalBool(_ frame: Frame) throws(Trap) -> Bool {
    let value = frame.slots[subject]
    for test in tests where try frame.matches(test, value, id) { return true }
    return false
  }
}

/// No arm of a waiting match took the value.
final class NoArmNode: Node {
  let subject: Int

  init(_ id: Int32, subject: Int) {
    self.subject = subject
    super.init(id)
  }

  override func exec(_ frame: Frame) throws(Trap) -> Flow {
    throw frame.trap(.noArmMatches, id, "no arm matches \(frame.slots[subject].literal(frame.stores))")
  }
}
