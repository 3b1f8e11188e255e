// SPDX-License-Identifier: GPL-3.0-or-later

/// What is known at a place of the program beyond the types of its variables: "this is not none".
struct Narrowing {
  /// A variable and the fields read from it.
  struct Path: Hashable {
    let symbol: Int
    let fields: [String]
  }

  private var known: Set<Path> = []
  private var trail: [Path] = []

  /// Whether anything is known at all.
  var isEmpty: Bool { known.isEmpty }

  /// Whether a path is known not to be none.
  func contains(_ path: Path) -> Bool { known.contains(path) }

  /// Where to return to.
  var mark: Int { trail.count }

  /// Learns that paths are not none.
  mutating func learn(_ paths: [Path]) {
    for path in paths where known.insert(path).inserted { trail.append(path) }
  }

  /// Forgets what was learned since a mark.
  mutating func forget(to mark: Int) {
    while trail.count > mark { known.remove(trail.removeLast()) }
  }
}

extension TypeInference {
  /// The path that an expression reads, `nil` if it is no plain chain of fields.
  func path(_ expression: Expression) -> Narrowing.Path? {
    var fields: [String] = []
    var current = expression
    while true {
      switch context.form(current) {
      case .paren(let inner): current = inner
      case .member(let base, let name, _):
        fields.append(name.text)
        current = base
      case .name:
        guard let symbol = context.symbol(current.id) else { return nil }
        return Narrowing.Path(symbol: symbol, fields: fields.reversed())
      default: return nil
      }
    }
  }

  /// Which paths are not none when a condition is true (or false).
  func facts(_ condition: Expression, _ truth: Bool) -> [Narrowing.Path] {
    switch condition.kind {
    case .paren(let inner): return facts(inner, truth)
    case .unary(.not, let inner): return facts(inner, !truth)
    case .binary(.and, let left, let right, _): return truth ? facts(left, true) + facts(right, true) : []
    case .binary(.or, let left, let right, _): return truth ? [] : facts(left, false) + facts(right, false)
    case .binary(.notEqual, let left, let right, _): return facts(left, right, areEqual: !truth)
    case .binary(.equal, let left, let right, _): return facts(left, right, areEqual: truth)
    default: return []
    }
  }

  private func facts(_ left: Expression, _ right: Expression, areEqual: Bool) -> [Narrowing.Path] {
    if case .none = right.kind { return areEqual ? [] : present(left) }
    if case .none = left.kind { return areEqual ? [] : present(right) }
    // Equal to something that is surely a value.
    return areEqual && isSurelyPresent(context.types[right.id]) ? present(left) : []
  }

  private func isSurelyPresent(_ type: ValueType) -> Bool {
    switch type {
    case .unknown, .none, .optional: false
    default: true
    }
  }

  /// An expression that is not none, and what it was read from by `?.`.
  private func present(_ expression: Expression) -> [Narrowing.Path] {
    var paths: [Narrowing.Path] = []
    var current: Expression? = expression
    while let here = current {
      if let found = path(here) { paths.append(found) }
      switch here.kind {
      case .paren(let inner): current = inner
      case .member(let base, _, true): current = base
      default: current = nil
      }
    }
    return paths
  }

  /// Runs a step in which a condition holds (or does not).
  func assuming<Result>(_ condition: Expression, _ truth: Bool, _ step: () -> Result) -> Result {
    let mark = narrowing.mark
    narrowing.learn(facts(condition, truth))
    defer { narrowing.forget(to: mark) }
    return step()
  }

  /// The type of an expression in view of what is known there. A `var` may have changed meanwhile: of it only that it
  /// could be anything is said.
  func narrowed(_ type: ValueType?, _ expression: Expression) -> ValueType? {
    guard !narrowing.isEmpty, case .optional(let inner)? = type, let path = path(expression), narrowing.contains(path)
    else { return type }
    return context.symbols[path.symbol].kind == .variable ? .unknown : inner
  }
}
