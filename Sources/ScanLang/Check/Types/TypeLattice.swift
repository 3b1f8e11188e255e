// SPDX-License-Identifier: GPL-3.0-or-later

/// How types combine. `nil` stands for "nothing is known yet": it joins with everything and constrains nothing.
enum TypeLattice {
  /// Lists in lists deeper than this are lists of anything, so that inference ends.
  private static let deepestList = 4

  /// The least type that holds both.
  static func join(_ left: ValueType?, _ right: ValueType?) -> ValueType? {
    guard let left else { return right }
    guard let right, left != right else { return left }
    switch (left, right) {
    case (.unknown, _), (_, .unknown): return .unknown
    case (.none, let other), (let other, .none): return optional(other)
    case (.optional(let a), .optional(let b)): return wrap(join(a, b))
    case (.optional(let a), let b), (let b, .optional(let a)): return wrap(join(a, b))
    case (.list(let a), .list(let b)): return .list(join(a, b) ?? .unknown)
    case (.function(let a), .function(let b)): return .function(join(a, b) ?? .unknown)
    default: return .unknown
    }
  }

  private static func wrap(_ type: ValueType?) -> ValueType { type.map(optional) ?? .unknown }

  /// The type or none.
  static func optional(_ type: ValueType) -> ValueType {
    switch type {
    case .unknown, .none, .optional: type
    default: .optional(type)
    }
  }

  /// A list of elements of a type.
  static func list(of element: ValueType?) -> ValueType {
    guard let element else { return .list(.unknown) }
    var depth = 1
    var inner = element
    while case .list(let next) = inner {
      depth += 1
      inner = next
    }
    return depth > deepestList ? .list(.unknown) : .list(element)
  }

  /// Whether a value of one type may stand where another is wanted.
  static func accepts(_ wanted: ValueType, _ given: ValueType) -> Bool {
    if wanted == given { return true }
    switch (wanted, given) {
    case (.unknown, _), (_, .unknown): return true
    case (.optional(let inner), .optional(let other)): return accepts(inner, other)
    case (.optional(let inner), _): return given == .none || accepts(inner, given)
    case (.list(let a), .list(let b)): return accepts(a, b)
    case (.function, .function): return true
    case (.targets, _): return isTargetLike(given)
    case (.ports, _): return isPortLike(given)
    // `range` is written for both kinds of ranges.
    case (.range, .addressRange): return true
    case (.address, .record(.host)): return true
    default: return false
    }
  }

  /// What is accepted where targets are wanted (language reference, section 3).
  static func isTargetLike(_ type: ValueType) -> Bool {
    switch type {
    case .unknown, .targets, .address, .network, .addressRange, .record(.host), .string: true
    case .list(let element): isTargetLike(element)
    default: false
    }
  }

  /// What is accepted where ports are wanted (language reference, section 3).
  static func isPortLike(_ type: ValueType) -> Bool {
    switch type {
    case .unknown, .ports, .int, .range, .port, .string: true
    case .list(let element): isPortLike(element)
    default: false
    }
  }

  /// Whether `==` may compare the two: the same type, both numbers, or one of them none.
  static func areComparable(_ left: ValueType, _ right: ValueType) -> Bool {
    let a = stripped(left)
    let b = stripped(right)
    if a == .unknown || b == .unknown || a == .none || b == .none { return true }
    if a.shape == b.shape { return true }
    return isNumber(a) && isNumber(b)
  }

  /// Whether `<` orders values of a type.
  static func isOrdered(_ type: ValueType) -> Bool {
    switch type {
    case .unknown, .int, .float, .string, .duration, .size, .rate, .date, .time, .address, .port: true
    default: false
    }
  }

  /// Whole numbers and fractions, which compare and calculate with each other.
  static func isNumber(_ type: ValueType) -> Bool { type == .int || type == .float }

  /// The type without "or none".
  static func stripped(_ type: ValueType) -> ValueType {
    if case .optional(let inner) = type { return inner }
    return type
  }
}
