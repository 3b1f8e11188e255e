// SPDX-License-Identifier: GPL-3.0-or-later

/// What an arm of a technique asks of an answer beyond its kind: `if window > 0 and ttl < 64`.
public indirect enum Condition: Hashable, Sendable {
  /// A comparison of two values.
  case compare(Operand, Comparison, Operand)
  /// The flags on the left include all those on the right.
  case has(Operand, Operand)
  /// The opposite.
  case not(Condition)
  /// Both hold.
  case and(Condition, Condition)
  /// At least one holds.
  case or(Condition, Condition)
  /// Holds always or never.
  case constant(Bool)

  /// A part of an answer that a condition may read.
  public enum Field: String, Hashable, Sendable, CaseIterable {
    /// The window of a TCP segment, as sent, not scaled.
    case window
    /// The time to live or hop limit that is left.
    case ttl
    /// The number of bytes of payload.
    case length
    /// The flags of a TCP segment.
    case flags
  }

  /// One side of a comparison.
  public enum Operand: Hashable, Sendable {
    /// A part of the answer.
    case field(Field)
    /// A number.
    case integer(Int64)
    /// Some flags.
    case flags(TCPFlags)
  }

  /// How two values are compared; flags only by `==` and `!=`.
  public enum Comparison: String, Hashable, Sendable, CaseIterable {
    /// The same.
    case equal = "=="
    /// Not the same.
    case notEqual = "!="
    /// Less.
    case less = "<"
    /// Less or the same.
    case lessOrEqual = "<="
    /// More.
    case greater = ">"
    /// More or the same.
    case greaterOrEqual = ">="
  }
}

extension Condition {
  /// True when the condition holds for an answer; false also where it turns on a part that the answer does not have,
  /// or compares what cannot be compared.
  public func holds(for answer: Answer) -> Bool {
    evaluate(answer) ?? false
  }

  /// The truth of the condition; nil where it cannot be told.
  private func evaluate(_ answer: Answer) -> Bool? {
    switch self {
    case .constant(let truth): return truth
    case .not(let inner): return inner.evaluate(answer).map { !$0 }
    case .and(let left, let right): return Condition.both(left.evaluate(answer), right.evaluate(answer))
    case .or(let left, let right):
      return Condition.both(left.evaluate(answer).map { !$0 }, right.evaluate(answer).map { !$0 }).map { !$0 }
    case .has(let left, let right):
      guard case .flags(let all)? = left.value(in: answer), case .flags(let some)? = right.value(in: answer) else {
        return nil
      }
      return all.isSuperset(of: some)
    case .compare(let left, let comparison, let right):
      guard let left = left.value(in: answer), let right = right.value(in: answer) else { return nil }
      return comparison.compare(left, right)
    }
  }

  /// False as soon as one is false; otherwise unknown as soon as one is unknown.
  private static func both(_ left: Bool?, _ right: Bool?) -> Bool? {
    if left == false || right == false { return false }
    return left == nil || right == nil ? nil : true
  }
}

extension Condition.Operand {
  /// The constant that a part of an answer comes to; nil when the answer does not have that part.
  fileprivate func value(in answer: Answer) -> Condition.Operand? {
    guard case .field(let field) = self else { return self }
    switch (field, answer) {
    case (.window, .tcp(_, let window, _, _)): return .integer(Int64(window))
    case (.ttl, .tcp(_, _, let ttl, _)), (.ttl, .reply(_, let ttl)): return .integer(Int64(ttl))
    case (.length, .tcp(_, _, _, let length)), (.length, .reply(let length, _)): return .integer(Int64(length))
    case (.flags, .tcp(let flags, _, _, _)): return .flags(flags)
    default: return nil
    }
  }
}

extension Condition.Comparison {
  fileprivate func compare(_ left: Condition.Operand, _ right: Condition.Operand) -> Bool? {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): return compare(left, right)
    case (.flags(let left), .flags(let right)):
      if self == .equal { return left == right }
      return self == .notEqual ? left != right : nil
    default: return nil
    }
  }

  private func compare(_ left: Int64, _ right: Int64) -> Bool {
    switch self {
    case .equal: left == right
    case .notEqual: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }
}
